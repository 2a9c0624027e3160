import { Budget } from '../template/budget';
import { fromData, type Value } from './values';

/** What the values of one rendering became: its templates share them, and its budget. */
const CONVERTED = new WeakMap<Budget, Map<string, Value>>();

/** The names that a place of a template can see. */
export class Scope {
  readonly #names: Map<string, Value>;
  #lazy: { readonly name: string; readonly make: () => Value } | undefined;
  /** How many scopes are around this one. */
  readonly depth: number;
  readonly #parent: Scope | undefined;
  readonly #values: Readonly<Record<string, unknown>>;

  readonly #budget: Budget;

  private constructor(
    parent: Scope | undefined,
    values: Readonly<Record<string, unknown>>,
    budget: Budget,
  ) {
    this.#parent = parent;
    this.#budget = budget;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
    this.#values = values;
    if (parent !== undefined) this.#names = new Map();
    else {
      this.#names = CONVERTED.get(budget) ?? new Map<string, Value>();
      CONVERTED.set(budget, this.#names);
    }
  }

  /** The outermost names: what the caller gave, own entries only. */
  static of(values: unknown, budget: Budget): Scope {
    const isObject = typeof values === 'object' && values !== null;
    return new Scope(
      undefined,
      isObject ? (values as Record<string, unknown>) : {},
      budget,
    ).inner();
  }

  inner(): Scope {
    return new Scope(this, {}, this.#budget);
  }

  set(name: string, value: Value): void {
    this.#names.set(name, value);
  }

  /** A value that is made only if somebody looks it up. */
  setLazily(name: string, make: () => Value): void {
    this.#lazy = { name, make };
  }

  lookUp(name: string): Value | undefined {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    if (this.#lazy?.name === name) return this.#keep(name, this.#lazy.make());
    if (this.#parent !== undefined) return this.#parent.lookUp(name);
    if (!Object.hasOwn(this.#values, name)) return undefined;
    const data = this.#values[name];
    if (data === undefined || typeof data === 'function') return undefined;
    return this.#keep(name, fromData(data, this.#budget));
  }

  #keep(name: string, value: Value): Value {
    this.#names.set(name, value);
    return value;
  }
}
