import type { Budget } from '../template/budget';

/** What Python's `str` and `re` call white space; JavaScript's set differs by a few characters. */
const SPACE =
  '\\t-\\r\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const ONE_SPACE = new RegExp(`[${SPACE}]`);
const WORD = new RegExp(`[^-${SPACE}({\\[<]+`, 'g');
const SURROGATE = /[\ud800-\udbff]/;
/** What `str.splitlines` splits at. */
const LINE_END = '\\r\\n|[\\n\\r\\v\\f\\u001c-\\u001e\\u0085\\u2028\\u2029]';
const LINE_ENDS = new RegExp(LINE_END, 'g');

export function isSpace(character: string | undefined): boolean {
  if (character === undefined) return false;
  const isPlain = character > ' ' && character < '\u0080';
  return !isPlain && ONE_SPACE.test(character);
}

/** `str.strip`, at one end or both; `characters` instead of white space. */
export function strip(text: string, side: 'left' | 'right' | 'both', characters?: string): string {
  const set = new Set(characters);
  const isStripped = (character: string): boolean =>
    characters === undefined ? isSpace(character) : set.has(character);
  let start = 0;
  let end = text.length;
  for (let first = characterAt(text, 0); side !== 'right' && first !== undefined;) {
    if (!isStripped(first)) break;
    start += first.length;
    first = start < end ? String.fromCodePoint(text.codePointAt(start) ?? 0) : undefined;
  }
  while (side !== 'left' && end > start) {
    const last = characterAt(text.slice(Math.max(start, end - 2), end), -1) ?? '';
    if (!isStripped(last)) break;
    end -= last.length;
  }
  return text.slice(start, end);
}

/** `str.split` without a separator: the words, the last with the rest after `limit` splits. */
export function splitWords(text: string, limit: number, budget: Budget): string[] {
  budget.scan(4 * text.length);
  const words: string[] = [];
  let at = endOfSpaces(text, 0);
  while (at < text.length && words.length !== limit) {
    const end = endOfWord(text, at);
    budget.hold(1);
    words.push(text.slice(at, end));
    at = endOfSpaces(text, end);
  }
  return at < text.length ? [...words, text.slice(at)] : words;
}

/** `str.split` at a separator, at most `limit` times. */
export function splitAt(text: string, separator: string, limit: number, budget: Budget): string[] {
  const parts: string[] = [];
  let start = 0;
  while (parts.length !== limit) {
    const end = findText(text, separator, start, budget);
    if (end < 0) break;
    budget.hold(1);
    parts.push(text.slice(start, end));
    start = end + separator.length;
  }
  return [...parts, text.slice(start)];
}

export function splitLines(text: string, budget: Budget): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const end of text.matchAll(LINE_ENDS)) {
    budget.hold(1);
    lines.push(text.slice(start, end.index));
    start = end.index + end[0].length;
  }
  budget.scan(text.length);
  return start < text.length ? [...lines, text.slice(start)] : lines;
}

/** How often a text has a part, each counted once. `part` is not empty. */
export function countText(text: string, part: string, budget: Budget): number {
  let count = 0;
  let at = findText(text, part, 0, budget);
  while (at >= 0) {
    budget.spend(1);
    count++;
    at = findText(text, part, at + part.length, budget);
  }
  return count;
}

/** `indexOf` in time that grows with the text alone, whatever the part looks like. */
export function findText(text: string, part: string, from: number, budget: Budget): number {
  const at =
    part.length > MAX_NATIVE ? findLong(text, part, from, budget) : text.indexOf(part, from);
  budget.scan((at < 0 ? text.length : at) - from);
  return at;
}

/** A longer part takes `indexOf` of V8 as long as both lengths multiplied, when they repeat themselves. */
const MAX_NATIVE = 200;

/** Knuth, Morris and Pratt. */
function findLong(text: string, part: string, from: number, budget: Budget): number {
  if (part.length > text.length - from) return -1;
  budget.reserve(part.length * 2);
  const borders = bordersOf(part);
  let matched = 0;
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    while (matched > 0 && part.charCodeAt(matched) !== unit) matched = borders[matched - 1] ?? 0;
    if (part.charCodeAt(matched) === unit) matched++;
    if (matched === part.length) return at + 1 - matched;
  }
  return -1;
}

/** For each beginning of `part`, how long the longest part is that it both begins and ends with. */
function bordersOf(part: string): Int32Array {
  const borders = new Int32Array(part.length);
  let matched = 0;
  for (let at = 1; at < part.length; at++) {
    const unit = part.charCodeAt(at);
    while (matched > 0 && part.charCodeAt(matched) !== unit) matched = borders[matched - 1] ?? 0;
    if (part.charCodeAt(matched) === unit) matched++;
    borders[at] = matched;
  }
  return borders;
}

/** `str.capitalize`. */
export function capitalize(text: string): string {
  const first = characterAt(text, 0) ?? '';
  return first.toUpperCase() + text.slice(first.length).toLowerCase();
}

/** The filter `title`: words begin after white space, a minus or an opening bracket. */
export function titleWords(text: string): string {
  return text.replace(WORD, capitalize);
}

/** `str.title`: words begin after whatever is no letter. */
export function titleLetters(text: string): string {
  return text.replace(/\p{L}+/gu, capitalize);
}

/** How many characters Python counts. */
export function lengthOf(text: string, budget: Budget): number {
  budget.scan(text.length);
  if (!SURROGATE.test(text)) return text.length;
  let length = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    if ((text.codePointAt(index) ?? 0) > 0xffff) length--;
  }
  return length;
}

/** How many units the first characters of a text take. */
export function unitsOf(text: string, characters: number): number {
  let at = 0;
  for (let left = characters; left > 0 && at < text.length; left--) at += unitsAt(text, at);
  return at;
}

/** The character at an index as Python counts; those below 0 count from the end. */
export function characterAt(text: string, index: number): string | undefined {
  if (index < 0) return Array.from(text.slice(2 * index)).at(index);
  const point = text.codePointAt(unitsOf(text, index));
  return point === undefined ? undefined : String.fromCodePoint(point);
}

/** Orders text by code points, as Python does. */
export function compareCodePoints(left: string, right: string, budget: Budget): number {
  const length = Math.min(left.length, right.length);
  let index = 0;
  while (index < length && left.charCodeAt(index) === right.charCodeAt(index)) index++;
  budget.scan(index);
  if (index === length) return left.length - right.length;
  return (left.codePointAt(index) ?? 0) - (right.codePointAt(index) ?? 0);
}

/** `repeat`, whose result V8 keeps as a tree that it walks leaf by leaf, in one piece. */
export function repeatText(text: string, count: number): string {
  const perPiece = Math.max(1, Math.floor(PIECE / Math.max(1, text.length)));
  if (text === '' || count <= perPiece) return text.repeat(count);
  const pieces = Array<string>(Math.floor(count / perPiece)).fill(text.repeat(perPiece));
  return pieces.join('') + text.repeat(count % perPiece);
}

const PIECE = 64 * 1024;

/** A long text, converted piece by piece, so that it is stopped before it has grown too large. */
export function convertText(
  text: string,
  budget: Budget,
  convert: (piece: string) => string,
): string {
  if (text.length <= PIECE) return budget.text(convert(text));
  const pieces: string[] = [];
  for (let start = 0; start < text.length;) {
    const isSplit = (text.codePointAt(start + PIECE - 1) ?? 0) > 0xffff;
    const end = start + PIECE + (isSplit ? 1 : 0);
    pieces.push(budget.text(convert(text.slice(start, end))));
    start = end;
  }
  return pieces.join('');
}

function unitsAt(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}

function endOfSpaces(text: string, start: number): number {
  let at = start;
  while (isSpace(text[at])) at++;
  return at;
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isSpace(text[at])) at++;
  return at;
}
