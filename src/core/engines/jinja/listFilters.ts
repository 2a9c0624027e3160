import type { Budget } from '../template/budget';
import type { Arguments } from './arguments';
import { attributeOf } from './members';
import { entriesOf, joinTexts } from './methods';
import { calculate, toComparable, toNumeric } from './numbers';
import { compare, iterate, measure, operate } from './operators';
import { toText } from './print';
import { characterAt } from './text';
import {
  Failure,
  isDict,
  isList,
  isTrue,
  MissingFailure,
  Sequence,
  typeName,
  Undefined,
  type Given,
  type List,
  type Value,
} from './values';
import type { Filter, FilterTools } from './model';

const length: Filter = {
  parameters: [],
  run: (value, _given, { budget }) => measure(value, budget),
};

export const listFilters: Readonly<Record<string, Filter>> = {
  batch: { parameters: ['linecount', 'fill_with'], required: 1, run: batch },
  count: length,
  dictsort: { parameters: ['case_sensitive', 'by', 'reverse'], run: sortDict },
  first: {
    parameters: [],
    run: (value, _given, { budget }) => {
      const first = firstOf(value, budget);
      return first === undefined ? nothing('the list is empty, so it has no first item') : first;
    },
  },
  items: {
    parameters: [],
    isLenient: true,
    run: (value, _given, { budget }) => {
      if (value instanceof Undefined) return new Sequence('generator', []);
      if (!isDict(value)) throw new Failure(`"items" does not take ${typeName(value)}`);
      return new Sequence('generator', entriesOf(value, budget));
    },
  },
  join: { parameters: ['d', 'attribute'], run: join },
  last: {
    parameters: [],
    run: (value, _given, { budget }) => {
      if (value instanceof Sequence && value.length === undefined) {
        throw new Failure('"last" does not take a generator. The filter "list" makes a list of it');
      }
      const last =
        typeof value === 'string' ? characterAt(value, -1) : iterate(value, budget).at(-1);
      return last === undefined ? nothing('the list is empty, so it has no last item') : last;
    },
  },
  length,
  list: {
    parameters: [],
    run: (value, _given, { budget }) => {
      const items = iterate(value, budget);
      if (!isList(value) && !(value instanceof Sequence)) return items;
      budget.hold(items.length);
      return [...items];
    },
  },
  map: { parameters: [], isOpen: true, run: map },
  max: { parameters: ['case_sensitive', 'attribute'], run: extreme(-1) },
  min: { parameters: ['case_sensitive', 'attribute'], run: extreme(1) },
  reject: { parameters: [], isOpen: true, run: selecting({ keeps: false, byAttribute: false }) },
  rejectattr: { parameters: [], isOpen: true, run: selecting({ keeps: false, byAttribute: true }) },
  reverse: {
    parameters: [],
    run: (value, _given, { budget }) => {
      const all = iterate(value, budget);
      budget.hold(all.length);
      const items = [...all].reverse();
      return typeof value === 'string'
        ? items.map(toText).join('')
        : new Sequence('generator', items);
    },
  },
  select: { parameters: [], isOpen: true, run: selecting({ keeps: true, byAttribute: false }) },
  selectattr: { parameters: [], isOpen: true, run: selecting({ keeps: true, byAttribute: true }) },
  slice: { parameters: ['slices', 'fill_with'], required: 1, run: slice },
  sort: { parameters: ['reverse', 'case_sensitive', 'attribute'], run: sort },
  sum: { parameters: ['attribute', 'start'], run: sum },
  unique: { parameters: ['case_sensitive', 'attribute'], run: unique },
};

function firstOf(value: Value, budget: Budget): Value | undefined {
  if (value instanceof Sequence) return value.takeFirst();
  if (typeof value === 'string') return characterAt(value, 0);
  if (isDict(value)) return value.keys().next().value;
  return iterate(value, budget)[0];
}

function nothing(message: string): Undefined {
  return new Undefined({ kind: 'nothing', message });
}

function batch(value: Value, given: Arguments, { budget }: FilterTools): Value {
  const size = given.integer('linecount', 1);
  const fill = given.value('fill_with') ?? null;
  if (size < 1) throw new Failure('"batch" needs a size of at least 1');
  const items = iterate(value, budget);
  budget.hold(items.length + (4 * items.length) / size);
  const rows: Value[][] = [];
  for (let at = 0; at < items.length; at += size) rows.push(items.slice(at, at + size));
  const last = rows.at(-1);
  if (fill !== null && last !== undefined) {
    if (size > items.length + 100_000) throw new Failure('"batch" needs a smaller size');
    budget.hold(size);
    while (last.length < size) last.push(fill);
  }
  return new Sequence('generator', rows);
}

function slice(value: Value, given: Arguments, { budget }: FilterTools): Value {
  const items = iterate(value, budget);
  const count = given.integer('slices', 1);
  const fill = given.value('fill_with') ?? null;
  if (count < 1 || count > 100_000) throw new Failure('"slice" needs a number from 1 to 100000');
  budget.hold(items.length + 4 * count);
  const size = Math.floor(items.length / count);
  const longer = items.length % count;
  const slices = Array.from({ length: count }, (_, index) => {
    const start = index * size + Math.min(index, longer);
    const part = items.slice(start, start + size + (index < longer ? 1 : 0));
    return fill !== null && index >= longer ? [...part, fill] : part;
  });
  return new Sequence('generator', slices);
}

function join(value: Value, given: Arguments, { budget }: FilterTools): Value {
  const separator = toText(given.value('d') ?? '');
  const attribute = given.value('attribute') ?? null;
  const items = iterate(value, budget);
  budget.hold(items.length);
  const texts = items.map(item =>
    toText(attribute === null ? item : attributeOf(item, attribute, budget)),
  );
  return joinTexts(texts, separator, budget);
}

function map(value: Value, { given }: Arguments, tools: FilterTools): Value {
  const { budget } = tools;
  const items = iterate(value, budget);
  budget.hold(items.length);
  budget.spend(items.length);
  const [name, ...rest] = given.positional;
  const attribute = given.named.get('attribute');
  if (name === undefined) {
    if (attribute === undefined) throw new Failure('"map" needs a filter or an attribute');
    const fallback = given.named.get('default');
    return new Sequence(
      'generator',
      items.map(item => {
        const found = attributeOf(item, attribute, budget);
        return found instanceof Undefined ? (fallback ?? found) : found;
      }),
    );
  }
  const inner = { positional: rest, named: given.named };
  return new Sequence(
    'generator',
    items.map(item => tools.applyFilter(toText(name), item, inner)),
  );
}

function selecting(how: { readonly keeps: boolean; readonly byAttribute: boolean }): Filter['run'] {
  return (value, { given }, tools) => {
    const { budget } = tools;
    const items = iterate(value, budget);
    budget.hold(items.length);
    budget.spend(items.length);
    const [attribute, name, ...rest] = how.byAttribute
      ? given.positional
      : [null, ...given.positional];
    if (attribute === undefined) throw new Failure('an attribute must be named here');
    const inner: Given = { positional: rest, named: given.named };
    return new Sequence(
      'generator',
      items.filter(item => {
        const subject = how.byAttribute ? attributeOf(item, attribute, budget) : item;
        if (name === undefined && subject instanceof Undefined) throw new MissingFailure(subject);
        const holds =
          name === undefined ? isTrue(subject) : tools.applyTest(toText(name), subject, inner);
        return holds === how.keeps;
      }),
    );
  };
}

/** What `sort`, `unique`, `min` and `max` compare: an attribute, text without its case. */
function keyMaker(
  given: Arguments,
  budget: Budget,
  attribute: Value = given.value('attribute') ?? null,
) {
  const isExact = given.flag('case_sensitive');
  return (item: Value): Value => {
    const key = attribute === null ? item : attributeOf(item, attribute, budget);
    return typeof key === 'string' && !isExact ? budget.text(key).toLowerCase() : key;
  };
}

function sort(value: Value, given: Arguments, { budget }: FilterTools): Value {
  const attribute = given.value('attribute') ?? null;
  const attributes: List = typeof attribute === 'string' ? attribute.split(',') : [attribute];
  const makers = attributes.map(one => keyMaker(given, budget, one));
  const all = iterate(value, budget);
  budget.hold(all.length * (2 + makers.length));
  const items = all.map(item => ({ item, key: makers.map(make => make(item)) }));
  return order(items, given.flag('reverse'), budget).map(({ item }) => item);
}

/** Stable in both directions, as Python's is. */
function order<T extends { readonly key: Value }>(
  items: readonly T[],
  isReverse: boolean,
  budget: Budget,
): T[] {
  return [...items].sort((left, right) => {
    const result = compare(left.key, right.key, { budget });
    return isReverse ? -result : result;
  });
}

function sortDict(value: Value, given: Arguments, { budget }: FilterTools): Value {
  if (!isDict(value)) throw new Failure(`"dictsort" does not take ${typeName(value)}`);
  const by = given.text('by', 'key');
  if (by !== 'key' && by !== 'value') throw new Failure('"by" must be "key" or "value"');
  const key = keyMaker(given, budget, null);
  const entries = entriesOf(value, budget).map(item => ({
    item,
    key: key(item[by === 'key' ? 0 : 1] ?? null),
  }));
  return order(entries, given.flag('reverse'), budget).map(({ item }) => item);
}

function extreme(sign: 1 | -1): Filter['run'] {
  return (value, given, { budget }) => {
    const key = keyMaker(given, budget);
    let best: { readonly item: Value; readonly key: Value } | undefined;
    for (const item of iterate(value, budget)) {
      const next = { item, key: key(item) };
      if (best === undefined || sign * compare(next.key, best.key, { budget }) < 0) best = next;
    }
    if (best !== undefined) return best.item;
    return nothing('the list is empty, so it has no greatest or least item');
  };
}

function sum(value: Value, given: Arguments, { budget }: FilterTools): Value {
  const attribute = given.value('attribute') ?? null;
  const start = given.value('start') ?? 0;
  return iterate(value, budget).reduce<Value>((total, item) => {
    budget.spend(1);
    const next = attribute === null ? item : attributeOf(item, attribute, budget);
    const [a, b] = [toNumeric(total), toNumeric(next)];
    return a !== undefined && b !== undefined
      ? calculate('+', a, b)
      : operate('+', [total, next], budget);
  }, start);
}

function unique(value: Value, given: Arguments, { budget }: FilterTools): Value {
  const key = keyMaker(given, budget);
  const seen = new Set<Value>();
  const all = iterate(value, budget);
  budget.hold(2 * all.length);
  const kept = all.filter(item => {
    const found = key(item);
    if (isList(found) || isDict(found)) {
      throw new Failure(`"unique" does not take a list of ${typeName(found)}`);
    }
    if (typeof found === 'string') budget.scan(found.length);
    if (seen.has(normalize(found))) return false;
    seen.add(normalize(found));
    return true;
  });
  return new Sequence('generator', kept);
}

/** 1, 1.0 and True are one key in Python. */
function normalize(value: Value): Value {
  return toComparable(value) ?? value;
}
