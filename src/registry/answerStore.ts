import type { Answer } from '../core/evaluation/answer';

/** An answer, and where it lies. */
export interface StoredAnswer {
  readonly answer: Answer;
  /** In git, beside the records; else local to this copy of the registry. */
  readonly kept: boolean;
}

/** The same with the size of its file. */
export interface ListedAnswer extends StoredAnswer {
  readonly bytes: number;
}

/** Where answers lie. They are only ever added, kept, or, the local ones, pruned. */
export interface AnswerStore {
  /**
   * The answers to a request, oldest first; one that lies in both places is kept. What is no sound answer is
   * none. Throws `io`.
   * @param folder the first name of the prompt
   */
  answersTo(folder: string, request: string): Promise<readonly StoredAnswer[]>;
  /** All answers, of one prompt or of all, oldest first. Throws `io`. */
  all(folder?: string): Promise<readonly ListedAnswer[]>;
  /** Writes an answer durably. Throws `io`, `too-large`. */
  add(answer: Omit<Answer, 'id'>, where: { readonly kept: boolean }): Promise<Answer>;
  /** Puts a local answer beside the records. Does nothing for one that lies there. Throws `io`. */
  keep(answer: Answer): Promise<void>;
  /** Removes a local answer. Throws `io`. */
  forget(answer: Answer): Promise<void>;
  /** Writes what an experiment came to, durably; returns the hash that names it. Throws `io`. */
  addResults(folder: string, text: string, where: { readonly kept: boolean }): Promise<string>;
  /** What lies under this hash; `undefined` where nothing does. Throws `io`. */
  results(folder: string, hash: string): Promise<string | undefined>;
}
