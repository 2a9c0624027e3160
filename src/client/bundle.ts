import type { BasicPrompt } from './basicPrompt';
import { readerOf, type BundleOptions } from './plainReader';
import { getPrompt, type GetOptions } from './promptReader';
import type { OutputOf, PromptName, SignatureOf, ValuesOf } from './typedPrompts';

export { LedgerError, type LedgerErrorCode, type LedgerErrorData } from '../core/base/errors';
export type { RenderedMessage, RenderedPrompt } from '../core/prompt/render/model';
export type { BasicPrompt as Prompt, RenderOptions } from './basicPrompt';
export type { BundleOptions, Engine } from './plainReader';
export { PromptNotFoundError } from './promptNotFound';
export type { GetOptions } from './promptReader';
export type { AnyPromptName, HistoryMessage, PromptName, PromptTypes, Value } from './typedPrompts';

/** Prompts that were exported, to be rendered without a registry or a file system. */
export interface Bundle {
  /** The names of its prompts, sorted. */
  names(): readonly string[];
  /**
   * A version of a prompt: by tag, by number, by id, else the latest. For a request to a provider
   * there is `promptledger/providers`.
   * Throws `PromptNotFoundError`, `tag-not-found`, `version-not-found`, `reference-ambiguous`.
   */
  get<const Name extends PromptName, const Options extends GetOptions<Name> = GetOptions<Name>>(
    name: Name,
    options?: Options,
  ): BasicPrompt<ValuesOf<SignatureOf<Name, Options>>, OutputOf<SignatureOf<Name, Options>>>;
}

/**
 * Opens a bundle: the value that its JSON file holds. Needs no file system, so it runs wherever
 * JavaScript does. Throws `invalid-argument`.
 *
 *     import data from './prompts.json' with { type: 'json' };
 *     const prompt = openBundle(data).get('support/greeting', { tag: 'production' });
 */
export function openBundle(data: unknown, engines: BundleOptions = {}): Bundle {
  const reader = readerOf(data, engines);
  return {
    names: () => reader.names(),
    get: (name, options = {} as never) => getPrompt(reader, name, options) as never,
  };
}
