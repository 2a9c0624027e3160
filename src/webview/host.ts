/** What VS Code gives a page to talk to its extension and to remember things with. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

interface Waiting<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Error) => void;
}

/** Requests to the extension that wait for their replies, told apart by number. */
export class Requests<T> {
  readonly #waiting = new Map<number, Waiting<T>>();
  #lastId = 0;

  /** Sends a request and waits for its reply; rejects with the extension's own words. */
  send(post: (id: number) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#waiting.set(this.#lastId, { resolve, reject });
      post(this.#lastId);
    });
  }

  succeed(id: number, value: T): void {
    this.#take(id)?.resolve(value);
  }

  fail(id: number, message: string): void {
    this.#take(id)?.reject(new Error(message));
  }

  #take(id: number): Waiting<T> | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}

/** Whatever was thrown, as an error to be told. */
export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
