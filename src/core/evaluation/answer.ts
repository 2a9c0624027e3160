import type { RenderedCall } from '../prompt/render/model';
import type { LedgerErrorCode } from '../base/errors';
import type { Author } from '../ledger/records/records';

/** What a model said. */
export interface AnswerOutput {
  readonly text: string;
  readonly tool_calls: readonly RenderedCall[];
}

/** Tokens, as the provider counts them. */
export interface Usage {
  /** All that were read, those of `cached` among them. */
  readonly input: number;
  readonly cached: number;
  /** All that were written, those of `reasoning` among them. */
  readonly output: number;
  readonly reasoning: number;
}

export interface Cost {
  readonly amount: number;
  /** As ISO 4217 has it: "USD". */
  readonly currency: string;
}

/** Why a model stopped, in one word for all providers; another word of a provider stays as it is. */
export type Finish = 'stop' | 'length' | 'tool_calls' | 'content_filter' | (string & {});

/** Why there is no answer, or only a part of one. */
export interface AnswerError {
  readonly code: LedgerErrorCode;
  readonly message: string;
}

/** What somebody's run led to: kept beside the records, by the hash of what was asked. */
export interface Answer {
  readonly kind: 'answer';
  /** The first 32 hex digits of the SHA-256 of its file. */
  readonly id: string;
  readonly prompt: string;
  /** The id of the request. */
  readonly request: string;
  readonly at: string;
  readonly author: Author;
  readonly from: {
    /** The id of the version whose text was asked; `null` for a text that is none. */
    readonly version: string | null;
    readonly sample: string | null;
    /** The id of the row of a dataset. */
    readonly row: string | null;
  };
  readonly provider: string;
  /** As the provider tells it. */
  readonly model: string;
  readonly output: AnswerOutput;
  /** `null` where it broke off. */
  readonly finish: Finish | null;
  /** `null` where the provider did not say. */
  readonly usage: Usage | null;
  readonly ms: number;
  /** `null` where nothing came. */
  readonly firstTokenMs: number | null;
  /** `null` where no price is known. */
  readonly cost: Cost | null;
  readonly error: AnswerError | null;
}
