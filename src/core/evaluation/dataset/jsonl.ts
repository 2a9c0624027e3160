import { parseJson } from '../../base/json';
import { isMapping } from '../../prompt/providers/request';
import { readChecks, unknownKeys } from '../checks/readCheck';
import { linesOf, type Line } from './lines';
import { badLine, type Chunks, type DatasetRow } from './row';

type Json = Readonly<Record<string, unknown>>;

/** Keys of a row whose values stand in an object of their own; `vars` and `assert` are promptfoo's words. */
const WRAPPED = [
  'values',
  'vars',
  'expected',
  'checks',
  'assert',
  'threshold',
  'description',
  'metadata',
];

/**
 * The rows of JSON Lines, one after the other; blank lines are nothing. A line is an object of one of two
 * forms:
 *
 *     {"query": "Hi", "expected": "Hello", "checks": [{"type": "icontains", "value": "hello"}]}
 *     {"values": {"query": "Hi"}, "expected": "Hello", "checks": [], "threshold": 0.5, "description": "Greeting"}
 *
 * In the first, what is not called `expected`, `checks` or `assert` is a value. The second, with `values` or
 * `vars` as an object, takes values of any name. Throws `invalid-input` with the line.
 */
export async function* readJsonl(chunks: Chunks): AsyncGenerator<DatasetRow> {
  for await (const line of linesOf(chunks)) {
    if (line.text.trim() !== '') yield readRow(line);
  }
}

function readRow({ text, line }: Line): DatasetRow {
  const given = parsed(text, line);
  const { values, vars } = given;
  if (isMapping(values) || isMapping(vars)) return wrappedRow(given, line);
  const { expected, checks, assert, ...rest } = given;
  // Whoever minds the order of keys reads it from the object itself.
  const isPlain = [expected, checks, assert].every(item => item === undefined);
  return { ...rowOf({ expected, checks, assert }, line), values: isPlain ? given : rest };
}

function parsed(text: string, line: number): Json {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badLine(line, `This is no JSON: ${error.message}. Write one object on each line.`);
  }
  if (isMapping(value)) return value;
  throw badLine(line, 'A row is an object of values: {"name": "Ada"}.');
}

function wrappedRow(given: Json, line: number): DatasetRow {
  const [unknown] = unknownKeys(given, WRAPPED, []);
  if (unknown !== undefined) throw badLine(line, unknown.message);
  const { values, vars, threshold, description } = given;
  if (values !== undefined && vars !== undefined) {
    throw badLine(line, '"values" and "vars" mean the same. Remove one.');
  }
  if (threshold !== undefined && typeof threshold !== 'number') {
    throw badLine(line, 'A "threshold" is a number from 0 to 1.');
  }
  return {
    ...rowOf(given, line),
    values: (values ?? vars) as Json,
    ...(threshold !== undefined && { threshold }),
    ...(typeof description === 'string' && { description }),
  };
}

function rowOf(
  { expected, checks, assert }: Json,
  line: number,
): Pick<DatasetRow, 'expected' | 'checks' | 'line'> {
  if (checks !== undefined && assert !== undefined) {
    throw badLine(line, '"checks" and "assert" mean the same. Remove one.');
  }
  const read = readChecks(checks ?? assert ?? []);
  const [problem] = read.problems;
  if (problem !== undefined) throw badLine(line, problem.message);
  return { checks: read.checks, line, ...(expected !== undefined && { expected }) };
}
