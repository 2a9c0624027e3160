import type { Span } from './sourceText';

/** A key of a sample that is being written. */
export interface SampleKeyPlace {
  /** The key as far as it is written, quotes and all. */
  readonly span: Span;
  /** A colon follows, so only the key is to be written. */
  readonly hasColon: boolean;
}

/** Where JSON stands: how deep, and whether a key of the outermost object comes next. */
interface State {
  depth: number;
  expectsKey: boolean;
  /** The outermost value is an object. */
  isObject: boolean;
}

/** The key of the outermost object that the cursor is in, told by reading the text up to there. */
export function sampleKeyPlace(text: string, offset: number): SampleKeyPlace | undefined {
  const state: State = { depth: 0, expectsKey: false, isObject: false };
  let at = 0;
  while (at < offset) {
    if (text[at] !== '"') {
      readMark(state, text[at] ?? '');
      at++;
      continue;
    }
    const end = endOfString(text, at);
    // The cursor is inside of this string: at its very end, it is behind the closing quote.
    if (offset < end || end - 1 === at || text[end - 1] !== '"')
      return placeAt(state, text, at, end);
    at = end;
  }
  return placeAt(state, text, offset, offset);
}

function placeAt(
  { depth, expectsKey }: State,
  text: string,
  start: number,
  endExclusive: number,
): SampleKeyPlace | undefined {
  if (depth !== 1 || !expectsKey) return undefined;
  return { span: { start, endExclusive }, hasColon: /^\s*:/.test(text.slice(endExclusive)) };
}

function readMark(state: State, character: string): void {
  switch (character) {
    case '{':
    case '[':
      if (state.depth === 0) state.isObject = character === '{';
      state.depth++;
      state.expectsKey = character === '{';
      break;
    case '}':
    case ']':
      state.depth--;
      state.expectsKey = false;
      break;
    case ',':
      state.expectsKey = state.depth === 1 && state.isObject;
      break;
    case ':':
      state.expectsKey = false;
  }
}

/** A string that is never closed ends with its line. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '\n') {
    if (text[at] === '"') return at + 1;
    at += text[at] === '\\' ? 2 : 1;
  }
  return Math.min(at, text.length);
}
