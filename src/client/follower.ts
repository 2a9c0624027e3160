import { LedgerError } from '../core/base/errors';
import type { BundlePointer } from '../core/prompt/bundle/pointer';
import type { Following, FollowOptions, Published } from './following';

/** What is served, and the pointer that led to it. */
export interface Current<T> {
  readonly pointer: BundlePointer;
  readonly opened: T;
}

/** Looks at the host; `undefined` where what is known is served still. Throws `io` and others. */
export type Look<T> = (known: Current<T>) => Promise<Current<T> | undefined>;

const MAX_AGE = 60_000;
/** The shortest pause between two looks, and the longest after failures, in milliseconds. */
const SHORTEST = 20;
const LONGEST = 300_000;
/** What a timer can wait. */
const MOST_TIMER = 2 ** 31 - 1;

/** Answers from what is known, and looks at the host beside that: nobody who asks ever waits for it. */
export class Follower<T> implements Following {
  readonly #lookAt: Look<T>;
  readonly #options: FollowOptions;
  readonly #end: () => void;
  #current: Current<T>;
  #looking: Promise<boolean> | undefined;
  #lookAgainAt = 0;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** @param end ends what is being asked */
  constructor(first: Current<T>, look: Look<T>, options: FollowOptions, end: () => void) {
    this.#current = first;
    this.#lookAt = look;
    this.#options = options;
    this.#end = end;
    const { signal } = options;
    signal?.addEventListener('abort', this.#abort, { once: true });
    if (signal?.aborted === true) this.close();
    this.#wait();
  }

  get published(): Published {
    return publishedOf(this.#current);
  }

  /** What answers now. Looks at the host beside that where it is time to. */
  current(): T {
    if (!this.#isClosed && this.#lookAgainAt <= performance.now()) this.#lookBeside();
    return this.#current.opened;
  }

  refresh(): Promise<boolean> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
      this.#wait();
    });
    return this.#looking;
  }

  close(): void {
    this.#isClosed = true;
    this.#options.signal?.removeEventListener('abort', this.#abort);
    clearTimeout(this.#timer);
    this.#end();
  }

  readonly #abort = (): void => {
    this.close();
  };

  /** What goes wrong is told to `onError`. */
  #lookBeside(): void {
    this.refresh().catch(() => undefined);
  }

  async #look(): Promise<boolean> {
    const before = this.#current;
    try {
      if (this.#isClosed) throw closed();
      const found = await this.#lookAt(before);
      this.#failures = 0;
      this.#current = found ?? before;
    } catch (error) {
      const told = asLedgerError(error);
      this.#failures += 1;
      const { onError } = this.#options;
      if (!this.#isClosed) tell(() => onError?.(told));
      throw told;
    }
    if (this.#current.opened === before.opened) return false;
    const { onChange } = this.#options;
    tell(() => onChange?.(this.published, publishedOf(before)));
    return true;
  }

  /** Half of the time is for the host to answer in, so that nobody is told what is older than the whole. */
  #pause(): number {
    const { maxAge = MAX_AGE } = this.#options;
    const half = Math.max(SHORTEST, maxAge / 2);
    if (this.#failures === 0) return half;
    const longer = Math.min(half * 2 ** (this.#failures - 1), Math.max(LONGEST, half));
    // Clients that failed together do not come back together.
    return longer * (0.5 + Math.random() / 2);
  }

  /** Looks without being asked, too, where a timer can be told not to keep the process alive. */
  #wait(): void {
    clearTimeout(this.#timer);
    const pause = Math.min(this.#pause(), MOST_TIMER);
    this.#lookAgainAt = performance.now() + pause;
    if (this.#isClosed || !hasQuietTimers()) return;
    this.#timer = setTimeout(() => {
      this.#lookBeside();
    }, pause);
    this.#timer.unref();
  }
}

function publishedOf({ pointer: { tag, sha256, release, at } }: Current<unknown>): Published {
  return { tag, sha256, release, at };
}

/** In Node and what is like it; a worker at the edge may not even have timers outside of a request. */
function hasQuietTimers(): boolean {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return process?.versions?.node !== undefined;
}

/** What somebody's own function throws is his: it is neither lost nor taken for a failure of the host. */
function tell(listener: () => unknown): void {
  queueMicrotask(listener);
}

function closed(): LedgerError {
  const message = 'The following has ended. Open what is published again to look at it.';
  return new LedgerError('io', {}, message);
}

/** What somebody's own `fetch` throws is told as what it is. */
function asLedgerError(error: unknown): LedgerError {
  if (error instanceof LedgerError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new LedgerError('io', {}, message, error);
}
