import { requireInteger } from './numbers';
import { isTrue, Failure, typeName, type Given, type Value } from './values';

/** The parameters of a filter, a test, a function or a method, as Python names them. */
export interface Signature {
  readonly parameters: readonly string[];
  /** How many of them must be given. */
  readonly required?: number;
  /** Takes any further arguments: `map`, `select`, … */
  readonly isOpen?: boolean;
}

/** Why arguments do not fit; `undefined` when they do. */
export function argumentProblem(
  { parameters, required = 0, isOpen = false }: Signature,
  positional: number,
  named: readonly string[],
): string | undefined {
  if (isOpen) return undefined;
  if (positional > parameters.length) {
    return parameters.length === 0
      ? 'takes no arguments'
      : `takes no more than ${parameters.length}: ${parameters.join(', ')}`;
  }
  const unknown = named.find(name => !parameters.includes(name));
  if (unknown !== undefined) return `has no argument "${unknown}"`;
  const twice = named.find(name => parameters.indexOf(name) < positional);
  if (twice !== undefined) return `is given "${twice}" twice`;
  const lacking = parameters
    .slice(positional, required)
    .find(parameter => !named.includes(parameter));
  return lacking === undefined ? undefined : `needs the argument "${lacking}"`;
}

/** Arguments by their Python names. */
export class Arguments {
  readonly given: Given;
  readonly #signature: Signature;

  constructor(signature: Signature, given: Given) {
    this.given = given;
    this.#signature = signature;
  }

  /** `undefined` where none is given; `null` is a value. */
  value(name: string): Value | undefined {
    const index = this.#signature.parameters.indexOf(name);
    const { positional, named } = this.given;
    return index < positional.length ? positional[index] : named.get(name);
  }

  text(name: string, fallback: string): string {
    const value = this.value(name) ?? fallback;
    if (typeof value === 'string') return value;
    throw new Failure(`"${name}" must be a text, not ${typeName(value)}`);
  }

  integer(name: string, fallback: number): number {
    return requireInteger(this.value(name) ?? fallback, `"${name}"`);
  }

  flag(name: string, fallback = false): boolean {
    const value = this.value(name);
    return value === undefined ? fallback : isTrue(value);
  }
}
