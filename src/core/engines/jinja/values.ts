import { entriesOf } from '../../base/json';
import type { Budget } from '../template/budget';
import type { Origin, Position } from '../template/position';

/** What a template can hold. No object of JavaScript is among it that a name could lead into. */
export type Value =
  | null
  | boolean
  | number
  /** An integer beyond 2^53: exact where it is printed, and nothing is calculated with it. */
  | bigint
  | string
  | WholeFloat
  | List
  | Dict
  | Sequence
  | Namespace
  | Callable
  | Undefined;

export type List = readonly Value[];
export type Dict = ReadonlyMap<string, Value>;

/** What Python calls `2.0`; every other number is an integer or has a fraction. */
export class WholeFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A list that is not equal to one with brackets. */
export class Tuple extends Array<Value> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  static holding(items: Iterable<Value>): Tuple {
    const tuple = new Tuple();
    for (const item of items) tuple.push(item);
    return tuple;
  }
}

/** Something to go through that is no list: a `range`, a view of a dict, what `map` gives back. */
export class Sequence {
  readonly kind: 'generator' | 'range' | 'view';
  readonly #items: readonly Value[];
  #taken = 0;

  constructor(kind: Sequence['kind'], items: readonly Value[]) {
    this.kind = kind;
    this.#items = items;
  }

  /** Everything; Python goes through a generator only once. */
  takeAll(): readonly Value[] {
    if (this.kind !== 'generator') return this.#items;
    const rest = this.#items.slice(this.#taken);
    this.#taken = this.#items.length;
    return rest;
  }

  takeFirst(): Value | undefined {
    return this.kind === 'generator' ? this.#items[this.#taken++] : this.#items[0];
  }

  /** `undefined`: a generator does not know. */
  get length(): number | undefined {
    return this.kind === 'generator' ? undefined : this.#items.length;
  }

  /** `undefined`: only a range can be counted into. */
  get indexed(): readonly Value[] | undefined {
    return this.kind === 'range' ? this.#items : undefined;
  }
}

/** `namespace()` and `loop`: names that a dot leads to. */
export class Namespace {
  readonly entries: Map<string, Value>;
  readonly isLoop: boolean;

  constructor(entries: Map<string, Value>, isLoop = false) {
    this.entries = entries;
    this.isLoop = isLoop;
  }
}

/** Arguments that have been evaluated. */
export interface Given {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** A macro, or the body of a `{% call %}`. */
export class Callable {
  readonly name: string;
  readonly call: (given: Given) => Value;

  constructor(name: string, call: (given: Given) => Value) {
    this.name = name;
    this.call = call;
  }
}

/** Stands for what was not found. */
export class Undefined {
  readonly reason: Reason;

  constructor(reason: Reason) {
    this.reason = reason;
  }
}

export type Reason =
  | MissingName
  /** `[] | first`: not found for another reason than a name. */
  | { readonly kind: 'nothing'; readonly message: string }
  /** `value if test` without `else`, which prints nothing. */
  | { readonly kind: 'implicit' }
  /** Computed from a name that is already reported as missing. */
  | { readonly kind: 'reported'; readonly name: string };

interface MissingName extends Position {
  readonly kind: 'name';
  readonly name: string;
  readonly origin: Origin;
  /** Not the last part of the name was missing, but one before it. */
  readonly isDeep: boolean;
}

/** Why a tag cannot be carried out, as Python would say it. The renderer adds the place. */
export class Failure extends Error {}

/** Something that is missing was used. The renderer reports its name. */
export class MissingFailure extends Error {
  readonly missing: Undefined;

  constructor(missing: Undefined) {
    super('missing');
    this.missing = missing;
  }
}

/** Takes over data as JSON can say it; own entries only. */
export function fromData(data: unknown, budget: Budget): Value {
  budget.spend(1);
  if (Array.isArray(data)) return data.map(item => fromData(item, budget));
  if (typeof data === 'object' && data !== null) {
    const entries = entriesOf(data).filter(([, entry]) => entry !== undefined);
    return new Map(entries.map(([key, entry]) => [key, fromData(entry, budget)]));
  }
  if (typeof data === 'string' || typeof data === 'boolean' || typeof data === 'number')
    return data;
  if (typeof data === 'bigint') return Number.isSafeInteger(Number(data)) ? Number(data) : data;
  return null;
}

export function isDict(value: Value): value is Dict {
  return value instanceof Map;
}

export function isList(value: Value): value is List {
  return Array.isArray(value);
}

/** What Python calls true. */
export function isTrue(value: Value): boolean {
  if (value instanceof WholeFloat) return value.value !== 0;
  if (isList(value)) return value.length > 0;
  if (isDict(value)) return value.size > 0;
  if (value instanceof Sequence) return value.length !== 0;
  if (value instanceof Undefined) return false;
  return Boolean(value);
}

export function typeName(value: Value): string {
  if (value === null) return 'None';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value === 'bigint') return 'int';
  return objectName(value);
}

function objectName(value: Exclude<Value, null | string | boolean | number | bigint>): string {
  if (value instanceof WholeFloat) return 'float';
  if (value instanceof Tuple) return 'tuple';
  if (isList(value)) return 'list';
  if (isDict(value)) return 'dict';
  if (value instanceof Sequence) return value.kind;
  if (value instanceof Namespace) return value.isLoop ? 'loop' : 'namespace';
  return value instanceof Callable ? 'macro' : 'undefined';
}
