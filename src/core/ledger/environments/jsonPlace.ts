/** A token of JSON, with where it begins. */
interface Token {
  readonly text: string;
  readonly at: number;
}

const TOKENS = /[{}[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+/g;

/**
 * Where the value at a path begins in a text that is valid JSON; `undefined` where there is none. Of
 * several members of one name the last counts, as it does for `JSON.parse`.
 */
export function placeInJson(text: string, path: readonly (string | number)[]): number | undefined {
  const tokens = [...text.matchAll(TOKENS)].map((match): Token => {
    return { text: match[0], at: match.index };
  });
  let value = tokens[0] === undefined ? undefined : 0;
  for (const key of path) {
    if (value === undefined) return undefined;
    value = childOf(tokens, value, key);
  }
  return value === undefined ? undefined : tokens[value]?.at;
}

/** The first token of a member or item of the value that begins at `start`. */
function childOf(
  tokens: readonly Token[],
  start: number,
  key: string | number,
): number | undefined {
  const isList = typeof key === 'number';
  if (tokens[start]?.text !== (isList ? '[' : '{')) return undefined;
  const parts = partsOf(tokens, start);
  if (isList) return parts[key];
  // A name and its colon stand before the value.
  const name = parts.findLast(at => JSON.parse(tokens[at]?.text ?? '') === key);
  return name === undefined ? undefined : name + 2;
}

/** Where the items of a list, or the members of an object, begin. */
function partsOf(tokens: readonly Token[], start: number): readonly number[] {
  const parts: number[] = [];
  let isNew = true;
  for (let at = start + 1; at < tokens.length; at = endOf(tokens, at)) {
    const text = tokens[at]?.text ?? '';
    if (text === ']' || text === '}') break;
    if (isNew) parts.push(at);
    isNew = text === ',';
  }
  return parts;
}

/** The token after the value or sign that begins at `start`. */
function endOf(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at += 1) {
    const text = tokens[at]?.text ?? '';
    if (text === '{' || text === '[') depth += 1;
    if (text === '}' || text === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return tokens.length;
}
