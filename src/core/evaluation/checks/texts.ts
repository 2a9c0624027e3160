import { isSameJson } from './sameJson';
import { parseJson } from '../../base/json';
import { commaSeparated } from './commaSeparated';
import type { CheckRun, Verdict } from './model';
import { decided, textValue, unmeasured } from './verdict';

/** `equals`: the same text; with an object or a list as value, the same JSON. */
export function equals(run: CheckRun): Verdict {
  const { value, text } = run;
  if (typeof value !== 'object') {
    const expected = `${value as string | number | boolean | undefined}`;
    return decided(run, expected === text, `be "${expected}"`);
  }
  return decided(run, isJsonOf(text, value), 'be JSON that is equal to the value');
}

function isJsonOf(text: string, value: unknown): boolean {
  try {
    return isSameJson(parseJson(text), value);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** `contains` and `icontains`. */
export function contains(run: CheckRun): Verdict {
  const { value } = run;
  const isGood = typeof value === 'number' || (typeof value === 'string' && value !== '');
  if (!isGood) throw unmeasured(run, `The check "${run.check.type}" needs a text as its "value".`);
  return decided(run, isIn(run)(value), `contain "${value}"`);
}

/** `contains-any` and `icontains-any`. */
export function containsAny(run: CheckRun): Verdict {
  const wanted = listValue(run);
  const names = wanted.map(text => `"${text}"`).join(', ');
  return decided(run, wanted.some(isIn(run)), `contain one of ${names}`);
}

/** `contains-all` and `icontains-all`. */
export function containsAll(run: CheckRun): Verdict {
  const wanted = listValue(run);
  const isThere = isIn(run);
  const missing = wanted.filter(text => !isThere(text));
  const named = (run.inverse ? wanted : missing).map(text => `"${text}"`).join(', ');
  return decided(
    run,
    missing.length === 0,
    run.inverse ? `contain all of ${named}` : `contain ${named}`,
  );
}

/** `starts-with`. */
export function startsWith(run: CheckRun): Verdict {
  const value = textValue(run);
  if (value === '')
    throw unmeasured(run, 'The check "starts-with" needs a text that is not empty.');
  return decided(run, run.text.startsWith(value), `start with "${value}"`);
}

function isIn({ type, text }: CheckRun): (wanted: string | number) => boolean {
  if (!type.startsWith('i')) return wanted => text.includes(String(wanted));
  const lower = text.toLowerCase();
  return wanted => lower.includes(String(wanted).toLowerCase());
}

function listValue(run: CheckRun): readonly string[] {
  const { value } = run;
  if (typeof value === 'string' && value !== '') return commaSeparated(value, run);
  if (Array.isArray(value)) return value.map(item => String(item));
  const message = `The check "${run.check.type}" needs a list of texts as its "value".`;
  throw unmeasured(run, message);
}
