import { LedgerError } from '../core/base/errors';
import { selectorForm } from '../core/base/names';
import type { BasicPrompt } from './basicPrompt';
import type { VersionChoice } from './typedPrompts';

/** Which version is wanted; a tag is what stands after "@" in a reference. */
export type Choice =
  | { readonly kind: 'latest' }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'id'; readonly prefix: string }
  | { readonly kind: 'tag'; readonly tag: string };

/** Finds versions to render: in a registry's folder, or in a bundle. */
export interface PromptReader<Found extends BasicPrompt> {
  /**
   * Throws `prompt-not-found`, `version-not-found`, `tag-not-found`, `reference-ambiguous`,
   * `invalid-name`, `record-corrupt`, `io`.
   */
  find(name: string, choice: Choice): Found;
  /** A document that stands in for a version. Throws `invalid-document`. */
  fallback(name: string, choice: Choice, source: string): Found;
  /**
   * What `find` gave for this tag, or for the latest version, where it would give the same now without a look at the
   * disk: an application asks for the same prompt again and again.
   */
  recall?(name: string, tag: string | undefined): Found | undefined;
}

/** What `get` takes besides a name. */
export interface GetOptions<Name = string> extends VersionChoice<Name> {
  /**
   * A document (a text alone is one) that answers where the prompt, the tag or the version is
   * missing, or a damaged record may decide which version it is. A registry that is not there, or a record
   * that cannot be read, is an error all the same.
   */
  readonly fallback?: string | undefined;
}

const OPTIONS: readonly string[] = ['name', 'tag', 'version', 'id', 'fallback'];
const MISSING: readonly string[] = [
  'prompt-not-found',
  'tag-not-found',
  'version-not-found',
  'record-corrupt',
];

/** Finds a version, or its fallback. Throws what the reader does, and `invalid-argument`. */
export function getPrompt<Found extends BasicPrompt>(
  reader: PromptReader<Found>,
  name: string,
  options: GetOptions,
): Found {
  const recalled = recall(reader, name, options);
  if (recalled !== undefined) return recalled;
  requireTexts({ ...options, name });
  const choice = choiceOf(options);
  try {
    return reader.find(name, choice);
  } catch (error) {
    const isMissing = error instanceof LedgerError && MISSING.includes(error.code);
    if (!isMissing || options.fallback === undefined) throw error;
    return reader.fallback(name, choice, options.fallback);
  }
}

/** What was found before, for who asks as most do: by a tag or for the latest version, with a fallback or none. */
function recall<Found extends BasicPrompt>(
  reader: PromptReader<Found>,
  name: string,
  options: GetOptions,
): Found | undefined {
  for (const key in options) {
    if (key === 'tag') continue;
    if (key !== 'fallback' || !isTextOrNone(options.fallback)) return undefined;
  }
  const { tag } = options;
  return isTextOrNone(tag) ? reader.recall?.(name, tag) : undefined;
}

const isTextOrNone = (value: unknown): boolean => value === undefined || typeof value === 'string';

/** For those who call without types: a slip must not lead to the latest version. */
function requireTexts(given: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(given)) {
    if (!OPTIONS.includes(key)) {
      throw invalid(`get takes ${OPTIONS.join(', ')}, and no "${key}".`, [key]);
    }
    const isText = typeof value === 'string' || (value === undefined && key !== 'name');
    if (!isText && key !== 'version') {
      throw invalid(`"${key}" must be a text, not ${String(value)}.`, [String(value)]);
    }
  }
}

function choiceOf({ tag, version, id }: GetOptions): Choice {
  const given = [tag, version, id].filter(value => value !== undefined);
  if (given.length > 1) throw invalid('Choose a version by its tag, its number or its id.', given);
  if (version !== undefined) return numberChoice(version, given);
  if (id !== undefined) {
    if (/^[0-9a-f]{7,32}$/.test(id)) return { kind: 'id', prefix: id };
    throw invalid(`"${id}" is no id of a version: 7 to 32 hex digits.`, given);
  }
  if (tag === undefined) return { kind: 'latest' };
  // What reads as a number or as an id is one, as it is after the "@" of a reference.
  switch (selectorForm(tag)) {
    case 'latest':
      return { kind: 'latest' };
    case 'number':
      return numberChoice(Number(tag.replace('v', '')), given);
    case 'id':
      return { kind: 'id', prefix: tag };
    case 'tag':
      return { kind: 'tag', tag };
  }
}

function numberChoice(number: number, given: readonly unknown[]): Choice {
  if (Number.isSafeInteger(number) && number > 0) return { kind: 'number', number };
  const shown = typeof number === 'string' ? `"${String(number)}"` : String(number);
  const hint = typeof number === 'string' ? ' Give it as a number, without quotes.' : '';
  throw invalid(`${shown} is no number of a version. The first one is 1.${hint}`, given);
}

function invalid(message: string, given: readonly unknown[]): LedgerError {
  return new LedgerError('invalid-argument', { given }, message);
}

/** The tag of a choice, for what is said of the prompt. */
export function tagOf(choice: Choice): string | undefined {
  return choice.kind === 'tag' ? choice.tag : undefined;
}
