import type { LineRange } from '../operations/schema';
import type { BoundField } from './optionFor';

/** An input as somebody types it, arguments before options; `undefined` where not all of it can be said. */
export function exampleLine(
  given: Readonly<Record<string, unknown>>,
  args: readonly BoundField[],
  options: readonly BoundField[],
): readonly string[] | undefined {
  const bound = new Set([...args, ...options].map(({ name }) => name));
  if (!Object.keys(given).every(name => bound.has(name))) return undefined;
  return [
    ...args.flatMap(({ name }) => wordsOf(given[name])),
    ...options.flatMap(option => typed(option, given[option.name])),
  ];
}

/** An option with a value is typed short, one without says what it is. */
function typed({ usage }: BoundField, value: unknown): readonly string[] {
  const [short = '', long = short] = usage.replace(/ <.*/, '').split(', ');
  if (value === true) return [long];
  return wordsOf(value).flatMap(word => [short, word]);
}

function wordsOf(value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value === 'string') return [/^[\w@./:=-]+$/.test(value) ? value : `"${value}"`];
  if (typeof value === 'number') return [String(value)];
  const { first, last } = value as LineRange;
  return [`${first},${last}`];
}
