import { parseJson } from '../core/base/json';
import { isDeeperThan } from '../core/ledger/records/recordLimits';
import { LineCounter } from 'yaml';
import { readYamlValue } from '../core/prompt/document/yamlValue';
import { refusal, type ForeignFile } from './foreignFile';

/** Deeper values would exhaust the stack of whoever walks them. */
const MAX_JSON_DEPTH = 200;

/** Whether a value that was JSON has more levels than are read. */
export function isTooDeep(value: unknown): boolean {
  return typeof value === 'object' && value !== null && isDeeperThan(MAX_JSON_DEPTH, value);
}

/** Reads a file as JSON. Throws `invalid-document`, with the line for what is no JSON. */
export function readJson(file: ForeignFile): unknown {
  const value = parsed(file);
  if (!isTooDeep(value)) return value;
  const message = `It is nested more than ${MAX_JSON_DEPTH} levels deep. Leave out what is of no prompt.`;
  throw refusal(file, {}, message);
}

function parsed(file: ForeignFile): unknown {
  try {
    return parseJson(file.text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /at position (\d+)/.exec(message)?.[1];
    const before = position === undefined ? file.text : file.text.slice(0, Number(position));
    const line = before.split('\n').length;
    throw refusal(file, { line }, `This is no JSON: ${message.replace(/ in JSON at .*$/s, '')}.`);
  }
}

/** Reads a file as JSON or YAML, whichever it is. Throws `invalid-document` with the line. */
export function readData(file: ForeignFile): unknown {
  return isYaml(file) ? readYaml(file, file.text) : readJson(file);
}

/** The value of a file that is JSON or YAML, `undefined` for any other: to see what a file may be. */
export function peekData(file: ForeignFile): unknown {
  if (!isYaml(file)) return peekJson(file.text);
  return readYamlValue(file.text, undefined, { withAliases: true }).value;
}

function isYaml({ file, text }: ForeignFile): boolean {
  return /\.ya?ml$/i.test(file) && peekJson(text) === undefined;
}

/** The value of a JSON text that can be read, `undefined` for any other: to see what a file may be. */
export function peekJson(text: string): unknown {
  try {
    const value = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
    return isTooDeep(value) ? undefined : value;
  } catch {
    // Not a state: what is no JSON is none of these, and whoever reads it says where.
    return undefined;
  }
}

/**
 * Reads YAML as plain data, aliases as what they stand for. Throws `invalid-document` with the line.
 * @param firstLine the line of the file that `yaml` begins on
 */
export function readYaml(file: ForeignFile, yaml: string, firstLine = 1): unknown {
  const lineCounter = new LineCounter();
  const { value, problems } = readYamlValue(yaml, lineCounter, { withAliases: true });
  const [first] = problems.filter(({ severity }) => severity === 'error');
  if (first === undefined) return value;
  const line = lineCounter.linePos(first.offset).line + firstLine - 1;
  throw refusal(file, { line: Math.max(line, firstLine) }, first.message);
}
