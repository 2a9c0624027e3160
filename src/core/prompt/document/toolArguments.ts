import { parseJson } from '../../base/json';

/** A string of a JSON text that is no key, quotes included in its range. */
export interface JsonString {
  readonly start: number;
  readonly endExclusive: number;
  /** What it stands for. */
  readonly text: string;
}

export type ReadArguments =
  | { readonly ok: true; readonly strings: readonly JsonString[] }
  | { readonly ok: false; readonly message: string; readonly offset: number };

/** Deeper values would exhaust the stack of whoever walks them. */
const MAX_DEPTH = 100;

/**
 * Reads the arguments of a tool call: a JSON object whose strings are templates. It is read as JSON
 * before anything is filled in, so a value with a quotation mark can add no argument.
 */
export function readArguments(json: string): ReadArguments {
  const strings = argumentStrings(json);
  return strings === undefined ? { ok: false, ...problemOf(json) } : { ok: true, strings };
}

/** The strings of arguments, or `undefined` for what `readArguments` refuses. */
export function argumentStrings(json: string): readonly JsonString[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    // Not a state: whoever wants to know why asks `readArguments`.
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { strings, depth } = scan(json);
  return depth <= MAX_DEPTH ? strings : undefined;
}

function problemOf(json: string): { message: string; offset: number } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return jsonProblem(error, json);
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const message = isObject
    ? `Arguments are nested more than ${MAX_DEPTH} deep.`
    : 'Arguments are a JSON object: {"name": "value"}.';
  return { message, offset: 0 };
}

/** The arguments with their strings replaced, in order. `json` is one that `readArguments` took. */
export function fillArguments(
  json: string,
  filled: readonly string[],
): Readonly<Record<string, unknown>> {
  const pieces: string[] = [];
  let done = 0;
  scan(json).strings.forEach(({ start, endExclusive }, index) => {
    pieces.push(json.slice(done, start), JSON.stringify(filled[index] ?? ''));
    done = endExclusive;
  });
  pieces.push(json.slice(done));
  return parseJson(pieces.join('')) as Readonly<Record<string, unknown>>;
}

/** Goes through a valid JSON text once. */
function scan(json: string): { strings: JsonString[]; depth: number } {
  const strings: JsonString[] = [];
  let [open, depth] = [0, 0];
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '{' || character === '[') depth = Math.max(depth, ++open);
    if (character === '}' || character === ']') open--;
    if (character !== '"') continue;
    const endExclusive = endOfString(json, at);
    if (!isKey(json, endExclusive)) {
      const text = JSON.parse(json.slice(at, endExclusive)) as string;
      strings.push({ start: at, endExclusive, text });
    }
    at = endExclusive - 1;
  }
  return { strings, depth };
}

function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}

function isKey(json: string, end: number): boolean {
  let at = end;
  while (at < json.length && ' \t\n\r'.includes(json[at] ?? '')) at++;
  return json[at] === ':';
}

function jsonProblem(error: unknown, json: string): { message: string; offset: number } {
  const words = error instanceof Error ? error.message : '';
  const position = /at position (\d+)/.exec(words)?.[1];
  const isTrailing = words.includes('after JSON');
  return {
    message: isTrailing
      ? 'Nothing but another call follows the arguments of a call: text stands above it.'
      : 'This is no JSON. Arguments are a JSON object, and a variable stands inside quotation marks: {"name": "{{name}}"}.',
    offset: position === undefined ? json.length : Math.min(Number(position), json.length),
  };
}
