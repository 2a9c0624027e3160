/** What Python's `str` and `re` call white space; JavaScript's set differs by a few characters. */
const SPACE =
  '\\t-\\r\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const LEADING_SPACE = new RegExp(`^[${SPACE}]+`);
const SPACES = new RegExp(`[${SPACE}]+`);
const ONE_SPACE = new RegExp(`[${SPACE}]`);
const WORD_START = new RegExp(`([-${SPACE}({\\[<]+)`);
/** What `str.splitlines` splits at. */
const LINE_END = '\\r\\n|[\\n\\r\\v\\f\\u001c-\\u001e\\u0085\\u2028\\u2029]';
const LINE_ENDS = new RegExp(LINE_END);

export function isSpace(character: string | undefined): boolean {
  return character !== undefined && ONE_SPACE.test(character);
}

/** `str.strip`, at one end or both; `characters` instead of white space. */
export function strip(text: string, side: 'left' | 'right' | 'both', characters?: string): string {
  const isStripped =
    characters === undefined
      ? isSpace
      : (character: string | undefined): boolean => character !== undefined && set.has(character);
  const set = new Set(characters);
  const items = characters === undefined ? text : Array.from(text);
  let start = 0;
  let end = items.length;
  if (side !== 'right') while (start < end && isStripped(items[start])) start++;
  if (side !== 'left') while (end > start && isStripped(items[end - 1])) end--;
  return typeof items === 'string' ? items.slice(start, end) : items.slice(start, end).join('');
}

/** `str.split` without a separator: the words, the last with the rest after `limit` splits. */
export function splitWords(text: string, limit = -1): string[] {
  const words: string[] = [];
  let rest = strip(text, 'left');
  while (rest !== '' && words.length !== limit) {
    const found = SPACES.exec(rest);
    if (found === null) break;
    words.push(rest.slice(0, found.index));
    rest = rest.slice(found.index).replace(LEADING_SPACE, '');
  }
  return rest === '' ? words : [...words, rest];
}

/** `str.split` at a separator, at most `limit` times. */
export function splitAt(text: string, separator: string, limit = -1): string[] {
  const parts = text.split(separator);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  return [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}

export function splitLines(text: string): string[] {
  const lines = text.split(LINE_ENDS);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** `str.capitalize`. */
export function capitalize(text: string): string {
  const [first = '', ...rest] = Array.from(text);
  return first.toUpperCase() + rest.join('').toLowerCase();
}

/** The filter `title`: words begin after white space, a minus or an opening bracket. */
export function titleWords(text: string): string {
  return text.split(WORD_START).map(capitalize).join('');
}

/** `str.title`: words begin after whatever is no letter. */
export function titleLetters(text: string): string {
  return text.replace(/\p{L}+/gu, capitalize);
}

/** How many characters Python counts. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    if ((text.codePointAt(index) ?? 0) > 0xffff) length--;
  }
  return length;
}

/** Orders text by code points, as Python does. */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    if (left.charCodeAt(index) === right.charCodeAt(index)) continue;
    return (left.codePointAt(index) ?? 0) - (right.codePointAt(index) ?? 0);
  }
  return left.length - right.length;
}
