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
  let isLast: boolean;
  do {
    // Asked once more after the end: this process may have had no turn meanwhile.
    isLast = performance.now() >= end;
    try {
      const answer = await probe();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      problem = error;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  } while (!isLast);
  throw new Error(`Waited ${timeoutMs / 1000} s for ${awaited}.`, { cause: problem });
}
