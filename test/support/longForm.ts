/** Set by `npm test -- --long`: tests take the time that they need, not that which everybody waits for. */
export const LONG_FORM = 'PROMPT_LEDGER_LONG';

/**
 * All items in the long form; in the short one each `step`th, from `start` on: with another start for
 * each of several lists, all items have their turn.
 */
export function someOf<T>(items: readonly T[], step: number, start = 0): readonly T[] {
  if (process.env[LONG_FORM] !== undefined) return items;
  return items.filter((_, at) => at % step === start % step);
}
