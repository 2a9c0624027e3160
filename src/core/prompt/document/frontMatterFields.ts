import { isInputType, matchesType } from './inputs';
import type { PlacedProblem } from './yamlValue';
import { INPUT_TYPES, type InputType } from './model';

type Mapping = Readonly<Record<string, unknown>>;
type OffsetOf = (path: readonly string[]) => number;

const TYPES = ['text', 'chat'];
const FORMATS = ['mustache', 'f-string', 'jinja2', 'none'];

/** What each key that we know must hold, and how to say so. An empty value counts as not written. */
const FIELDS: Readonly<Record<string, { expected: string; isValid(value: unknown): boolean }>> = {
  type: { expected: oneOf(TYPES), isValid: value => TYPES.includes(value as string) },
  format: { expected: oneOf(FORMATS), isValid: value => FORMATS.includes(value as string) },
  model: { expected: 'a text, such as openai/gpt-4o', isValid: isText },
  parameters: { expected: 'a mapping', isValid: isMapping },
  tools: { expected: 'a list', isValid: Array.isArray },
  tool_choice: { expected: 'a text or a mapping', isValid: isTextOrMapping },
  response_format: { expected: 'a text or a mapping', isValid: isTextOrMapping },
  inputs: { expected: 'a mapping from names to their types', isValid: isMapping },
  metadata: { expected: 'a mapping', isValid: isMapping },
};

/** The keys of front matter that have a meaning, in the order of the documentation. */
export const FRONT_MATTER_KEYS: readonly string[] = Object.keys(FIELDS);

/** What is wrong with the values of front matter. `offsetOf` finds the place of a value. */
export function fieldProblems(values: Mapping, offsetOf: OffsetOf): PlacedProblem[] {
  const problems = Object.entries(values).flatMap(([key, value]): PlacedProblem[] => {
    const field = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined;
    if (field === undefined) {
      const message = `"${key}" has no meaning here. It is kept; "metadata" is the place for your own keys.`;
      return [{ severity: 'warning', message, offset: offsetOf([key]) }];
    }
    // A choice is written or left out: "type:" with nothing behind it is neither.
    const isAbsent = value === null && key !== 'type' && key !== 'format';
    if (isAbsent || field.isValid(value)) return [];
    return [error(`"${key}" must be ${field.expected}.`, offsetOf([key]))];
  });
  return [...problems, ...inputsProblems(values.inputs, offsetOf)];
}

function inputsProblems(inputs: unknown, offsetOf: OffsetOf): PlacedProblem[] {
  if (!isMapping(inputs)) return [];
  return Object.entries(inputs).flatMap(([name, input]): PlacedProblem[] => {
    const path = ['inputs', name];
    if (input === null) return [];
    if (!isMapping(input)) {
      const message = `"inputs.${name}" must be a mapping, such as { type: string }.`;
      return [error(message, offsetOf(path))];
    }
    return inputProblems(name, input, key => offsetOf([...path, key]));
  });
}

function inputProblems(
  name: string,
  input: Mapping,
  offsetOf: (key: string) => number,
): PlacedProblem[] {
  const { type, required, description } = input;
  const problems: PlacedProblem[] = [];
  const check = (isValid: boolean, key: string, expected: string): void => {
    if (isValid) return;
    problems.push(error(`"inputs.${name}.${key}" must be ${expected}.`, offsetOf(key)));
  };
  check(isNothing(type) || isInputType(type), 'type', oneOf(INPUT_TYPES));
  check(isNothing(required) || typeof required === 'boolean', 'required', 'true or false');
  check(isNothing(description) || isText(description), 'description', 'a text');
  const fits = isNothing(input.default) || fitsType(input.default, type);
  check(fits, 'default', `of the type ${String(type)}`);
  return problems;
}

function fitsType(value: unknown, type: unknown): boolean {
  return !isInputType(type) || matchesType(value, type satisfies InputType);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextOrMapping(value: unknown): boolean {
  return isText(value) || isMapping(value);
}

function oneOf(words: readonly string[]): string {
  return `one of ${words.join(', ')}`;
}

function error(message: string, offset: number): PlacedProblem {
  return { severity: 'error', message, offset };
}
