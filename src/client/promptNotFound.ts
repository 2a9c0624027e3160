import { LedgerError, type LedgerErrorData } from '../core/base/errors';
import { didYouMean, similarNames } from '../core/base/similarNames';

/** There is no prompt of this name. `similar` are the names that may have been meant. */
export class PromptNotFoundError extends LedgerError {
  override readonly name = 'PromptNotFoundError';
  readonly prompt: string;
  readonly similar: readonly string[];

  constructor(data: LedgerErrorData, message: string, cause?: unknown) {
    super('prompt-not-found', data, message, cause);
    this.prompt = String(data.prompt);
    this.similar = (data.similar ?? []) as readonly string[];
  }
}

/** The error for a name that none of `names` is. */
export function promptNotFound(prompt: string, names: readonly string[]): PromptNotFoundError {
  const similar = similarNames(prompt, names);
  const hint =
    similar.length === 0 ? 'Check the name against the list of prompts.' : didYouMean(similar);
  return new PromptNotFoundError({ prompt, similar }, `There is no prompt "${prompt}". ${hint}`);
}

/** An error as the client throws it: use cases know `prompt-not-found` by its code alone. */
export function asClientError(error: unknown): unknown {
  const isOurs = error instanceof LedgerError && error.code === 'prompt-not-found';
  if (!isOurs || error instanceof PromptNotFoundError) return error;
  return new PromptNotFoundError(error.data, error.message, error);
}
