import { LineProblem } from '../foreignFile';

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
  const longEnds = longEndsOf(template);
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
    const { token, before, after, length } = readTag(
      template,
      { start: open.start, line },
      longEnds,
    );
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

const COMMENT = /\{\{(~?)!/y;
const TAG = /\{\{(~?)(\{[^{}]*\}|[^{}]*?)(~?)\}\}/y;

function readTag(
  template: string,
  { start, line }: { readonly start: number; readonly line: number },
  longEnds: LongEnds,
): ReadTag {
  COMMENT.lastIndex = start;
  const comment = COMMENT.exec(template);
  const found =
    comment === null ? undefined : readComment(template, start + comment[0].length, longEnds);
  if (found !== undefined) {
    const token: TagToken = { type: 'tag', sign: '!', content: found.content, line };
    const length = found.end - start;
    return { token, before: comment?.[1] === '~', after: found.isStripping, length };
  }
  TAG.lastIndex = start;
  const tag = TAG.exec(template);
  if (tag === null) throw new LineProblem(line, 'A tag begins with "{{" here and never ends.');
  const [{ length }, before, inner = '', after] = tag;
  return { token: tagOf(inner.trim(), line), before: before !== '', after: after !== '', length };
}

interface Comment {
  readonly content: string;
  readonly isStripping: boolean;
  readonly end: number;
}

/** `-- … --}}` where it ends so, and else everything before the next braces. */
function readComment(template: string, inside: number, longEnds: LongEnds): Comment | undefined {
  const short = template.indexOf('}}', inside);
  if (short < 0) return undefined;
  const long = template.startsWith('--', inside) ? longEnds(inside + 2) : undefined;
  if (long !== undefined) {
    const isStripping = template[long + 2] === '~';
    const end = long + (isStripping ? 5 : 4);
    return { content: template.slice(inside + 2, long), isStripping, end };
  }
  const isStripping = short > inside && template[short - 1] === '~';
  const content = template.slice(inside, isStripping ? short - 1 : short);
  return { content, isStripping, end: short + 2 };
}

/** Where long comments of a template end, none of which is looked for twice. */
type LongEnds = (from: number) => number | undefined;

function longEndsOf(template: string): LongEnds {
  const ends = /--~?\}\}/g;
  let next: number | undefined = -1;
  return from => {
    if (next === undefined || next >= from) return next;
    ends.lastIndex = from;
    next = ends.exec(template)?.index;
    return next;
  };
}

function tagOf(inner: string, line: number): TagToken {
  const token = (sign: TagToken['sign'], content: string): TagToken => {
    return { type: 'tag', sign, content: content.trim(), line };
  };
  if (inner.startsWith('{')) return token('', inner.slice(1, -1));
  if (inner.startsWith('&')) return token('', inner.slice(1));
  if (/^else(?:\s|$)/.test(inner)) return token('else', inner.slice(4));
  if (inner === '^') return token('else', '');
  if (UNKNOWN.test(inner)) throw new LineProblem(line, `"{{${inner}}}" has no counterpart.`);
  const sign = /^[#/>]/.exec(inner)?.[0] as '#' | '/' | '>' | undefined;
  return sign === undefined ? token('', inner) : token(sign, inner.slice(1));
}

/** Decorators, partials that are blocks or computed, inverted blocks, and nothing at all. */
const UNKNOWN = /^(?:$|#[*>]|>\s*\(|[*^])/;

type Strips = readonly { readonly before: boolean; readonly after: boolean }[];

function strip(tokens: readonly Token[], strips: Strips): void {
  const first = tokens.findIndex(token => token.type === 'tag' || token.text !== '');
  const alone = tokens.map((_, index) => standsAlone(tokens, index, index <= first));
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
  return isAlone ? text.slice(0, endOfLine(text)) : text;
}

/** Where the blanks begin that a text ends with. */
function endOfLine(text: string): number {
  let end = text.length;
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end--;
  return end;
}

function stripStart(text: string, isAlone: boolean, isTrimmed: boolean): string {
  if (isTrimmed) return text.trimStart();
  return isAlone ? text.replace(/^[ \t]*(?:\n|$)/, '') : text;
}

/** Whether nothing but white space stands beside a tag that prints nothing. */
function standsAlone(tokens: readonly Token[], index: number, isFirst: boolean): boolean {
  const token = tokens[index];
  if (token?.type !== 'tag' || token.sign === '') return false;
  const [before, after] = [tokens[index - 1], tokens[index + 1]];
  const isLast = index >= tokens.length - 2;
  return startsLine(before, index <= 1 || isFirst) && endsLine(after, isLast);
}

function startsLine(before: Token | undefined, isFirst: boolean): boolean {
  if (before === undefined) return true;
  if (before.type !== 'text') return false;
  const end = endOfLine(before.text);
  return end === 0 ? isFirst : before.text[end - 1] === '\n';
}

function endsLine(after: Token | undefined, isLast: boolean): boolean {
  if (after === undefined) return true;
  const pattern = isLast ? /^[ \t]*(?:\n|$)/ : /^[ \t]*\n/;
  return after.type === 'text' && pattern.test(after.text);
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
