import { errorCode } from '../core/base/ioFailure';

/** What passes by itself: too few handles, a disk or a file that is busy, a call that was interrupted. */
const PASSING: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'EAGAIN', 'EINTR', 'EBUSY']);

/** How many files and folders this process holds open at once, however much is read. */
const OPEN_AT_ONCE = 16;

/** For how many milliseconds a call is tried again, with pauses that double up to the longest. */
const PATIENCE = 5000;
const LONGEST_PAUSE = 100;
/** The same for a call that nothing else in the process can go on beside. */
const BLOCKING_PATIENCE = 1000;
/** Who blocked in vain does not block again for so many milliseconds. */
const BLOCKING_AGAIN = 10_000;

/** Whether an error says no more than that now is not the moment. */
export function isPassing(error: unknown): boolean {
  return PASSING.has(errorCode(error) ?? '');
}

/** Does `work` until it fails for good or has failed for too long. Throws what it throws. */
export async function patiently<T>(work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  for (let pause = 1; ; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || performance.now() - start > PATIENCE) throw error;
    }
    const wait = pause;
    await new Promise(resolve => setTimeout(resolve, wait));
  }
}

let blockedInVain = -Infinity;

/** The same at once, for an answer that cannot be waited for otherwise. */
export function patientlySync<T>(work: () => T): T {
  const start = performance.now();
  for (let pause = 1; ; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
    try {
      return work();
    } catch (error) {
      if (!isPassing(error) || start - blockedInVain < BLOCKING_AGAIN) throw error;
      if (performance.now() - start > BLOCKING_PATIENCE) {
        blockedInVain = start;
        throw error;
      }
    }
    block(pause);
  }
}

/** Stops this thread for so many milliseconds. */
export function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

let open = 0;
const waiting: (() => void)[] = [];

/** Does `work`, which holds a file or a folder open, when there are handles to spare, patiently. */
export async function withHandle<T>(work: () => Promise<T>): Promise<T> {
  if (open >= OPEN_AT_ONCE) await new Promise<void>(resolve => waiting.push(resolve));
  else open += 1;
  try {
    return await patiently(work);
  } finally {
    const next = waiting.shift();
    // The place goes to who waits longest.
    if (next === undefined) open -= 1;
    else next();
  }
}
