import type { Completion } from './completions';

/** A prompt that can be included. */
export interface Includable {
  readonly prompt: string;
  readonly description: string;
}

/** A tag or a version of a prompt, by what is written behind "@". */
export interface IncludableVersion {
  readonly selector: string;
  readonly detail: string;
}

/** Where a reference stands: its prompt, and whether a version of it is being chosen. */
export interface TypedReference {
  readonly prompt: string;
  readonly hasSelector: boolean;
}

/** Takes a half-written reference apart. */
export function readTyped(typed: string): TypedReference {
  const at = typed.indexOf('@');
  return { prompt: at < 0 ? typed : typed.slice(0, at), hasSelector: at >= 0 };
}

/** The prompts that can be included, by name. */
export function promptCompletions(
  prompts: readonly Includable[],
  closer: string,
): readonly Completion[] {
  return prompts.map(({ prompt, description }, rank): Completion => {
    const detail = description === '' ? {} : { detail: description };
    return { label: prompt, kind: 'include', text: prompt + closer, ...detail, rank };
  });
}

/** The versions of a prompt, those that tags mean first. */
export function versionCompletions(
  prompt: string,
  versions: readonly IncludableVersion[],
  closer: string,
): readonly Completion[] {
  return versions.map(({ selector, detail }, rank): Completion => {
    const label = `${prompt}@${selector}`;
    return { label, kind: 'include', text: label + closer, detail, rank };
  });
}
