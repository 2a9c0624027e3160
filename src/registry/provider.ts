import type { RenderedCall } from '../core/prompt/render/model';
import type { AnswerOutput, Finish, Usage } from '../core/evaluation/answer';
import type { ModelRequest } from '../core/evaluation/request';

/** A piece of an answer as it arrives. */
export type AnswerPiece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'call'; readonly call: RenderedCall };

/** An `AbortSignal`, as far as use cases know it. */
export interface StopSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface AskOptions {
  /** Ends the question at once: `ask` rejects with the signal's reason. */
  readonly signal: StopSignal;
  /** Hears each piece as it arrives. */
  readonly onPiece: (piece: AnswerPiece) => void;
}

/** What a provider said, whole. */
export interface Said {
  readonly output: AnswerOutput;
  readonly finish: Finish;
  readonly usage: Usage | null;
  /** As the provider names it; that of the request where it does not say. */
  readonly model: string;
}

/** Somebody who answers: one interface of models, with its key and its address. */
export interface Provider {
  /** As it stands before the "/" of a model, and in an answer: "openai". */
  readonly name: string;
  /**
   * Asks. Throws `provider-refused` for what the provider refused, cut off or did not end (`data.status`,
   * `data.reason`), `key-missing`, `invalid-input` for what it cannot be asked. What had come until then was
   * told by `onPiece`.
   */
  ask(request: ModelRequest, options: AskOptions): Promise<Said>;
  /** The models that it offers, sorted. Throws `provider-refused`, `key-missing`. */
  models(signal: StopSignal): Promise<readonly string[]>;
}
