import { isCount, isFlag, isText, listOf, oneOf, optional, shape, type Guard } from './guards';

/** A tool that an answer asks for. */
export interface CallView {
  readonly name: string;
  /** JSON, indented. */
  readonly arguments: string;
  /** Why the tool would refuse them; absent where nothing is wrong with them. */
  readonly problem?: string | undefined;
}

/** What a model answered to the request that is shown. */
export interface AnswerView {
  readonly id: string;
  readonly text: string;
  readonly calls: readonly CallView[];
  /** Who said it, tokens, times, cost: short texts for one line. */
  readonly facts: readonly string[];
  /** When, as the reader's clock shows it. */
  readonly at: string;
  readonly kept: boolean;
  /** Why it does not follow the response format. */
  readonly problem?: string | undefined;
}

/** How a run stands. */
export interface RunView {
  /** The model that would be asked; absent where nobody names one. */
  readonly model?: string | undefined;
  /** It was chosen for this run, and the document says another or none. */
  readonly isOwnModel: boolean;
  readonly isRunning: boolean;
  /** What came of the answer that is being given. */
  readonly partial: string;
  /** Of the request as it is now, oldest first. */
  readonly answers: readonly AnswerView[];
  /** How many samples of the prompt have no answer for this text; absent where that is not known. */
  readonly samples?: { readonly all: number; readonly unanswered: number } | undefined;
  /** Why the last run failed, and what can be done. */
  readonly failure?: { readonly message: string; readonly step?: RunStep | undefined } | undefined;
  /** What a person should know before: that no key is needed, or that a model takes no system message. */
  readonly note?: string | undefined;
}

/** What helps after a failure. */
export type RunStep = 'setKey' | 'chooseModel' | 'trust';

/** The forms in which a request can be copied. */
export const REQUEST_FORMS = ['curl', 'typescript', 'python'] as const;

export type RequestForm = (typeof REQUEST_FORMS)[number];

export const isRequestForm: Guard<RequestForm> = oneOf(...REQUEST_FORMS);

const isNumber: Guard<number> = (value): value is number => typeof value === 'number';

const isAnswer = shape<AnswerView>({
  id: isText,
  text: isText,
  calls: listOf(shape<CallView>({ name: isText, arguments: isText, problem: optional(isText) })),
  facts: listOf(isText),
  at: isText,
  kept: isFlag,
  problem: optional(isText),
});

export const isRunView = shape<RunView>({
  model: optional(isText),
  isOwnModel: isFlag,
  isRunning: isFlag,
  partial: isText,
  answers: listOf(isAnswer),
  samples: optional(
    shape<{ readonly all: number; readonly unanswered: number }>({
      all: isNumber,
      unanswered: isNumber,
    }),
  ),
  failure: optional(
    shape<{ readonly message: string; readonly step?: RunStep | undefined }>({
      message: isText,
      step: optional(oneOf('setKey', 'chooseModel', 'trust')),
    }),
  ),
  note: optional(isText),
});

/** A piece of the answer that is being given: `run` counts the runs of a panel. */
export interface PieceNews {
  readonly run: number;
  readonly text: string;
}

export const isPieceNews = shape<PieceNews>({ run: isCount, text: isText });
