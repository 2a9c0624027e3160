import { LedgerError } from '../core/base/errors';
import type { Answer, AnswerError, Cost, Usage } from '../core/evaluation/answer';
import { requestId, type ModelRequest } from '../core/evaluation/request';
import type { RenderedCall } from '../core/prompt/render/model';
import type { AnswerStore, StoredAnswer } from './answerStore';
import type { Ledger } from './ledger';
import type { AnswerPiece, Provider, Said, StopSignal } from './provider';
import type { RunTarget } from './runTarget';

/** Who answers for a model, and what its tokens cost. */
export interface OpenedProvider {
  readonly provider: Provider;
  /** As the provider calls it: "gpt-5-mini" of "openai/gpt-5-mini". */
  readonly model: string;
  /** `null` where no price is known. */
  readonly costOf: (usage: Usage) => Cost | null;
}

/** What running needs of the world, besides a registry. */
export interface RunWorld {
  readonly answers: AnswerStore;
  /** Throws `provider-missing`, `key-missing`. */
  readonly open: (model: string) => Promise<OpenedProvider>;
  /** Milliseconds from any moment on, which never run back. */
  readonly elapsed: () => number;
}

/** One question: of which text, and from which values, it is told with its answer. */
export interface Question {
  readonly target: Pick<RunTarget, 'folder' | 'prompt' | 'version'>;
  readonly request: ModelRequest;
  readonly sample: string | null;
  readonly row: string | null;
}

export interface AskingOptions {
  readonly signal: StopSignal;
  /** Asks although there is an answer: a repeat. */
  readonly again?: boolean | undefined;
  /** Whether the answer lies in git from the first; local without. */
  readonly kept?: boolean | undefined;
  /** Hears each piece as it arrives; nothing where the answer was there already. */
  readonly onPiece?: ((piece: AnswerPiece) => void) | undefined;
}

/** An answer, and how it came. */
export interface Answered extends StoredAnswer {
  /** It was there already: nothing was sent. */
  readonly replayed: boolean;
}

/** Asks models, and keeps what they answer: a question that was answered is not asked again. */
export class Runs {
  readonly #ledger: Ledger;
  readonly #world: RunWorld;

  constructor(ledger: Ledger, world: RunWorld) {
    this.#ledger = ledger;
    this.#world = world;
  }

  /** Of each question the same id; the same id is the same question. */
  idOf(request: ModelRequest): string {
    return requestId(request, this.#ledger.ports.digest);
  }

  /** The answers that there are, oldest first, without those that broke off. Throws `io`. */
  async answered({ target, request }: Question): Promise<readonly StoredAnswer[]> {
    const found = await this.#world.answers.answersTo(target.folder, this.idOf(request));
    return found.filter(({ answer }) => answer.error === null);
  }

  /**
   * The newest answer to a question, or else a new one. Throws `provider-missing` where no model is named,
   * `key-missing`, `invalid-registry`, `registry-newer`, `provider-refused` (what had come by then is stored beside its error), `identity-missing`,
   * `io`, and the reason of the signal.
   */
  async ask(question: Question, options: AskingOptions): Promise<Answered> {
    const known = options.again === true ? undefined : (await this.answered(question)).at(-1);
    if (known !== undefined) return { ...known, replayed: true };
    const { model } = question.request;
    if (model === undefined) throw modelMissing(question.target.prompt);
    const opened = await this.#world.open(model);
    return this.#askNow(question, opened, options);
  }

  async #askNow(
    question: Question,
    opened: OpenedProvider,
    { signal, onPiece, kept = false }: AskingOptions,
  ): Promise<Answered> {
    const { ports } = this.#ledger;
    // A registry that this version does not understand is not written to, anywhere.
    await this.#ledger.config();
    const author = await ports.identity();
    const hearing = new Hearing(this.#world.elapsed, onPiece);
    const request = { ...question.request, model: opened.model };
    const draft = (said: Told): Omit<Answer, 'id'> => ({
      kind: 'answer',
      prompt: question.target.folder,
      request: this.idOf(question.request),
      at: new Date(ports.clock()).toISOString(),
      author,
      from: {
        version: question.target.version?.id ?? null,
        sample: question.sample,
        row: question.row,
      },
      provider: opened.provider.name,
      model: said.model,
      output: said.output,
      finish: said.finish,
      usage: said.usage,
      ms: hearing.ms(),
      firstTokenMs: hearing.firstMs,
      cost: said.usage === null ? null : opened.costOf(said.usage),
      error: said.error,
    });
    const store = (said: Told): Promise<Answer> =>
      this.#world.answers.add(draft(said), { kept: kept && said.error === null });
    try {
      const said = await opened.provider.ask(request, { signal, onPiece: hearing.hear });
      const answer = await store({ ...said, error: null });
      return { answer, kept, replayed: false };
    } catch (error) {
      if (error instanceof LedgerError && error.code === 'provider-refused' && !signal.aborted)
        await store({ ...hearing.said(opened.model), error: errorOf(error) });
      throw error;
    }
  }
}

type Told = Pick<Answer, 'output' | 'finish' | 'usage' | 'model' | 'error'>;

function errorOf({ code, message }: LedgerError): AnswerError {
  return { code, message };
}

/** What came of an answer, and when. */
class Hearing {
  readonly #elapsed: () => number;
  readonly #begun: number;
  readonly #onPiece: ((piece: AnswerPiece) => void) | undefined;
  readonly #calls: RenderedCall[] = [];
  #text = '';
  firstMs: number | null = null;

  constructor(elapsed: () => number, onPiece: ((piece: AnswerPiece) => void) | undefined) {
    this.#elapsed = elapsed;
    this.#begun = elapsed();
    this.#onPiece = onPiece;
  }

  ms(): number {
    return Math.round(this.#elapsed() - this.#begun);
  }

  readonly hear = (piece: AnswerPiece): void => {
    this.firstMs ??= this.ms();
    if (piece.type === 'text') this.#text += piece.text;
    else this.#calls.push(piece.call);
    this.#onPiece?.(piece);
  };

  said(model: string): Omit<Said, 'finish'> & { readonly finish: null } {
    const output = { text: this.#text, tool_calls: this.#calls };
    return { output, finish: null, usage: null, model };
  }
}

function modelMissing(prompt: string): LedgerError {
  const message = `"${prompt}" names no model. Write one into its front matter, such as "model: openai/gpt-5-mini", or name one for this run.`;
  return new LedgerError('provider-missing', { prompt }, message);
}
