import { LedgerError } from '../../base/errors';
import { type PromptDocument, INPUT_TYPES, type InputType, type InputDeclaration } from './model';

/** Values by name, as JSON can say them. */
export type Values = Readonly<Record<string, unknown>>;

/** The inputs that the front matter declares, in its order. */
export function listInputs(document: PromptDocument): readonly InputDeclaration[] {
  const inputs = document.frontMatter.inputs;
  if (!isMapping(inputs)) return [];
  return Object.entries(inputs).map(([name, written]) => {
    const input = isMapping(written) ? written : {};
    const { type, description } = input;
    return {
      name,
      type: isInputType(type) ? type : 'any',
      required: input.required !== false,
      ...(input.default === undefined ? {} : { default: input.default }),
      ...(typeof description === 'string' ? { description } : {}),
    };
  });
}

/** What a template sees of the values that were given. */
export interface AppliedInputs {
  /** Those given, then defaults, then null for what is optional; none of the wrong type. */
  readonly values: Values;
  readonly wrong: readonly WrongType[];
}

/** A value that is not of the type that an input declares. */
export interface WrongType {
  readonly name: string;
  readonly expected: InputType;
  readonly actual: string;
}

export function applyInputs(document: PromptDocument, given: Values): AppliedInputs {
  const inputs = listInputs(document);
  const refused = inputs.filter(input => !accepts(input, ownValue(given, input.name)));
  const names = new Set(refused.map(({ name }) => name));
  const filled = inputs
    .filter(({ name }) => ownValue(given, name) === undefined)
    .flatMap(input => fallback(input).map((value): [string, unknown] => [input.name, value]));
  const accepted = Object.entries(given).filter(([name]) => !names.has(name));
  return {
    values: Object.fromEntries([...accepted, ...filled]),
    wrong: refused.map(({ name, type }) => {
      return { name, expected: type, actual: typeName(given[name]) };
    }),
  };
}

/** `invalid-input` for values of the wrong type, all at once; `missing` are names without a value. */
export function wrongTypesError(
  wrong: readonly WrongType[],
  missing: readonly string[],
): LedgerError {
  const list = wrong.map(fact => `"${fact.name}" must be ${fact.expected}, not ${fact.actual}`);
  const absent = missing.length === 0 ? '' : ` Missing as well: ${missing.join(', ')}.`;
  return new LedgerError(
    'invalid-input',
    { inputs: wrong, missing },
    `Wrong type: ${list.join('; ')}.${absent} Give other values, or change "inputs" in the front matter.`,
  );
}

export function isInputType(value: unknown): value is InputType {
  return (INPUT_TYPES as readonly unknown[]).includes(value);
}

export function matchesType(value: unknown, type: InputType): boolean {
  switch (type) {
    case 'any':
      return true;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isMapping(value);
    case 'integer':
      return typeof value === 'bigint' || Number.isInteger(value);
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'string':
    case 'boolean':
      return typeof value === type;
  }
}

/** The value that stands in for one that was not given: none or one. */
function fallback(input: InputDeclaration): unknown[] {
  if (input.default !== undefined) return [input.default];
  return input.required ? [] : [null];
}

function accepts({ type, required }: InputDeclaration, value: unknown): boolean {
  if (value === undefined || (value === null && !required)) return true;
  return matchesType(value, type);
}

function ownValue(values: Values, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function isMapping(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'bigint') return 'number';
  return Array.isArray(value) ? 'array' : typeof value;
}
