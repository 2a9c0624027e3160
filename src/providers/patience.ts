/** How long somebody waits for a provider. */
export interface Patience {
  /** How often a question is asked again that was refused for a while or did not arrive. */
  readonly retries: number;
  /** The wait before the first of them, in milliseconds, where the server names none; then twice as long. */
  readonly firstDelayMs: number;
  /** The longest wait, in milliseconds: who is told to wait longer is refused at once. */
  readonly longestDelayMs: number;
  /** How long a server may say nothing, in milliseconds. */
  readonly silenceMs: number;
}

const USUAL: Patience = {
  retries: 4,
  firstDelayMs: 500,
  longestDelayMs: 60_000,
  silenceMs: 120_000,
};

/** The patience of somebody who says only in part how much they have. */
export function patienceOf(given: Partial<Patience> = {}): Patience {
  return { ...USUAL, ...given };
}

/** How long to wait before the next attempt: what the server says, otherwise longer each time. */
export function delayBefore(
  attempt: number,
  said: number | undefined,
  { firstDelayMs, longestDelayMs }: Patience,
): number {
  return said ?? Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs);
}

/**
 * How long a server asks to be left alone, in milliseconds; `undefined` where it does not say.
 * `retry-after` is seconds or a date.
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const exact = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (Number.isFinite(exact)) return Math.max(0, exact);
  const said = headers.get('retry-after')?.trim() ?? '';
  if (said === '') return undefined;
  const seconds = Number(said);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(said);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
