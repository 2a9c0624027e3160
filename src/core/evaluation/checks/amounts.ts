import { isMapping } from '../../prompt/providers/request';
import type { CheckRun, Verdict } from './model';
import { decided, unmeasured } from './verdict';

/** `word-count`: that many words between blanks, or from `min` to `max`. */
export function wordCount(run: CheckRun): Verdict {
  const words = run.text.split(/\s+/).filter(word => word !== '').length;
  const { min, max } = wantedWords(run);
  const holds = words >= min && words <= max;
  return decided(run, holds, `have ${range(min, max)} words: there are ${words}`);
}

interface Range {
  readonly min: number;
  readonly max: number;
}

function wantedWords(run: CheckRun): Range {
  const { value } = run;
  const found = isMapping(value) ? rangeOf(value) : exactly(value);
  if (found !== undefined) return found;
  const message = 'The check "word-count" needs a number, or "min" and "max", as its "value".';
  throw unmeasured(run, message);
}

function rangeOf({ min, max }: Readonly<Record<string, unknown>>): Range | undefined {
  if (min === undefined && max === undefined) return undefined;
  const [from, to] = [min ?? 0, max ?? Infinity];
  return typeof from === 'number' && typeof to === 'number' && from <= to
    ? { min: from, max: to }
    : undefined;
}

function exactly(value: unknown): Range | undefined {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && value !== '');
  const exact = isNumber ? Number(value) : NaN;
  return Number.isNaN(exact) ? undefined : { min: exact, max: exact };
}

function range(min: number, max: number): string {
  if (min === max) return `exactly ${min}`;
  if (max === Infinity) return `at least ${min}`;
  return min === 0 ? `at most ${max}` : `from ${min} to ${max}`;
}

/** `latency`: the answer took at most `threshold` milliseconds. */
export function latency(run: CheckRun): Verdict {
  const { ms } = run.subject;
  const limit = thresholdOf(run, 'milliseconds');
  return decided(run, ms <= limit, `come within ${limit} ms: it took ${ms}`);
}

/** `cost`: the answer cost at most `threshold`, in the currency of its price. */
export function cost(run: CheckRun): Verdict {
  const limit = thresholdOf(run, 'the currency of the price');
  const { cost: price } = run.subject;
  if (price === null) {
    const model = run.subject.request.model ?? 'this model';
    throw unmeasured(run, `No price is known for ${model}. Remove the check, or say a price.`);
  }
  const { amount, currency } = price;
  return decided(run, amount <= limit, `cost at most ${limit} ${currency}: it cost ${amount}`);
}

function thresholdOf(run: CheckRun, unit: string): number {
  const { threshold } = run.check;
  if (threshold !== undefined) return threshold;
  throw unmeasured(run, `The check "${run.check.type}" needs a "threshold" in ${unit}.`);
}
