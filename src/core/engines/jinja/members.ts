import type { Budget } from '../template/budget';
import { requireInteger, toNumeric } from './numbers';
import { toText } from './print';
import { characterAt } from './text';
import {
  Failure,
  isDict,
  isList,
  MissingFailure,
  Namespace,
  Sequence,
  Tuple,
  typeName,
  Undefined,
  type List,
  type Value,
} from './values';

/** What Python finds in these types by a dot, so that an entry of that name is hidden behind it. */
const HIDDEN: Readonly<Record<string, ReadonlySet<string>>> = {
  dict: new Set(
    'clear copy fromkeys get items keys pop popitem setdefault update values'.split(' '),
  ),
  list: new Set('append clear copy count extend index insert pop remove reverse sort'.split(' ')),
  tuple: new Set(['count', 'index']),
  range: new Set(['count', 'index', 'start', 'step', 'stop']),
  int: new Set(
    'as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes'.split(
      ' ',
    ),
  ),
  float: new Set('as_integer_ratio conjugate fromhex hex imag is_integer real'.split(' ')),
  str: new Set(
    (
      'capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha ' +
      'isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower ' +
      'lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split ' +
      'splitlines startswith strip swapcase title translate upper zfill'
    ).split(' '),
  ),
};

/** What `object.key` and `object[key]` stand for; `undefined` for nothing. Throws `Failure`. */
export function memberOf(object: Value, key: Value, budget: Budget): Value | undefined {
  if (object instanceof Undefined) throw new MissingFailure(object);
  if (object instanceof Namespace)
    return typeof key === 'string' ? object.entries.get(key) : undefined;
  if (typeof key === 'string') return namedMember(object, key);
  // No list is so long, and the keys of an object are texts.
  if (typeof key === 'bigint') return undefined;
  const numeric = toNumeric(key);
  if (numeric === undefined || numeric.isFloat) return undefined;
  return itemAt(object, numeric.value, budget);
}

/** `attribute='a.b'` and `attribute=0` of a filter. */
export function attributeOf(object: Value, path: Value, budget: Budget): Value {
  if (typeof path === 'string') budget.spend(path.length / 8);
  const parts = typeof path === 'string' ? path.split('.') : [path];
  let current = object;
  for (const part of parts) {
    const key = typeof part === 'string' && /^\d+$/.test(part) ? Number(part) : part;
    const found = memberOf(current, key, budget);
    if (found === undefined) {
      const message = `a ${typeName(current)} has no "${typeof part === 'string' ? part : typeName(part)}"`;
      return new Undefined({ kind: 'nothing', message });
    }
    current = found;
  }
  return current;
}

/** Python's `object[start:stop:step]`. */
export function sliceOf(
  object: Value,
  bounds: readonly [Value, Value, Value],
  budget: Budget,
): Value {
  if (object instanceof Undefined) throw new MissingFailure(object);
  const items = typeof object === 'string' ? charactersOf(object, budget) : indexed(object);
  if (items === undefined) throw new Failure(`a ${typeName(object)} cannot be sliced`);
  const [start, stop, step] = bounds.map(bound =>
    bound === null ? undefined : requireInteger(bound, 'the bound of a slice'),
  );
  const picked = pick(items.length, { start, stop, step: step ?? 1 });
  if (typeof items === 'string') return cutText(items, picked, budget);
  budget.hold(typeof object === 'string' ? 2 * picked.count : picked.count);
  const values = Array.from({ length: picked.count }, (_, index) => {
    return items[picked.first + index * picked.step] ?? null;
  });
  if (typeof object === 'string') return budget.text(values.map(toText).join(''));
  return object instanceof Tuple ? Tuple.holding(values) : values;
}

/** A text itself, where its characters are its units, as nearly always. */
function charactersOf(text: string, budget: Budget): string | List {
  budget.scan(text.length);
  if (!/[\ud800-\udbff]/.test(text)) return text;
  budget.hold(text.length);
  return Array.from(text);
}

function cutText(text: string, { first, count, step }: Picked, budget: Budget): string {
  budget.reserve(count);
  if (step === 1) return text.slice(first, first + count);
  budget.hold(count);
  return Array.from({ length: count }, (_, index) => text.charAt(first + index * step)).join('');
}

function namedMember(object: Value, key: string): Value | undefined {
  if (isDict(object)) {
    const entry = object.get(key);
    if (entry !== undefined && HIDDEN.dict?.has(key) !== true) return entry;
  }
  const type = typeName(object);
  if (HIDDEN[type]?.has(key) !== true) return undefined;
  throw new Failure(
    `"${key}" is a method of ${type} in Python. ${isDict(object) ? `For the entry, write ["${key}"]` : 'Call it'}`,
  );
}

/** `object["key"]`: unlike a dot, it sees an entry before a method. */
export function entryOf(object: Value, key: Value, budget: Budget): Value | undefined {
  const entry = isDict(object) && typeof key === 'string' ? object.get(key) : undefined;
  return entry === undefined ? memberOf(object, key, budget) : entry;
}

function itemAt(object: Value, index: number, budget: Budget): Value | undefined {
  if (typeof object === 'string') {
    const length = Math.min(Math.abs(index), object.length);
    // From the end, the characters are taken apart.
    budget.spend(index < 0 ? length : length / 8);
    return characterAt(object, index);
  }
  return indexed(object)?.at(index);
}

function indexed(object: Value): List | undefined {
  if (isList(object)) return object;
  return object instanceof Sequence ? object.indexed : undefined;
}

interface Bounds {
  readonly start: number | undefined;
  readonly stop: number | undefined;
  readonly step: number;
}

/** Which items a slice takes. */
interface Picked {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

function pick(length: number, { start, stop, step }: Bounds): Picked {
  if (step === 0) throw new Failure('the step of a slice must not be 0');
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (bound: number): number =>
    Math.min(Math.max(bound < 0 ? bound + length : bound, low), high);
  const first = start === undefined ? (step > 0 ? low : high) : clamp(start);
  const end = stop === undefined ? (step > 0 ? high : low) : clamp(stop);
  return { first, step, count: Math.max(0, Math.ceil((end - first) / step)) };
}
