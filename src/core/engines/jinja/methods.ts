import type { Budget } from '../template/budget';
import { Arguments, argumentProblem, type Signature } from './arguments';
import { isEqual, iterate } from './operators';
import { toText } from './print';
import {
  capitalize,
  countText,
  findText,
  lengthOf,
  splitAt,
  splitLines,
  splitWords,
  strip,
  titleLetters,
} from './text';
import {
  Callable,
  Failure,
  isDict,
  isList,
  MissingFailure,
  Namespace,
  Sequence,
  Tuple,
  typeName,
  Undefined,
  type Dict,
  type Given,
  type List,
  type Value,
} from './values';

interface Method<T> extends Signature {
  run(self: T, given: Arguments, budget: Budget): Value;
}

/** A method without keyword arguments, as most of Python's built-in ones are. */
function method<T>(
  parameters: string,
  required: number,
  run: (self: T, given: Arguments, budget: Budget) => Value,
): Method<T> {
  return { parameters: parameters === '' ? [] : parameters.split(' '), required, run };
}

const stripper = (side: 'left' | 'right' | 'both'): Method<string> =>
  method('chars', 0, (self, given, budget) => {
    const characters = optionalText(given, 'chars');
    budget.reserve(self.length + (characters?.length ?? 0));
    return strip(self, side, characters);
  });

/** What makes another text of a text: no longer than three times as long. */
const converter = (convert: (text: string) => string): Method<string> =>
  method('', 0, (self, _given, budget) => {
    budget.reserve(self.length);
    const converted = convert(self);
    budget.reserve(Math.max(0, converted.length - self.length));
    return converted;
  });

const edge = (name: 'startsWith' | 'endsWith'): Method<string> =>
  method('prefix', 1, (self, given, budget) => {
    const prefix = given.value('prefix') ?? null;
    const prefixes = prefix instanceof Tuple ? prefix : [prefix];
    return prefixes.some(item => {
      const text = requireText(item);
      budget.spend(1);
      budget.scan(text.length);
      return self[name](text);
    });
  });

const TEXT_METHODS: Readonly<Record<string, Method<string>>> = {
  capitalize: converter(capitalize),
  count: method('sub', 1, (self, given, budget) => {
    const part = given.text('sub', '');
    return part === '' ? lengthOf(self, budget) + 1 : countText(self, part, budget);
  }),
  endswith: edge('endsWith'),
  find: method('sub', 1, (self, given, budget) => {
    const at = findText(self, given.text('sub', ''), 0, budget);
    return at < 0 ? -1 : lengthOf(self.slice(0, at), budget);
  }),
  join: method('iterable', 1, (self, given, budget) => {
    const texts = iterate(given.value('iterable') ?? null, budget).map(requireText);
    return joinTexts(texts, self, budget);
  }),
  lower: converter(text => text.toLowerCase()),
  lstrip: stripper('left'),
  replace: method('old new count', 2, (self, given, budget) => {
    const change = { old: given.text('old', ''), count: given.integer('count', -1) };
    return joinTexts(replaceParts(self, change, budget), given.text('new', ''), budget);
  }),
  rstrip: stripper('right'),
  split: method('sep maxsplit', 0, (self, given, budget) => {
    const separator = optionalText(given, 'sep');
    const limit = given.integer('maxsplit', -1);
    if (separator === '') throw new Failure('"split" needs a separator that is not empty');
    return separator === undefined
      ? splitWords(self, limit, budget)
      : splitAt(self, separator, limit, budget);
  }),
  splitlines: method('', 0, (self, _given, budget) => splitLines(self, budget)),
  startswith: edge('startsWith'),
  strip: stripper('both'),
  title: method('', 0, (self, _given, budget) => {
    // Each letter may be a word.
    budget.hold(self.length / 2);
    return budget.text(titleLetters(self));
  }),
  upper: converter(text => text.toUpperCase()),
};

const LIST_METHODS: Readonly<Record<string, Method<List>>> = {
  count: method('value', 1, (self, given, budget) => {
    const value = given.value('value') ?? null;
    return self.filter(item => isEqual(item, value, budget)).length;
  }),
  index: method('value', 1, (self, given, budget) => {
    const value = given.value('value') ?? null;
    const at = self.findIndex(item => isEqual(item, value, budget));
    if (at < 0) throw new Failure('"index" finds no such item in the list');
    return at;
  }),
};

const DICT_METHODS: Readonly<Record<string, Method<Dict>>> = {
  get: method('key default', 1, (self, given) => {
    const key = given.value('key') ?? null;
    const found = typeof key === 'string' ? self.get(key) : undefined;
    return found === undefined ? (given.value('default') ?? null) : found;
  }),
  items: method('', 0, (self, _given, budget) => {
    return new Sequence('view', entriesOf(self, budget));
  }),
  keys: method('', 0, (self, _given, budget) => {
    budget.hold(self.size);
    return new Sequence('view', [...self.keys()]);
  }),
  values: method('', 0, (self, _given, budget) => {
    budget.hold(self.size);
    return new Sequence('view', [...self.values()]);
  }),
};

/** By the type that has them; `loop.cycle` and `loop.changed` belong to loops. */
export const METHODS = {
  str: Object.keys(TEXT_METHODS),
  list: Object.keys(LIST_METHODS),
  dict: Object.keys(DICT_METHODS),
  loop: ['changed', 'cycle'],
} as const satisfies Record<string, readonly string[]>;

const NAMES: ReadonlySet<string> = new Set(Object.values(METHODS).flat());

export function isMethod(name: string): boolean {
  return NAMES.has(name);
}

/** Calls a method. Throws `Failure` if the value has none of this name. */
export function callMethod(
  self: Value,
  {
    name,
    given,
    budget,
  }: { readonly name: string; readonly given: Given; readonly budget: Budget },
): Value {
  if (self instanceof Undefined) throw new MissingFailure(self);
  if (self instanceof Namespace) {
    const callable = self.isLoop ? self.entries.get(name) : undefined;
    if (callable instanceof Callable) return callable.call(given);
  }
  if (typeof self === 'string') return run(TEXT_METHODS, self, { name, given, budget });
  if (isList(self)) return run(LIST_METHODS, self, { name, given, budget });
  if (isDict(self)) return run(DICT_METHODS, self, { name, given, budget });
  throw new Failure(`a ${typeName(self)} has no method "${name}"`);
}

function run<T extends Value>(
  methods: Readonly<Record<string, Method<T>>>,
  self: T,
  {
    name,
    given,
    budget,
  }: { readonly name: string; readonly given: Given; readonly budget: Budget },
): Value {
  const found = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (found === undefined)
    throw new Failure(`the method "${name}" of a ${typeName(self)} is not supported`);
  const problem = argumentProblem(found, given.positional.length, [...given.named.keys()]);
  if (problem !== undefined) throw new Failure(`the method "${name}" ${problem}`);
  return found.run(self, new Arguments(found, given), budget);
}

/** The parts between which `str.replace` puts the new text. */
export function replaceParts(
  text: string,
  { old, count }: { readonly old: string; readonly count: number },
  budget: Budget,
): readonly string[] {
  if (old !== '') return splitAt(text, old, count, budget);
  budget.hold(text.length + 2);
  const characters = ['', ...Array.from(text), ''];
  return count < 0 || count >= characters.length
    ? characters
    : [...characters.slice(0, count), characters.slice(count).join('')];
}

/** `separator.join(texts)`. Throws `too-large` before it is made. */
export function joinTexts(texts: readonly string[], separator: string, budget: Budget): string {
  budget.reserve(separator.length * Math.max(0, texts.length - 1));
  for (const text of texts) budget.reserve(text.length);
  return texts.join(separator);
}

/** The entries of a dict, each a pair. */
export function entriesOf(dict: Dict, budget: Budget): readonly Tuple[] {
  budget.hold(4 * dict.size);
  return [...dict].map(entry => Tuple.holding(entry));
}

function optionalText(given: Arguments, name: string): string | undefined {
  const value = given.value(name) ?? null;
  return value === null ? undefined : requireText(value);
}

function requireText(value: Value): string {
  if (value instanceof Undefined) return toText(value);
  if (typeof value === 'string') return value;
  throw new Failure(`a text is needed here, not ${typeName(value)}`);
}
