import type { Bundle } from './bundle';
import { follow } from './follow';
import type { Following, FollowOptions } from './following';
import { readerOf, type BundleOptions } from './plainReader';
import { getPrompt } from './promptReader';

export { LedgerError, type LedgerErrorCode, type LedgerErrorData } from '../core/base/errors';
export type { RenderedMessage, RenderedPrompt } from '../core/prompt/render/model';
export type { BasicPrompt as Prompt, RenderOptions } from './basicPrompt';
export type { Bundle } from './bundle';
export type { Following, FollowOptions, Published } from './following';
export type { BundleOptions, Engine } from './plainReader';
export { PromptNotFoundError } from './promptNotFound';
export type { GetOptions } from './promptReader';
export type { AnyPromptName, HistoryMessage, PromptName, PromptTypes, Value } from './typedPrompts';

/** A bundle that follows what is published. */
export interface FollowedBundle extends Bundle, Following {}

/**
 * Opens what "promptledger publish" published, by the address of a pointer, and follows it, wherever there is
 * `fetch`: in a browser, in a worker, in a function. `get` answers at once, from the last bundle whose hash
 * was right. Rejects with `io` and `invalid-argument`. An entry of its own, for who reads a bundle that lies
 * beside the code needs nothing of it.
 *
 *     const prompts = await openPublished('https://…/production.json');
 */
export async function openPublished(
  address: string | URL,
  options: BundleOptions & FollowOptions = {},
): Promise<FollowedBundle> {
  const open = (data: unknown): ReturnType<typeof readerOf> => readerOf(data, options);
  const follower = await follow(address, options, { open });
  return {
    names: () => follower.current().names(),
    get: (name, wanted = {} as never) => getPrompt(follower.current(), name, wanted) as never,
    get published() {
      return follower.published;
    },
    refresh: () => follower.refresh(),
    close: () => {
      follower.close();
    },
  };
}
