import type { ModelRequest } from '../core/evaluation/request';
import type { AnswerPiece, Said } from '../registry/provider';

/** How one question reaches its server. It lives as long as the question; whatever prints it sees no key. */
export interface Line {
  /** As it stands before the "/" of a model. */
  readonly provider: string;
  readonly baseURL: string;
  /** `undefined` where none is sent. */
  readonly key: () => string | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
}

/** What is asked over a line. */
export interface Question {
  readonly request: ModelRequest;
  /** As the server knows it. */
  readonly model: string;
  readonly onPiece: (piece: AnswerPiece) => void;
}

/**
 * What a protocol is, in a file of its own together with its SDK. Both throw what the SDK throws, or
 * `provider-refused` where an answer itself says why it is none.
 */
export interface ProviderPart {
  ask(line: Line, question: Question): Promise<Said>;
  models(line: Line): Promise<readonly string[]>;
}
