import { printFraction } from './numbers';
import { compareCodePoints } from './text';
import {
  Failure,
  isDict,
  isList,
  MissingFailure,
  typeName,
  Undefined,
  WholeFloat,
  type Value,
} from './values';

/** How a value is printed: scalars as Python does, lists and dicts as compact JSON. */
export function printValue(value: Value): string {
  if (isList(value) || isDict(value)) return printJson(value, COMPACT);
  return toText(value);
}

/** `str(value)` of what is no list and no dict: their Python notation is never wanted in a prompt. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  const scalar = printScalar(value, ['None', 'True', 'False']);
  if (scalar !== undefined) return scalar;
  if (value instanceof Undefined) {
    if (value.reason.kind === 'implicit') return '';
    throw new MissingFailure(value);
  }
  if (isList(value) || isDict(value)) {
    throw new Failure(
      `a ${typeName(value)} inside a text is not supported. Print it on its own, or use the filter "join" or "tojson"`,
    );
  }
  throw new Failure(`a ${typeName(value)} cannot be printed. The filter "list" makes a list of it`);
}

/** How JSON is written. */
export interface JsonStyle {
  readonly comma: string;
  readonly colon: string;
  /** What stands before each level on lines of its own; none for one line. */
  readonly indentation?: string;
  readonly isSorted?: boolean;
  readonly quote: (text: string) => string;
}

const COMPACT: JsonStyle = { comma: ',', colon: ':', quote: text => JSON.stringify(text) };

export function printJson(value: Value, style: JsonStyle, level = 0): string {
  if (typeof value === 'string') return style.quote(value);
  if (isList(value)) {
    return frame(
      value.map(item => printJson(item, style, level + 1)),
      ['[', ']'],
      { style, level },
    );
  }
  if (isDict(value)) return printEntries(value, style, level);
  if (value instanceof Undefined) throw new MissingFailure(value);
  const scalar = printScalar(value, ['null', 'true', 'false']);
  if (scalar === undefined) throw new Failure(`a ${typeName(value)} cannot be printed as JSON`);
  return scalar;
}

function printEntries(dict: ReadonlyMap<string, Value>, style: JsonStyle, level: number): string {
  const entries = [...dict];
  if (style.isSorted === true) entries.sort(([a], [b]) => compareCodePoints(a, b));
  const printed = entries.map(
    ([key, entry]) => style.quote(key) + style.colon + printJson(entry, style, level + 1),
  );
  return frame(printed, ['{', '}'], { style, level });
}

function frame(
  items: readonly string[],
  [open, close]: readonly [string, string],
  { style, level }: { readonly style: JsonStyle; readonly level: number },
): string {
  if (style.indentation === undefined || items.length === 0) {
    return open + items.join(style.comma) + close;
  }
  const outer = `\n${style.indentation.repeat(level)}`;
  const inner = outer + style.indentation;
  return open + inner + items.join(style.comma + inner) + outer + close;
}

function printScalar(
  value: Value,
  [none, yes, no]: readonly [string, string, string],
): string | undefined {
  if (value === null) return none;
  if (typeof value === 'boolean') return value ? yes : no;
  if (value instanceof WholeFloat) {
    const text = printFraction(value.value);
    return text.includes('e') ? text : `${text}.0`;
  }
  if (typeof value !== 'number') return undefined;
  return Number.isInteger(value) ? BigInt(value).toString() : printFraction(value);
}
