import type { Answered, AskingOptions, Question, Runs } from './running';
import type { StoredAnswer } from './answerStore';

/** What a run of many questions did. */
export interface AskingCount {
  /** Questions that were sent. */
  readonly asked: number;
  /** Answers that were there already. */
  readonly replayed: number;
}

/**
 * Answers for many cells of a table, of which several may ask the same: the first, second, … answer to a
 * request is one answer, whoever wants it, and is asked for once.
 */
export class SharedAnswers {
  readonly #runs: Runs;
  readonly #known = new Map<string, Promise<readonly StoredAnswer[]>>();
  #asked = 0;
  #replayed = 0;

  constructor(runs: Runs) {
    this.#runs = runs;
  }

  get count(): AskingCount {
    return { asked: this.#asked, replayed: this.#replayed };
  }

  /**
   * The answer to a question with so many before it, from 0; `undefined` where it is not there and nobody is
   * to be asked. Throws as `Runs.ask`.
   */
  async nth(
    question: Question,
    index: number,
    options: AskingOptions | undefined,
  ): Promise<StoredAnswer | undefined> {
    const id = `${question.target.folder} ${this.#runs.idOf(question.request)}`;
    const before = this.#known.get(id) ?? this.#runs.answered(question);
    // One after the other for the same question, so that each finds what those before it were told.
    const next = before.then(
      answers => this.#upTo(question, { answers, count: index + 1, options }),
      // What failed may have been told something before.
      async () => {
        const answers = await this.#runs.answered(question);
        return this.#upTo(question, { answers, count: index + 1, options });
      },
    );
    this.#known.set(id, next);
    const answers = await next;
    return answers[index];
  }

  async #upTo(
    question: Question,
    {
      answers,
      count,
      options,
    }: {
      readonly answers: readonly StoredAnswer[];
      readonly count: number;
      readonly options: AskingOptions | undefined;
    },
  ): Promise<readonly StoredAnswer[]> {
    const known = [...answers];
    if (known.length >= count) this.#replayed += 1;
    while (known.length < count && options !== undefined) {
      const answered: Answered = await this.#runs.ask(question, { ...options, again: true });
      this.#asked += 1;
      known.push(answered);
    }
    return known;
  }
}

/**
 * Does work for each item, so many at once; the first failure ends it, and what had begun by then is waited
 * for. Items are taken when their turn comes: there may be more than memory holds.
 */
export async function forEachAtOnce<T>(
  items: Iterable<T> | AsyncIterable<T>,
  concurrency: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const iterator =
    Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let failure: { readonly error: unknown } | undefined;
  // Two calls of `next` at once would be answered out of turn by some iterators.
  let taking: Promise<unknown> = Promise.resolve();
  const take = (): Promise<IteratorResult<T>> => {
    const taken = taking.then(() => iterator.next());
    taking = taken.catch(() => undefined);
    return taken;
  };
  const worker = async (): Promise<void> => {
    while (failure === undefined) {
      try {
        const taken = await take();
        if (taken.done === true) return;
        await work(taken.value);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, worker));
  if (failure !== undefined) throw failure.error;
}
