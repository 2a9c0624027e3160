import { isServedDifferently } from '../core/ledger/derive/deployments';
import { LedgerError } from '../core/base/errors';
import { asStep } from '../core/base/ioFailure';
import { findEnvironment } from '../core/ledger/environments/registryConfig';
import { answersOf } from './answersOf';
import type { Ledger } from './ledger';
import { previewPromotion, promote, type PromotionPreview } from './releases';
import type { ReleaseInfo } from '../core/ledger/derive/model';

/** A prompt that two environments serve differently, and what promoting it would do. */
export type Promotable =
  | { readonly prompt: string; readonly preview: PromotionPreview }
  | { readonly prompt: string; readonly error: LedgerError };

/**
 * Every prompt that the environment before serves and that `environment` serves differently, sorted
 * by name. What cannot be promoted says why. Archived prompts are left out. Throws
 * `environment-not-found`.
 */
export async function promotable(
  ledger: Ledger,
  environment: string,
): Promise<readonly Promotable[]> {
  const { promoteFrom } = findEnvironment(await ledger.config(), environment);
  if (promoteFrom === undefined) return [];
  const found: Promotable[] = [];
  for (const { prompt, state } of await answersOf(ledger).deployed([promoteFrom, environment])) {
    const isOffered = !state.archived && isServedDifferently(state, promoteFrom, environment);
    if (isOffered) found.push(await previewOf(ledger, prompt, environment));
  }
  return found;
}

async function previewOf(ledger: Ledger, prompt: string, environment: string): Promise<Promotable> {
  try {
    return { prompt, preview: await previewPromotion(ledger, { prompt, environment }) };
  } catch (error) {
    if (error instanceof LedgerError) return { prompt, error };
    throw error;
  }
}

export interface PromoteAllInput {
  readonly environment: string;
  readonly prompts: readonly string[];
  /** By prompt; without one, the messages of the versions in between. */
  readonly changelogs?: Readonly<Record<string, string>> | undefined;
  /** Told before each prompt; `false` ends the work with what is done by then. */
  readonly onPrompt?: ((prompt: string, done: number) => boolean) | undefined;
}

/** What became of one prompt. */
export interface PromotedPrompt {
  readonly prompt: string;
  readonly release: ReleaseInfo | null;
  /** Why it was not released. `nothing-to-promote` is what a second run says of the first one's. */
  readonly error: LedgerError | null;
}

/** The same as JSON: without an error where there is none. */
export function promotedJson(results: readonly PromotedPrompt[]): readonly object[] {
  return results.map(({ prompt, release, error }) => ({
    prompt,
    release,
    ...(error === null ? {} : error.toJSON()),
  }));
}

/** Releases several prompts, each by a release of its own. Run again, it does the rest. */
export async function promoteAll(
  ledger: Ledger,
  { environment, prompts, changelogs = {}, onPrompt }: PromoteAllInput,
): Promise<readonly PromotedPrompt[]> {
  findEnvironment(await ledger.config(), environment);
  const results: PromotedPrompt[] = [];
  for (const prompt of prompts) {
    if (onPrompt?.(prompt, results.length) === false) break;
    const changelog = Object.hasOwn(changelogs, prompt) ? changelogs[prompt] : undefined;
    // Each takes its turn among other writes, so that a long list does not hold them up.
    const work = (): Promise<ReleaseInfo> => promote(ledger, { prompt, environment, changelog });
    try {
      results.push({ prompt, release: await ledger.exclusive(work), error: null });
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      const told = asStep(error, `"${prompt}" was not released.`);
      results.push({ prompt, release: null, error: told });
    }
  }
  return results;
}
