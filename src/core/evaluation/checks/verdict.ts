import { LedgerError } from '../../base/errors';
import type { CheckRun, Verdict } from './model';

/** Longer texts are not measured: what a check costs may grow faster than the text. */
const MAX_TEXT = 1_000_000;

/**
 * The verdict of a check that holds or does not.
 * @param expectation what follows "The answer should", or "should not"
 */
export function decided(
  { inverse }: Pick<CheckRun, 'inverse'>,
  holds: boolean,
  expectation: string,
): Verdict {
  const pass = holds !== inverse;
  const reason = `The answer should ${inverse ? 'not ' : ''}${expectation}.`;
  return { pass, score: Number(pass), reason: pass ? 'As it should be.' : reason };
}

/** The verdict of a check that measures from 0 to 1; what is inverse measures what is left to 1. */
export function measured(
  { inverse, check }: Pick<CheckRun, 'inverse' | 'check'>,
  score: number,
  { name, threshold: usual }: { readonly name: string; readonly threshold: number },
): Verdict {
  const threshold = check.threshold ?? usual;
  const holds = score >= threshold;
  const place = holds ? 'not below' : 'below';
  return {
    pass: holds !== inverse,
    score: inverse ? 1 - score : score,
    reason: `${name} is ${score.toFixed(2)}, ${place} the threshold ${threshold}.`,
  };
}

/** The error of a check that measures nothing: the sentence says why and what to do. */
export function unmeasured({ check }: Pick<CheckRun, 'check'>, message: string): LedgerError {
  return new LedgerError('invalid-input', { check: check.type }, message);
}

/** The value of a check that compares with one text. Throws `invalid-input` for anything else. */
export function textValue(run: CheckRun): string {
  if (typeof run.value === 'string') return run.value;
  throw unmeasured(run, `The check "${run.check.type}" needs a text as its "value".`);
}

/** Throws `too-large` where the text of the answer, or another, is longer than a check may measure. */
export function requireMeasurable(run: CheckRun, text = run.text, limit = MAX_TEXT): void {
  if (text.length <= limit) return;
  throw new LedgerError(
    'too-large',
    { check: run.check.type, length: text.length, limit },
    `The check "${run.check.type}" measures texts of up to ${limit} characters; this one has ${text.length}. Ask for a shorter answer, or remove the check.`,
  );
}
