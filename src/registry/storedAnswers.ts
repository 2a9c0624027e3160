import { LedgerError } from '../core/base/errors';
import type { Answer } from '../core/evaluation/answer';
import type { AnswerStore, StoredAnswer } from './answerStore';
import type { Ledger } from './ledger';

/** How long local answers stay, and how much of a disk they take. */
export const DAYS_KEPT = 90;
export const MEGABYTES_KEPT = 200;
const DAY_MS = 86_400_000;

export interface AnswersInput {
  readonly prompt?: string | undefined;
  readonly sample?: string | undefined;
  readonly limit?: number | undefined;
}

/** An answer as programs read it. */
export type AnswerInfo = Answer & { readonly kept: boolean };

/** Answers, newest first, `prompt` by its current name. Throws `prompt-not-found`, `io`. */
export async function listAnswers(
  ledger: Ledger,
  store: AnswerStore,
  { prompt, sample, limit = Infinity }: AnswersInput,
): Promise<readonly AnswerInfo[]> {
  const folder = prompt === undefined ? undefined : (await ledger.existing(prompt)).folder;
  const found = (await store.all(folder))
    .filter(({ answer }) => sample === undefined || answer.from.sample === sample)
    .reverse()
    .slice(0, limit);
  return Promise.all(found.map(stored => answerInfo(ledger, stored)));
}

/** An answer as programs read it. Throws `io`. */
export async function answerInfo(
  ledger: Ledger,
  { answer, kept }: StoredAnswer,
): Promise<AnswerInfo> {
  return { ...answer, prompt: await ledger.names().nameOf(answer.prompt), kept };
}

/**
 * Puts an answer beside the records.
 * @param id of the answer, or how it begins
 * Throws `answer-missing`, `reference-ambiguous`, `invalid-argument` for one that broke off, `io`.
 */
export async function keepAnswer(
  ledger: Ledger,
  store: AnswerStore,
  id: string,
): Promise<AnswerInfo> {
  await ledger.config();
  const found = (await store.all()).filter(({ answer }) => id !== '' && answer.id.startsWith(id));
  const [stored, other] = found;
  if (stored === undefined) {
    const message = `There is no answer "${id}". See the list of answers.`;
    throw new LedgerError('answer-missing', { answer: id }, message);
  }
  if (other !== undefined) {
    const message = `${found.length} answers begin with "${id}". Write more of the id.`;
    throw new LedgerError('reference-ambiguous', { answer: id }, message);
  }
  if (stored.answer.error !== null) {
    const message = `The answer "${id}" broke off: ${stored.answer.error.message} Ask again, and keep that.`;
    throw new LedgerError('invalid-argument', { answer: id }, message);
  }
  await store.keep(stored.answer);
  return answerInfo(ledger, { ...stored, kept: true });
}

export interface PruneInput {
  readonly days?: number | undefined;
  readonly megabytes?: number | undefined;
}

export interface PrunedAnswers {
  /** How many went. */
  readonly pruned: number;
  readonly left: number;
}

/** Removes local answers by age, then the oldest until all are small enough. Throws `io`. */
export async function pruneAnswers(
  ledger: Ledger,
  store: AnswerStore,
  { days = DAYS_KEPT, megabytes = MEGABYTES_KEPT }: PruneInput,
): Promise<PrunedAnswers> {
  await ledger.config();
  const local = (await store.all()).filter(({ kept }) => !kept);
  const before = new Date(ledger.ports.clock() - days * DAY_MS).toISOString();
  let bytes = local.reduce((sum, item) => sum + item.bytes, 0);
  let pruned = 0;
  for (const item of local) {
    if (item.answer.at >= before && bytes <= megabytes * 1_000_000) break;
    await store.forget(item.answer);
    bytes -= item.bytes;
    pruned += 1;
  }
  return { pruned, left: local.length - pruned };
}
