import { requireDocument } from '../core/prompt/document/document';
import { withoutByteOrderMark } from '../core/base/byteOrderMark';
import { parseJson } from '../core/base/json';
import { LedgerError } from '../core/base/errors';
import { listInputs, type Values } from '../core/prompt/document/inputs';
import { readWritten } from '../core/prompt/document/writtenValue';
import type { Context } from './command';
import type { InputType } from '../core/prompt/document/model';

/** Where values come from: `name=value`, and a file. */
export interface GivenValues {
  readonly var?: readonly string[] | undefined;
  readonly vars?: string | undefined;
}

/** Values from --vars and --var; the single ones win. Throws `io`, and what reading them does. */
export async function givenValues(
  context: Context,
  { vars, var: assignments = [] }: GivenValues,
  source: string,
): Promise<Values> {
  const file = vars === undefined ? {} : parseValues(vars, await context.readText(vars));
  return { ...file, ...readVariables(source, assignments) };
}

function parseValues(file: string, text: string): Values {
  const value = parseFile(file, text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Values;
  throw new LedgerError(
    'invalid-input',
    { file },
    `${file} is no JSON object. Write it as {"name": "value"}.`,
  );
}

function parseFile(file: string, text: string): unknown {
  try {
    return parseJson(withoutByteOrderMark(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LedgerError('invalid-input', { file, reason }, `${file} is no JSON: ${reason}`);
  }
}

/**
 * Reads `name=value` assignments. A value becomes what the document declares for its name; without
 * a declaration it is the text as it stands. Throws `invalid-argument`, `invalid-input`.
 */
export function readVariables(source: string, assignments: readonly string[]): Values {
  if (assignments.length === 0) return {};
  const types = new Map(listInputs(requireDocument(source)).map(({ name, type }) => [name, type]));
  return Object.fromEntries(
    assignments.map(assignment => {
      const at = assignment.indexOf('=');
      if (at < 1) throw notAnAssignment(assignment);
      const name = assignment.slice(0, at);
      return [name, convert(name, assignment.slice(at + 1), types.get(name))];
    }),
  );
}

function notAnAssignment(text: string): LedgerError {
  return new LedgerError(
    'invalid-argument',
    { argument: text },
    `"${text}" gives no variable a value. Write it as --var name=value.`,
  );
}

function convert(name: string, text: string, type: InputType | undefined): unknown {
  const value = readWritten(text, type);
  // The renderer checks types as well; here the name of the option can be told.
  if (value !== undefined || type === undefined || type === 'string' || type === 'any')
    return value;
  throw new LedgerError(
    'invalid-input',
    { name, expected: type },
    `--var ${name}=… must be ${type}, written as JSON: ${EXAMPLES[type]}`,
  );
}

const EXAMPLES: Readonly<Record<Exclude<InputType, 'string' | 'any'>, string>> = {
  number: '0.7',
  integer: '3',
  boolean: 'true',
  array: '["a","b"]',
  object: '{"name":"Ada"}',
};
