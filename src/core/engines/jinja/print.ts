import type { Budget } from '../template/budget';
import { printFraction } from './numbers';
import { compareCodePoints, convertText } from './text';
import {
  Failure,
  isDict,
  isList,
  MissingFailure,
  typeName,
  Undefined,
  WholeFloat,
  type Dict,
  type List,
  type Value,
} from './values';

/** How a value is printed: scalars as Python does, lists and dicts as compact JSON. */
export function printValue(value: Value, budget: Budget): string {
  if (isList(value) || isDict(value)) return printJson(value, COMPACT, budget);
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
  /** What stands for a text; `budget` hears of it. */
  readonly quote: (text: string, budget: Budget) => string;
}

const COMPACT: JsonStyle = { comma: ',', colon: ':', quote: quoteText };

/** Deeper values would exhaust the stack of whoever walks them. */
const MAX_DEPTH = 500;

/** Throws `Failure` where a value is nested deeper than any that was meant. */
export function requireShallow(depth: number): void {
  if (depth > MAX_DEPTH) throw new Failure(`a value is nested more than ${MAX_DEPTH} deep`);
}

/** A value as JSON. Every part counts each time that it is printed. */
export function printJson(value: Value, style: JsonStyle, budget: Budget): string {
  const printer = new JsonPrinter(style, budget);
  printer.print(value, 0);
  return printer.pieces.join('');
}

/** `JSON.stringify` of a text, piece by piece: it may become six times as long. */
export function quoteText(text: string, budget: Budget): string {
  return `"${convertText(text, budget, piece => JSON.stringify(piece).slice(1, -1))}"`;
}

class JsonPrinter {
  readonly pieces: string[] = [];
  readonly #style: JsonStyle;
  readonly #budget: Budget;

  constructor(style: JsonStyle, budget: Budget) {
    this.#style = style;
    this.#budget = budget;
  }

  print(value: Value, level: number): void {
    this.#budget.spend(1);
    if (typeof value === 'string') this.pieces.push(this.#style.quote(value, this.#budget));
    else if (isList(value)) this.#list(value, level);
    else if (isDict(value)) this.#dict(value, level);
    else this.#write(scalarOf(value));
  }

  #list(list: List, level: number): void {
    this.#write('[');
    list.forEach((item, index) => {
      this.#separate(index, level + 1);
      this.print(item, level + 1);
    });
    this.#close(list.length, level, ']');
  }

  #dict(dict: Dict, level: number): void {
    const keys = [...dict.keys()];
    this.#budget.hold(keys.length);
    if (this.#style.isSorted === true) keys.sort((a, b) => compareCodePoints(a, b, this.#budget));
    this.#write('{');
    keys.forEach((key, index) => {
      this.#separate(index, level + 1);
      this.pieces.push(this.#style.quote(key, this.#budget));
      this.#write(this.#style.colon);
      this.print(dict.get(key) ?? null, level + 1);
    });
    this.#close(keys.length, level, '}');
  }

  #separate(index: number, level: number): void {
    requireShallow(level);
    if (index > 0) this.#write(this.#style.comma);
    this.#breakLine(level);
  }

  #close(length: number, level: number, bracket: string): void {
    if (length > 0) this.#breakLine(level);
    this.#write(bracket);
  }

  #breakLine(level: number): void {
    const { indentation } = this.#style;
    if (indentation !== undefined) this.#write(`\n${indentation.repeat(level)}`);
  }

  #write(piece: string): void {
    this.#budget.spend(1);
    this.pieces.push(this.#budget.text(piece));
  }
}

function scalarOf(value: Exclude<Value, string | List | Dict>): string {
  if (value instanceof Undefined) throw new MissingFailure(value);
  const scalar = printScalar(value, ['null', 'true', 'false']);
  if (scalar === undefined) throw new Failure(`a ${typeName(value)} cannot be printed as JSON`);
  return scalar;
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
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'number') return undefined;
  return Number.isInteger(value) ? BigInt(value).toString() : printFraction(value);
}
