import { HandlebarsProblem } from './nodes';

/** A piece of a template: text, or a tag with what stands between its braces. */
export type Token = TextToken | TagToken;

export interface TextToken {
  readonly type: 'text';
  text: string;
}

export interface TagToken {
  readonly type: 'tag';
  /** `''` for what prints, and the sign of the others; `else` for both of its spellings. */
  readonly sign: '' | '#' | '/' | '>' | '!' | 'else';
  readonly content: string;
  readonly line: number;
}

interface OpenTag {
  readonly isEscaped: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a template of Handlebars into texts and tags. White space that Handlebars takes away is gone
 * afterwards: around `~`, and lines on which nothing but a block, a comment or a partial stands.
 */
export function tokensOf(template: string): readonly Token[] {
  const tokens: Token[] = [];
  const strips: { before: boolean; after: boolean }[] = [];
  const add = (token: Token, before = false, after = false): void => {
    tokens.push(token);
    strips.push({ before, after });
  };
  let [at, line] = [0, 1];
  while (at < template.length) {
    const open = nextTag(template, at);
    const end = open?.start ?? template.length;
    const text = template.slice(at, end);
    line += countLines(text);
    if (open === undefined) {
      add({ type: 'text', text });
      break;
    }
    if (open.isEscaped) {
      // `\{{name}}` is the text `{{name}}`, up to the next tag.
      const next = template.indexOf('{{', open.end);
      const stop = next < 0 ? template.length : next - backslashesBefore(template, next);
      add({ type: 'text', text: text.slice(0, -1) + template.slice(open.start, stop) });
      line += countLines(template.slice(open.start, stop));
      at = stop;
      continue;
    }
    add({ type: 'text', text: text.endsWith('\\\\') ? text.slice(0, -1) : text });
    const { token, before, after, length } = readTag(template, open.start, line);
    add(token, before, after);
    line += countLines(template.slice(open.start, open.start + length));
    at = open.start + length;
  }
  strip(tokens, strips);
  return tokens.filter(token => token.type === 'tag' || token.text !== '');
}

function nextTag(template: string, from: number): OpenTag | undefined {
  const start = template.indexOf('{{', from);
  if (start < 0) return undefined;
  const backslashes = backslashesBefore(template, start, from);
  return { isEscaped: backslashes === 1, start, end: start + 2 };
}

function backslashesBefore(template: string, end: number, from = 0): number {
  let start = end;
  while (start > from && template[start - 1] === '\\') start--;
  return end - start;
}

interface ReadTag {
  readonly token: TagToken;
  readonly before: boolean;
  readonly after: boolean;
  readonly length: number;
}

const COMMENT = /\{\{(~?)!(?:--([^]*?)--|([^]*?))(~?)\}\}/y;
const TAG = /\{\{(~?)(\{[^{}]*\}|[^{}]*?)(~?)\}\}/y;

function readTag(template: string, start: number, line: number): ReadTag {
  COMMENT.lastIndex = start;
  const comment = COMMENT.exec(template);
  if (comment !== null) {
    const [{ length }, before, long, short, after] = comment;
    const token: TagToken = { type: 'tag', sign: '!', content: long ?? short ?? '', line };
    return { token, before: before !== '', after: after !== '', length };
  }
  TAG.lastIndex = start;
  const tag = TAG.exec(template);
  if (tag === null)
    throw new HandlebarsProblem(line, 'A tag begins with "{{" here and never ends.');
  const [{ length }, before, inner = '', after] = tag;
  return { token: tagOf(inner.trim(), line), before: before !== '', after: after !== '', length };
}

function tagOf(inner: string, line: number): TagToken {
  const token = (sign: TagToken['sign'], content: string): TagToken => {
    return { type: 'tag', sign, content: content.trim(), line };
  };
  if (inner.startsWith('{')) return token('', inner.slice(1, -1));
  if (inner.startsWith('&')) return token('', inner.slice(1));
  if (/^else(?:\s|$)/.test(inner)) return token('else', inner.slice(4));
  if (inner === '^') return token('else', '');
  if (UNKNOWN.test(inner)) throw new HandlebarsProblem(line, `"{{${inner}}}" has no counterpart.`);
  const sign = /^[#/>]/.exec(inner)?.[0] as '#' | '/' | '>' | undefined;
  return sign === undefined ? token('', inner) : token(sign, inner.slice(1));
}

/** Decorators, partials that are blocks or computed, inverted blocks, and nothing at all. */
const UNKNOWN = /^(?:$|#[*>]|>\s*\(|[*^])/;

type Strips = readonly { readonly before: boolean; readonly after: boolean }[];

function strip(tokens: readonly Token[], strips: Strips): void {
  const alone = tokens.map((_, index) => standsAlone(tokens, index));
  tokens.forEach((token, index) => {
    if (token.type !== 'tag') return;
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    const { before: trimsBefore = false, after: trimsAfter = false } = strips[index] ?? {};
    const isAlone = alone[index] === true;
    if (before?.type === 'text') before.text = stripEnd(before.text, isAlone, trimsBefore);
    if (after?.type === 'text') after.text = stripStart(after.text, isAlone, trimsAfter);
  });
}

function stripEnd(text: string, isAlone: boolean, isTrimmed: boolean): string {
  if (isTrimmed) return text.trimEnd();
  return isAlone ? text.replace(/[ \t]*$/, '') : text;
}

function stripStart(text: string, isAlone: boolean, isTrimmed: boolean): string {
  if (isTrimmed) return text.trimStart();
  return isAlone ? text.replace(/^[ \t]*(?:\n|$)/, '') : text;
}

/** Whether nothing but white space stands beside a tag that prints nothing. */
function standsAlone(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token?.type !== 'tag' || token.sign === '') return false;
  const [before, after] = [tokens[index - 1], tokens[index + 1]];
  const isFirst = tokens.slice(0, index).every(item => item.type === 'text' && item.text === '');
  const isFree = (text: Token | undefined, pattern: RegExp): boolean =>
    text === undefined || (text.type === 'text' && pattern.test(text.text));
  const startsLine = isFree(before, index <= 1 || isFirst ? /(?:^|\n)[ \t]*$/ : /\n[ \t]*$/);
  const isLast = index >= tokens.length - 2;
  return startsLine && isFree(after, isLast ? /^[ \t]*(?:\n|$)/ : /^[ \t]*\n/);
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
