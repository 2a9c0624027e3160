import { printJson } from '../../base/json';

/** Values from the outermost to the innermost section. */
export type ContextStack = readonly unknown[];

/** What a name stands for, or that nothing has that name. */
export type Lookup = { readonly found: true; readonly value: unknown } | { readonly found: false };

const NOTHING: Lookup = { found: false };
const INDEX = /^(?:0|[1-9][0-9]*)$/;

/**
 * Finds a name: its first part in the innermost context that has it, the rest inside that. Only own
 * entries of plain objects and items of lists exist; `length`, `constructor` or a method never do.
 */
export function lookUp(stack: ContextStack, path: readonly string[]): Lookup {
  const [first, ...rest] = path;
  if (first === undefined) return { found: true, value: stack.at(-1) };
  for (let depth = stack.length - 1; depth >= 0; depth--) {
    const entry = entryOf(stack[depth], first);
    if (entry.found) return rest.reduce<Lookup>(stepInto, entry);
  }
  return NOTHING;
}

/** Whether a section of this value is shown: what JavaScript calls true, but for an empty list. */
export function isShown(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** How a value is printed: nothing for null, compact JSON for lists and objects. */
export function printValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return printJson(value);
  return `${value as string | number | bigint | boolean}`;
}

function stepInto(current: Lookup, name: string): Lookup {
  return current.found ? entryOf(current.value, name) : current;
}

function entryOf(context: unknown, name: string): Lookup {
  if (typeof context !== 'object' || context === null) return NOTHING;
  if (Array.isArray(context) && !INDEX.test(name)) return NOTHING;
  if (!Object.hasOwn(context, name)) return NOTHING;
  const value = (context as Record<string, unknown>)[name];
  return value === undefined || typeof value === 'function' ? NOTHING : { found: true, value };
}
