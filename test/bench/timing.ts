/** How long each of several runs took, in milliseconds; `prepare` is not counted. */
export async function timeRuns<T>(
  runs: number,
  prepare: (run: number) => T | Promise<T>,
  work: (prepared: T) => unknown,
): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const prepared = await prepare(run);
    const start = performance.now();
    await work(prepared);
    times.push(performance.now() - start);
  }
  return times;
}

/** The middle of several figures: one slow run does not move it. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
