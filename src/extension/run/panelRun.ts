import { answerFacts, outputText } from '../../core/evaluation/answerText';
import { LedgerError } from '../../core/base/errors';
import { printJson } from '../../core/base/json';
import type { Values } from '../../core/prompt/document/inputs';
import type { AnswerView, PieceNews, RequestForm, RunStep, RunView } from '../../protocol/run';
import type { StoredAnswer } from '../../registry/answerStore';
import type { Question } from '../../registry/running';
import { fullTime } from '../shell/format';

/** What a preview would send: the text as it is typed, and values. */
export interface RunSubject {
  readonly prompt: string;
  readonly source: string;
  readonly values: Values;
  readonly sample: string | null;
}

/** What running needs of the rest of the extension. */
export interface PanelRunHost {
  /** What would be asked. Throws what rendering does. */
  questionOf(subject: RunSubject, model: string | undefined): Promise<Question>;
  answered(question: Question): Promise<readonly StoredAnswer[]>;
  /** How many samples have no answer for this text. */
  unanswered(
    subject: RunSubject,
    model: string | undefined,
  ): Promise<{ readonly all: number; readonly unanswered: number } | undefined>;
  /** Asks, once a person agreed to what is sent where. Throws as `Runs.ask`, `CancellationError` where they did not. */
  ask(
    question: Question,
    options: {
      readonly signal: AbortSignal;
      readonly again: boolean;
      readonly onText: (text: string) => void;
    },
  ): Promise<void>;
  chooseModel(current: string | undefined): Promise<string | undefined>;
  takeModel(prompt: string, model: string): Promise<void>;
  setKey(model: string | undefined): Promise<boolean>;
  keep(answer: string): Promise<void>;
  copyRequest(question: Question, form: RequestForm): Promise<void>;
  noteFor(model: string | undefined): string | undefined;
  copyText(text: string): Promise<void>;
}

/** What VS Code calls the error of somebody who thought better of it. */
const CANCELLED = 'Canceled';

/** Tells the page how the run stands. */
export interface PanelRunNews {
  run(view: RunView): void;
  piece(piece: PieceNews): void;
}

/** The runs of one preview: one at a time, and what the last one came to. */
export class PanelRun {
  readonly #host: PanelRunHost;
  readonly #news: PanelRunNews;
  #model: string | undefined;
  #running: AbortController | undefined;
  #partial = '';
  #failure: RunView['failure'];
  #count = 0;
  #shown: RunView | undefined;

  constructor(host: PanelRunHost, news: PanelRunNews) {
    this.#host = host;
    this.#news = news;
  }

  /** How the run of what a person looks at stands; nothing to run: the document cannot be rendered. */
  async view(subject: RunSubject | undefined): Promise<RunView> {
    const idle = {
      isOwnModel: this.#model !== undefined,
      isRunning: this.#running !== undefined,
      partial: this.#partial,
      ...(this.#failure && { failure: this.#failure }),
    };
    const question = subject && (await this.#questionOf(subject));
    if (subject === undefined || question === undefined) return { ...idle, answers: [] };
    const { model } = question.request;
    const note = this.#host.noteFor(model);
    const samples = await this.#host.unanswered(subject, this.#model);
    return {
      ...idle,
      ...(model === undefined ? {} : { model }),
      answers: (await this.#host.answered(question)).map(answerView),
      ...(samples && { samples }),
      ...(note === undefined ? {} : { note }),
    };
  }

  /** Asks, and tells the page what comes. Resolves to nothing to say: the page shows it. */
  async start(subject: RunSubject | undefined, again: boolean): Promise<string> {
    if (subject === undefined || this.#running !== undefined) return '';
    const running = new AbortController();
    this.#running = running;
    this.#partial = '';
    this.#failure = undefined;
    this.#count += 1;
    const run = this.#count;
    try {
      const question = await this.#host.questionOf(subject, this.#model);
      await this.#tell(subject);
      await this.#host.ask(question, {
        signal: running.signal,
        again,
        onText: text => {
          this.#partial += text;
          this.#news.piece({ run, text });
        },
      });
      this.#partial = '';
    } catch (error) {
      const isStopped =
        running.signal.aborted || (error instanceof Error && error.name === CANCELLED);
      if (!isStopped) this.#failure = failureOf(error);
    } finally {
      this.#running = undefined;
    }
    await this.#tell(subject);
    return '';
  }

  stop(): void {
    this.#running?.abort(new Error('Stopped.'));
  }

  async chooseModel(subject: RunSubject | undefined): Promise<string> {
    const chosen = await this.#host.chooseModel(this.#model ?? this.#shown?.model);
    if (chosen === undefined) return '';
    this.#model = chosen;
    this.#failure = undefined;
    await this.#tell(subject);
    return '';
  }

  /** Writes the chosen model into the document. */
  async takeModel({ prompt }: Pick<RunSubject, 'prompt'>): Promise<string> {
    if (this.#model === undefined) return '';
    await this.#host.takeModel(prompt, this.#model);
    this.#model = undefined;
    return '';
  }

  async setKey(subject: RunSubject | undefined): Promise<string> {
    if (!(await this.#host.setKey(this.#model ?? this.#shown?.model))) return '';
    this.#failure = undefined;
    await this.#tell(subject);
    return 'The key is set.';
  }

  async keep(answer: string, subject: RunSubject | undefined): Promise<string> {
    await this.#host.keep(answer);
    await this.#tell(subject);
    return 'Kept in "answers": commit it with git.';
  }

  async copyAnswer(id: string, subject: RunSubject | undefined): Promise<string> {
    const question = subject && (await this.#questionOf(subject));
    const answers = question === undefined ? [] : await this.#host.answered(question);
    const found = answers.find(({ answer }) => answer.id === id);
    if (found === undefined) throw new Error('The answer is not there any more.');
    await this.#host.copyText(outputText(found.answer.output));
    return 'Copied.';
  }

  async copyRequest(form: RequestForm, subject: RunSubject | undefined): Promise<string> {
    if (subject === undefined) throw new Error('There is nothing to copy yet.');
    await this.#host.copyRequest(await this.#host.questionOf(subject, this.#model), form);
    return 'Copied, without the key.';
  }

  async #tell(subject: RunSubject | undefined): Promise<void> {
    const view = await this.view(subject);
    this.#shown = view;
    this.#news.run(view);
  }

  /** Nothing where the prompt cannot be rendered: the preview says why. */
  async #questionOf(subject: RunSubject): Promise<Question | undefined> {
    try {
      return await this.#host.questionOf(subject, this.#model);
    } catch (error) {
      if (error instanceof LedgerError) return undefined;
      throw error;
    }
  }
}

function answerView({ answer, kept }: StoredAnswer): AnswerView {
  return {
    id: answer.id,
    text: answer.output.text,
    calls: answer.output.tool_calls.map(call => ({
      name: call.name,
      arguments: printJson(call.arguments, 2),
    })),
    facts: answerFacts(answer),
    at: fullTime(answer.at),
    kept,
  };
}

function failureOf(error: unknown): RunView['failure'] {
  if (!(error instanceof LedgerError)) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
  const step = STEPS[error.code];
  return { message: error.message, ...(step === undefined ? {} : { step }) };
}

const STEPS: Readonly<Partial<Record<LedgerError['code'], RunStep>>> = {
  'key-missing': 'setKey',
  'provider-missing': 'chooseModel',
  untrusted: 'trust',
};
