import { Arguments, argumentProblem, type Signature } from './arguments';
import type { Budget } from './budget';
import { isEqual, iterate } from './operators';
import { toText } from './print';
import { capitalize, splitAt, splitLines, splitWords, strip, titleLetters } from './text';
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
  method('chars', 0, (self, given) => strip(self, side, optionalText(given, 'chars')));

const edge = (name: 'startsWith' | 'endsWith'): Method<string> =>
  method('prefix', 1, (self, given) => {
    const prefix = given.value('prefix') ?? null;
    const prefixes = prefix instanceof Tuple ? prefix : [prefix];
    return prefixes.some(item => self[name](requireText(item)));
  });

const TEXT_METHODS: Readonly<Record<string, Method<string>>> = {
  capitalize: method('', 0, capitalize),
  count: method('sub', 1, (self, given) => {
    const part = given.text('sub', '');
    return part === '' ? Array.from(self).length + 1 : self.split(part).length - 1;
  }),
  endswith: edge('endsWith'),
  find: method('sub', 1, (self, given) => {
    const at = self.indexOf(given.text('sub', ''));
    return at < 0 ? -1 : Array.from(self.slice(0, at)).length;
  }),
  join: method('iterable', 1, (self, given, budget) => {
    const items = iterate(given.value('iterable') ?? null);
    return budget.text(items.map(requireText).join(self));
  }),
  lower: method('', 0, self => self.toLowerCase()),
  lstrip: stripper('left'),
  replace: method('old new count', 2, (self, given, budget) => {
    const parts = replaceParts(self, given.text('old', ''), given.integer('count', -1));
    return budget.text(parts.join(given.text('new', '')));
  }),
  rstrip: stripper('right'),
  split: method('sep maxsplit', 0, (self, given, budget) => {
    const separator = optionalText(given, 'sep');
    const limit = given.integer('maxsplit', -1);
    if (separator === '') throw new Failure('"split" needs a separator that is not empty');
    const parts =
      separator === undefined ? splitWords(self, limit) : splitAt(self, separator, limit);
    budget.spend(parts.length);
    return parts;
  }),
  splitlines: method('', 0, self => splitLines(self)),
  startswith: edge('startsWith'),
  strip: stripper('both'),
  title: method('', 0, titleLetters),
  upper: method('', 0, self => self.toUpperCase()),
};

const LIST_METHODS: Readonly<Record<string, Method<List>>> = {
  count: method('value', 1, (self, given) => {
    const value = given.value('value') ?? null;
    return self.filter(item => isEqual(item, value)).length;
  }),
  index: method('value', 1, (self, given) => {
    const value = given.value('value') ?? null;
    const at = self.findIndex(item => isEqual(item, value));
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
  items: method(
    '',
    0,
    self =>
      new Sequence(
        'view',
        [...self].map(entry => Tuple.holding(entry)),
      ),
  ),
  keys: method('', 0, self => new Sequence('view', [...self.keys()])),
  values: method('', 0, self => new Sequence('view', [...self.values()])),
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
export function replaceParts(text: string, old: string, count: number): readonly string[] {
  if (old !== '') return splitAt(text, old, count);
  const characters = ['', ...Array.from(text), ''];
  return count < 0 || count >= characters.length
    ? characters
    : [...characters.slice(0, count), characters.slice(count).join('')];
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
