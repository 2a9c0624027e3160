import { LedgerError } from '../base/errors';

/** The changelog of one prompt in a promotion, while somebody writes it. */
export interface ChangelogDraft {
  readonly prompt: string;
  /** What the promotion does: `v11 → v13`. */
  readonly movement: string;
  readonly changelog: string;
}

const HEADING = /^<!-- prompt: (\S+) .*-->[ \t]*$/;

/**
 * A text to write changelogs in, with a comment that says how. One prompt is the text itself; of
 * several, each stands below a line of its own.
 */
export function printChangelogDraft(
  environment: string,
  drafts: readonly ChangelogDraft[],
  notes: readonly string[] = [],
): string {
  const [only] = drafts;
  const isOne = drafts.length === 1 && only !== undefined;
  const what = isOne
    ? `The changelog of ${only.prompt} in ${environment}, ${only.movement}.`
    : `The changelogs of ${drafts.length} prompts in ${environment}, each below its line.`;
  const how = 'The check mark above (or Ctrl+Enter) promotes; closing the editor does not.';
  // A comment ends at the first "-->", and what a verdict quotes may hold one.
  const told = [what, ...notes, how].map(line => line.replaceAll('--', '- -')).join('\n');
  const body = isOne
    ? only.changelog
    : drafts.map(draft => `${heading(draft)}\n\n${draft.changelog}\n`).join('\n');
  return `<!--\n${told}\n-->\n\n${body.trimEnd()}\n`;
}

function heading({ prompt, movement }: ChangelogDraft): string {
  return `<!-- prompt: ${prompt} ${movement} -->`;
}

/**
 * The changelogs that somebody wrote, by prompt. Throws `invalid-argument` where the line of one of
 * several prompts is gone: nobody knows then whose text is whose.
 */
export function readChangelogDraft(
  text: string,
  prompts: readonly string[],
): Readonly<Record<string, string>> {
  const written = text.replaceAll('\r\n', '\n').replace(/^\s*<!--\n[^]*?-->/, '');
  const [only] = prompts;
  if (prompts.length === 1 && only !== undefined) return { [only]: written.trim() };
  const sections = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of written.split('\n')) {
    const prompt = HEADING.exec(line)?.[1];
    if (prompt === undefined) lines.push(line);
    else sections.set(prompt, (lines = []));
  }
  const lost = prompts.filter(prompt => !sections.has(prompt));
  if (lost.length > 0) throw lostHeading(lost);
  return Object.fromEntries(
    prompts.map(prompt => [prompt, (sections.get(prompt) ?? []).join('\n').trim()]),
  );
}

function lostHeading(lost: readonly string[]): LedgerError {
  return new LedgerError(
    'invalid-argument',
    { prompts: lost },
    `The line "<!-- prompt: ${lost[0] ?? ''} … -->" is gone, so nobody knows which text is its changelog. Put it back (undo), or close the editor to promote nothing.`,
  );
}
