import { LedgerError } from '../core/base/errors';
import { expectedOf, holds, schemaOf, type Fields, type InputOf } from './schema';

/**
 * Something that can be done with a registry, said once: the command line takes its arguments and help
 * from it, VS Code and the client their checks, the reference its tables, an agent its tools.
 */
export interface Operation<F extends Fields = Fields> {
  /** As VS Code and the client call it. */
  readonly name: string;
  /** What it does, for a list: "set or move a tag". */
  readonly summary: string;
  /** More sentences, where the summary and the fields do not say it all. */
  readonly description?: string;
  readonly effect: 'reads' | 'writes';
  /** What it answers, by the name of a shape; a list of them where `[]` follows, one of several between `|`. */
  readonly output: string;
  readonly input: F;
  /** Inputs for the example registry, and what they do. */
  readonly examples?: readonly (readonly [input: Partial<InputOf<F>>, does: string])[];
}

/** Declares an operation; its types are known to the compiler. */
export function operation<const F extends Fields>(declared: Operation<F>): Operation<F> {
  return declared;
}

/** What an operation is asked for. */
export type InputFor<O extends Operation> = O extends Operation<infer F> ? InputOf<F> : never;

/**
 * For those who call without types: use cases trust what they are given. Throws `invalid-argument` for a
 * field that is missing, unknown or of another type.
 */
export function requireInput({ name: called, input }: Operation, given: object): void {
  const values = new Map<string, unknown>(Object.entries(Object(given) as object));
  const refuse = (name: string, problem: string): LedgerError => {
    const message = `"${name}" ${problem}. Call ${called}({ ${namesOf(input).join(', ')} }).`;
    return new LedgerError('invalid-argument', { name }, message);
  };
  for (const [name, { isRequired }] of Object.entries(input)) {
    if (isRequired && values.get(name) === undefined) throw refuse(name, 'is missing');
  }
  for (const [name, value] of values) {
    const of = Object.hasOwn(input, name) ? input[name] : undefined;
    if (of === undefined) throw refuse(name, 'is nothing that it takes');
    if (value !== undefined && !holds(of, value)) throw refuse(name, `must be ${expectedOf(of)}`);
  }
}

/**
 * The fields that are in an object, whatever else it holds; `null` is as good as nothing where a field
 * cannot hold it. Throws `invalid-argument`.
 */
export function readFields(
  fields: Fields,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const found = Object.entries(fields).flatMap(([name, of]) => {
    const value = given[name];
    if (value === undefined) return [];
    if (holds(of, value)) return [[name, value] as const];
    if (value === null) return [];
    const message = `The argument "${name}" must be ${expectedOf(of)}.`;
    const { type: expected } = schemaOf(of);
    throw new LedgerError('invalid-argument', { name, expected }, message);
  });
  return Object.fromEntries(found);
}

/** The names of an input, with "?" behind those that may be left out. */
export function namesOf(input: Fields): readonly string[] {
  return Object.entries(input).map(([name, { isRequired }]) => (isRequired ? name : `${name}?`));
}
