/** Waits for `work`. Throws an Error that says what was awaited when `timeoutMs` are over. */
export async function withTimeout<T>(
  awaited: string,
  timeoutMs: number,
  work: PromiseLike<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Waited ${timeoutMs / 1000} s for ${awaited}.`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Asks `probe` until it answers something other than `undefined` or `false`, and returns that.
 * Throws an Error that names what was awaited, and the last error of the probe, when time is over.
 */
export async function waitUntil<T>(
  awaited: string,
  timeoutMs: number,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  let problem: unknown;
  do {
    try {
      const answer = await probe();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      problem = error;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  } while (performance.now() < end);
  throw new Error(`Waited ${timeoutMs / 1000} s for ${awaited}.`, { cause: problem });
}
