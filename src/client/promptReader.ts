import { LedgerError } from '../core/errors';
import { parsePromptName, type PromptName } from '../core/names';
import type { Selector } from '../core/references';
import { parseSelector } from '../core/references';
import type { Prompt } from './prompt';
import type { VersionChoice } from './typedPrompts';

/** Finds versions to render: in a registry's folder, or in a bundle. */
export interface PromptReader {
  /** Throws `prompt-not-found`, `version-not-found`, `tag-not-found`, `reference-ambiguous`, `io`. */
  find(name: PromptName, selector: Selector): Prompt;
  /** A document that stands in for a version. Throws `invalid-document`. */
  fallback(name: PromptName, selector: Selector, source: string): Prompt;
}

/** What `get` takes besides a name. */
export interface GetOptions<Name = string> extends VersionChoice<Name> {
  /**
   * A document (a text alone is one) that answers where the prompt, the tag or the version is
   * missing. A registry that is not there is an error all the same.
   */
  readonly fallback?: string | undefined;
}

const MISSING: readonly string[] = ['prompt-not-found', 'tag-not-found', 'version-not-found'];

/** Finds a version, or its fallback. Throws what the reader does, `invalid-name`, `invalid-argument`. */
export function getPrompt(reader: PromptReader, name: string, options: GetOptions): Prompt {
  const prompt = parsePromptName(name);
  const selector = selectorOf(options);
  try {
    return reader.find(prompt, selector);
  } catch (error) {
    const isMissing = error instanceof LedgerError && MISSING.includes(error.code);
    if (!isMissing || options.fallback === undefined) throw error;
    return reader.fallback(prompt, selector, options.fallback);
  }
}

function selectorOf({ tag, version, id }: GetOptions): Selector {
  const given = [tag, version, id].filter(value => value !== undefined);
  if (given.length > 1) throw invalid('Choose a version by its tag, its number or its id.', given);
  if (version !== undefined) {
    if (Number.isSafeInteger(version) && version > 0) return { kind: 'number', number: version };
    throw invalid(`${version} is no number of a version. The first one is 1.`, given);
  }
  if (id !== undefined) {
    if (/^[0-9a-f]{7,32}$/.test(id)) return { kind: 'id', prefix: id };
    throw invalid(`"${id}" is no id of a version: 7 to 32 hex digits.`, given);
  }
  // A tag is whatever stands after "@" in a reference, so "latest" means the latest here as well.
  return tag === undefined ? { kind: 'latest' } : parseSelector(tag);
}

function invalid(message: string, given: readonly unknown[]): LedgerError {
  return new LedgerError('invalid-argument', { given }, message);
}

/** The tag of a selector, for what is said of the prompt. */
export function tagOf(selector: Selector): string | undefined {
  return selector.kind === 'tag' ? selector.tag : undefined;
}
