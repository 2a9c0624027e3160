import type { PathPart } from './fieldName';

/** What a name stands for, or that nothing has that name. */
export type Lookup = { readonly found: true; readonly value: unknown } | { readonly found: false };

type Spend = (steps: number) => void;

const NOTHING: Lookup = { found: false };
const INDEX = /^[0-9]+$/;

/**
 * Finds the value of a field. Both `.name` and `[name]` are entries of an object; `[0]` is an item
 * of a list or a character of a text. Nothing else exists: no method, no `length`, no attribute of
 * Python's types. `spend` hears how many characters were read to find one.
 */
export function lookUp(values: unknown, path: readonly PathPart[], spend: Spend): Lookup {
  let current: Lookup = { found: true, value: values };
  for (const part of path) {
    current = entryOf(current.value, part, spend);
    if (!current.found) return NOTHING;
  }
  return current;
}

function entryOf(value: unknown, { name, isItem }: PathPart, spend: Spend): Lookup {
  const isIndex = isItem && INDEX.test(name);
  if (typeof value === 'string') return isIndex ? characterOf(value, Number(name), spend) : NOTHING;
  if (typeof value !== 'object' || value === null) return NOTHING;
  // In Python, `[0]` asks for the number 0, which is no key of an object.
  if (Array.isArray(value) !== isIndex) return NOTHING;
  return ownEntry(value, isIndex ? Number(name) : name);
}

function ownEntry(value: object, key: string | number): Lookup {
  if (!Object.hasOwn(value, key)) return NOTHING;
  const entry = (value as Record<string | number, unknown>)[key];
  return entry === undefined || typeof entry === 'function'
    ? NOTHING
    : { found: true, value: entry };
}

function characterOf(text: string, index: number, spend: Spend): Lookup {
  if (index >= text.length) return NOTHING;
  spend(index);
  let left = index;
  for (const character of text) {
    if (left === 0) return { found: true, value: character };
    left--;
  }
  return NOTHING;
}
