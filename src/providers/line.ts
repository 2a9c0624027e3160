import { failureOf, silent, type Refusal } from './failures';
import { delayBefore, retryAfter, type Patience } from './patience';
import type { Endpoint } from './endpoints';
import type { Line } from './part';
import type { StopSignal } from '../registry/provider';

/** What a question goes over. */
export interface LineSettings {
  readonly endpoint: Endpoint;
  readonly key: string | undefined;
  readonly patience: Patience;
  /** Ends all of it at once. */
  readonly signal: StopSignal;
}

/** What a question is refused with for a while: asked again, it may be answered. */
const PASSING: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504, 520, 522, 524, 529]);

/**
 * Does something over a line to a server, and closes it. Attempts are repeated here, for all protocols
 * alike, and only where nothing was said yet; a server that falls silent is left.
 * Throws the reason of the signal as soon as it stops, `provider-refused` for whatever else went wrong.
 */
export async function overLine<T>(
  settings: LineSettings,
  work: (line: Line) => Promise<T>,
): Promise<T> {
  const call = new Call(settings);
  try {
    return await Promise.race([work(call.line), call.ended]);
  } catch (error) {
    throw call.errorFor(error);
  } finally {
    call.close();
  }
}

/** One question on its way: what ends it, how long it was silent, and what the server refused it with. */
class Call {
  readonly line: Line;
  /** Rejects as soon as the question is ended from outside. */
  readonly ended: Promise<never>;
  readonly #settings: LineSettings;
  readonly #ender = new AbortController();
  readonly #stop = (): void => {
    this.#ender.abort();
  };
  #silence: NodeJS.Timeout | undefined;
  #isSilent = false;
  #refusal: Refusal | undefined;

  constructor(settings: LineSettings) {
    this.#settings = settings;
    const { endpoint, key, signal } = settings;
    const { signal: ended } = this.#ender;
    this.ended = new Promise((_, reject) => {
      ended.addEventListener('abort', () => {
        reject(new Error('The question was ended.'));
      });
    });
    this.line = {
      provider: endpoint.name,
      baseURL: endpoint.baseURL,
      key: () => key,
      fetch: (input, init) => this.#fetch(input, init),
      signal: ended,
    };
    signal.addEventListener('abort', this.#stop);
    if (signal.aborted) this.#stop();
  }

  close(): void {
    this.#listenUntil(undefined);
    this.#settings.signal.removeEventListener('abort', this.#stop);
    // Nobody is left to hear of it.
    this.ended.catch(() => undefined);
    this.#ender.abort();
  }

  /** What a question that failed is told as. */
  errorFor(error: unknown): unknown {
    const { signal, endpoint, key, patience } = this.#settings;
    if (signal.aborted) return signal.reason;
    const asked = { provider: endpoint.name, baseURL: endpoint.baseURL, key };
    if (this.#isSilent) return silent(asked, patience.silenceMs);
    return failureOf(error, asked, this.#refusal);
  }

  async #fetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const { patience } = this.#settings;
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt > patience.retries;
      const response = await this.#attempt(input, init);
      if (response?.ok === true) return this.#watched(response);
      const wait = await this.#waitAfter(response, attempt);
      if (isLast || wait === undefined) return this.#refused();
      await this.#pause(wait);
    }
  }

  /** One attempt; `undefined` where nobody is reached. */
  async #attempt(input: string | URL | Request, init: RequestInit): Promise<Response | undefined> {
    this.#listenUntil(this.#settings.patience.silenceMs);
    const { signal: ended } = this.#ender;
    const signal = init.signal ? AbortSignal.any([init.signal, ended]) : ended;
    try {
      // A key goes to nobody but the one it is for.
      return await globalThis.fetch(input, { ...init, redirect: 'manual', signal });
    } catch (error) {
      if (signal.aborted) throw error;
      this.#refusal = {
        status: null,
        body: '',
        retryAfterMs: undefined,
        attempts: 1,
        cause: error,
      };
      return undefined;
    }
  }

  /** Takes a refusal in, and says how long to wait until the next attempt: `undefined` for none. */
  async #waitAfter(response: Response | undefined, attempt: number): Promise<number | undefined> {
    const { patience } = this.#settings;
    if (response === undefined) {
      if (this.#refusal !== undefined) this.#refusal = { ...this.#refusal, attempts: attempt };
      return delayBefore(attempt, undefined, patience);
    }
    const { status, headers } = response;
    const body = await response.text().catch(() => '');
    const retryAfterMs = retryAfter(headers, Date.now());
    this.#refusal = { status, body, retryAfterMs, attempts: attempt };
    const isFinal = !PASSING.has(status) || body.includes('insufficient_quota');
    if (isFinal || (retryAfterMs ?? 0) > patience.longestDelayMs) return undefined;
    return delayBefore(attempt, retryAfterMs, patience);
  }

  /** What the SDK gets of a refusal: it reads it in its own way, and ours is in `errorFor`. */
  #refused(): Response {
    const { status = null, body = '', cause } = this.#refusal ?? {};
    if (status === null) throw cause;
    return new Response(body, { status: status < 400 ? 500 : status });
  }

  async #pause(ms: number): Promise<void> {
    this.#listenUntil(undefined);
    const { signal } = this.#ender;
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
    signal.throwIfAborted();
  }

  /** A response each piece of which counts as a sign of life. */
  #watched(response: Response): Response {
    this.#refusal = undefined;
    const { silenceMs } = this.#settings.patience;
    const { status, statusText, headers, body } = response;
    this.#listenUntil(silenceMs);
    // A page for a browser: there is no interface at this address.
    if (/^text\/html\b/i.test(headers.get('content-type') ?? '')) {
      this.#refusal = { status, body: '', retryAfterMs: undefined, attempts: 1 };
      return this.#refused();
    }
    const alive = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, out) => {
        this.#listenUntil(silenceMs);
        out.enqueue(piece);
      },
    });
    return new Response(body?.pipeThrough(alive) ?? null, { status, statusText, headers });
  }

  /** Begins to wait for the next sign of life, or ends to wait for any. */
  #listenUntil(ms: number | undefined): void {
    clearTimeout(this.#silence);
    this.#silence = undefined;
    if (ms === undefined || this.#ender.signal.aborted) return;
    this.#silence = setTimeout(() => {
      this.#isSilent = true;
      this.#ender.abort();
    }, ms);
  }
}
