import type { AnswerOutput, Cost } from '../answer';
import type { ModelRequest } from '../request';

/** Which types there are without a model, and which ask somebody; each may begin with `not-`. */
export const CHECK_TYPES = [
  'equals',
  'contains',
  'icontains',
  'contains-any',
  'contains-all',
  'icontains-any',
  'icontains-all',
  'starts-with',
  'regex',
  'is-json',
  'contains-json',
  'is-xml',
  'contains-xml',
  'is-valid-function-call',
  'is-valid-openai-function-call',
  'is-valid-openai-tools-call',
  'levenshtein',
  'rouge-n',
  'bleu',
  'word-count',
  'latency',
  'cost',
  'javascript',
  'llm-rubric',
  'similar',
] as const;
export type CheckType = (typeof CHECK_TYPES)[number];

/** What is expected of an answer: an assertion of promptfoo, or the part of one that has a meaning here. */
export interface SingleCheck {
  readonly type: CheckType | `not-${CheckType}`;
  /** What is compared with; in its texts `{{name}}` is filled in from the values of the row. */
  readonly value?: unknown;
  readonly threshold?: number;
  /** How much the score counts, 1 by default. What weighs 0 is measured and never fails. */
  readonly weight?: number;
  /** Under which name the score is reported. */
  readonly metric?: string;
  /** Of `llm-rubric`: the reference of the prompt that judges. */
  readonly prompt?: string;
}

/** Several checks that count as one. */
export interface CheckSet {
  readonly type: 'assert-set';
  readonly assert: readonly SingleCheck[];
  /** The score from which on the set passes, whichever of its checks fail; without it, all have to pass. */
  readonly threshold?: number;
  readonly weight?: number;
  readonly metric?: string;
}

export type Check = SingleCheck | CheckSet;

/** What is checked. */
export interface CheckSubject {
  readonly output: AnswerOutput;
  /** How long the answer took. */
  readonly ms: number;
  /** `null` where no price is known. */
  readonly cost: Cost | null;
  readonly request: ModelRequest;
  /** The values of the row. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What a piece of somebody's JavaScript is told. */
export interface JavascriptTask {
  readonly code: string;
  /** The text, or the calls where there is no text. */
  readonly output: unknown;
  readonly context: {
    readonly vars: CheckSubject['values'];
    readonly prompt: ModelRequest['messages'];
    readonly threshold: number | undefined;
  };
}

/** What a model is to judge. */
export interface RubricTask {
  readonly rubric: string;
  /** The reference of the prompt that judges; `undefined` for that of the runner. */
  readonly prompt: string | undefined;
  readonly text: string;
  readonly values: CheckSubject['values'];
}

/** What a judge says; what is left out follows from the rest, as in promptfoo. */
export interface Judgement {
  readonly pass?: boolean;
  readonly score?: number;
  readonly reason?: string;
}

/**
 * What some checks need and this layer has not. Each rejects with a `LedgerError` where it cannot say, which
 * leads to a result with an error. Anything else that is thrown is a bug.
 */
export interface CheckServices {
  /** Runs code within a time limit; gives what it returns. */
  readonly javascript?: (task: JavascriptTask) => Promise<unknown>;
  readonly rubric?: (task: RubricTask) => Promise<Judgement>;
  /** How alike two texts are in their meaning: the cosine of their embeddings. */
  readonly similar?: (expected: string, text: string) => Promise<number>;
}

export interface CheckResult {
  readonly type: Check['type'];
  readonly pass: boolean;
  /** From 0 to 1. */
  readonly score: number;
  /** A sentence for a person. */
  readonly reason: string;
  readonly weight: number;
  readonly metric?: string;
  /** Why nothing was measured: it counts as failed, and says nothing of the answer. */
  readonly error?: string;
  /** Those of a set. */
  readonly parts?: readonly CheckResult[];
}

/** What a check says of an answer. */
export type Verdict = Pick<CheckResult, 'pass' | 'score' | 'reason'>;

/** A check that is about to be run. */
export interface CheckRun {
  readonly check: SingleCheck;
  /** Without `not-`. */
  readonly type: CheckType;
  /** Whether its type begins with `not-`. */
  readonly inverse: boolean;
  /** Filled in. */
  readonly value: unknown;
  /** What the answer says; what has no text is the JSON of its calls, as promptfoo has it. */
  readonly text: string;
  readonly subject: CheckSubject;
}
