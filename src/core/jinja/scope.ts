import { fromData, type Value } from './values';

/** The names that a place of a template can see. */
export class Scope {
  readonly #names = new Map<string, Value>();
  #lazy: { readonly name: string; readonly make: () => Value } | undefined;
  readonly #parent: Scope | undefined;
  readonly #values: Readonly<Record<string, unknown>>;

  private constructor(parent: Scope | undefined, values: Readonly<Record<string, unknown>>) {
    this.#parent = parent;
    this.#values = values;
  }

  /** The outermost names: what the caller gave, own entries only. */
  static of(values: unknown): Scope {
    const isObject = typeof values === 'object' && values !== null;
    return new Scope(undefined, isObject ? (values as Record<string, unknown>) : {});
  }

  inner(): Scope {
    return new Scope(this, {});
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
    return this.#keep(name, fromData(data));
  }

  #keep(name: string, value: Value): Value {
    this.#names.set(name, value);
    return value;
  }
}
