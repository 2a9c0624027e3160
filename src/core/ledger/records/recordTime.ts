/** The last moment that a record can name. */
const LAST_MOMENT = Date.UTC(9000, 11, 31, 23, 59, 59, 999);
/** Clocks differ, by a wrong time zone at most; a record from later than this is wrong about its time. */
const CLOCKS_DIFFER_MS = 24 * 60 * 60_000;

/** Whether an `at` lies so far ahead that the clock of its writer was wrong. */
export function isFromTheFuture(at: string, now: number): boolean {
  return Date.parse(at) > now + CLOCKS_DIFFER_MS;
}

/** Whether an `at` is one that a record can have, as far as its year goes. */
export function isWithinTime(at: string): boolean {
  return Date.parse(at) <= LAST_MOMENT;
}

/**
 * The `at` of a record that is written now: later than all that it follows from, so that one writer's
 * clock never runs back. What comes from the future moves no clock, or one wrong date would be handed
 * on for ever.
 * @param follows the `at` of every record that it follows from
 * @param said when it happened, where that was before now: what comes from elsewhere has its own time
 */
export function timeAfter(now: number, follows: readonly string[], said = now): string {
  const latest = follows
    .filter(at => !isFromTheFuture(at, now))
    .reduce((time, at) => Math.max(time, Date.parse(at) + 1), Math.min(said, now));
  return new Date(Math.min(latest, LAST_MOMENT)).toISOString();
}
