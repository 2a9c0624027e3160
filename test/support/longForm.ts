/** Set by `npm test -- --long`: tests take the time that they need, not that which everybody waits for. */
export const LONG_FORM = 'PROMPT_LEDGER_LONG';

const isLong = process.env[LONG_FORM] !== undefined;

/** `it` in the long form alone: what takes seconds, and of which the short form has a like. */
export function itAtLength(title: string, test: (this: Mocha.Context) => unknown): void {
  if (isLong) it(title, test);
}

/**
 * All items in the long form; in the short one each `step`th, from `start` on: with another start for
 * each of several lists, all items have their turn.
 */
export function someOf<T>(items: readonly T[], step: number, start = 0): readonly T[] {
  if (isLong) return items;
  return items.filter((_, at) => at % step === start % step);
}

/** How often something is done: so often in the long form, and so often in the short one. */
export function times(long: number, short: number): number {
  return isLong ? long : short;
}
