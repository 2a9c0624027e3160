import { SyntaxProblem, tokenize, type Token } from '../core/engines/jinja/lexer';
import type { TemplateFormat } from '../core/prompt/document/model';

/** A tag of a template, by its offsets. */
export interface Tag {
  readonly start: number;
  readonly end: number;
  /** `open` and `close` are the ends of blocks; `define` gives a name to a value. */
  readonly kind: 'open' | 'close' | 'print' | 'define' | 'other';
  /** What stands in it. */
  readonly words: readonly string[];
}

/** A template before it is cut into messages: its tags, and where its text stands. */
export interface TemplateTags {
  readonly tags: readonly Tag[];
  /** Whether a stretch is text, and no part of a tag or a comment. */
  readonly isText: (start: number, end: number) => boolean;
  /** How many blocks are open at an offset. */
  readonly depthAt: (offset: number) => number;
}

const OPENERS = ['for', 'if', 'filter', 'call', 'macro', 'with', 'autoescape', 'block'];
const RAW = /\{%[-+]?\s*(raw|endraw)/g;

/** The tags of a template; none where it cannot be read, which whoever renders it says. */
export function templateTags(template: string, format: TemplateFormat): TemplateTags {
  const { tags, texts } = format === 'jinja2' ? jinjaTags(template) : mustacheTags(template);
  const edges = tags.filter(({ kind }) => kind === 'open' || kind === 'close');
  let depth = 0;
  const depths = edges.map(({ kind }) => (depth += kind === 'open' ? 1 : -1));
  return {
    tags,
    isText: (start, end) => {
      const at = lastBefore(texts, start, ([from]) => from);
      return (texts[at]?.[1] ?? -1) >= end;
    },
    depthAt: offset => depths[lastBefore(edges, offset - 1, tag => tag.start)] ?? 0,
  };
}

/** Those of some stretches, sorted by where they begin, that lie between two offsets. */
export function within<T extends { readonly start: number; readonly end: number }>(
  stretches: readonly T[],
  from: number,
  to: number,
): readonly T[] {
  const startOf = ({ start }: T): number => start;
  const first = lastBefore(stretches, from - 1, startOf) + 1;
  return stretches
    .slice(first, lastBefore(stretches, to - 1, startOf) + 1)
    .filter(({ end }) => end <= to);
}

/** The index of the last item that begins at `offset` or before it, -1 without one. */
function lastBefore<T>(items: readonly T[], offset: number, startOf: (item: T) => number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && startOf(item) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

interface Found {
  readonly tags: readonly Tag[];
  readonly texts: readonly (readonly [from: number, to: number])[];
}

function jinjaTags(template: string): Found {
  let tokens: readonly Token[];
  try {
    tokens = tokenize(template);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return { tags: [], texts: [[0, template.length]] };
  }
  const tags: Tag[] = [];
  const texts: (readonly [number, number])[] = [];
  let open: { readonly begin: Token; readonly words: Token[] } | undefined;
  let done = 0;
  for (const token of tokens) {
    const end = token.offset + token.text.length;
    // The delimiters of raw text are no tokens.
    if (open === undefined) tags.push(...rawTags(template.slice(done, token.offset), done));
    if (token.kind === 'text') texts.push([token.offset, end]);
    else if (token.kind === 'begin') open = { begin: token, words: [] };
    else if (token.kind !== 'end') open?.words.push(token);
    else if (open !== undefined) {
      tags.push({ start: open.begin.offset, end, ...tagOf(open.begin, open.words) });
      open = undefined;
    }
    done = end;
  }
  return { tags, texts };
}

function rawTags(gap: string, offset: number): readonly Tag[] {
  return [...gap.matchAll(RAW)].map(({ index, 0: { length }, 1: word = '' }) => ({
    start: offset + index,
    end: offset + index + length,
    kind: word === 'raw' ? 'open' : 'close',
    words: [word],
  }));
}

function tagOf(begin: Token, tokens: readonly Token[]): Pick<Tag, 'kind' | 'words'> {
  const words = tokens.map(({ text }) => text);
  const [first = ''] = words;
  if (begin.text === '{{') return { kind: 'print', words };
  if (first.startsWith('end')) return { kind: 'close', words };
  const isBlock = OPENERS.includes(first) || (first === 'set' && !words.includes('='));
  if (isBlock) return { kind: 'open', words };
  return { kind: first === 'set' ? 'define' : 'other', words };
}

const MUSTACHE = /\{\{(?:!([^]*?)|\{([^{}]*)\}|([#^/&>]?)([^{}]*))\}\}/g;

function mustacheTags(template: string): Found {
  const tags: Tag[] = [];
  const texts: (readonly [number, number])[] = [];
  let done = 0;
  // Behind the last end of a tag there is none: an open comment would look for it from each place.
  const withTags = template.slice(0, template.lastIndexOf('}}') + 2);
  for (const match of withTags.matchAll(MUSTACHE)) {
    const [whole, comment, triple, sign = '', name = ''] = match;
    const end = match.index + whole.length;
    texts.push([done, match.index]);
    done = end;
    const kind = comment === undefined ? (KINDS[sign] ?? 'print') : 'other';
    tags.push({ start: match.index, end, kind, words: [sign, (triple ?? name).trim()] });
  }
  texts.push([done, template.length]);
  return { tags, texts };
}

const KINDS: Readonly<Record<string, Tag['kind']>> = {
  '#': 'open',
  '^': 'open',
  '/': 'close',
  '>': 'other',
};

/** A block, from its opening tag to its closing one. */
export interface Block {
  readonly open: Tag;
  readonly close: Tag;
  /** The block that it lies in, `undefined` for an outermost one. */
  readonly parent: Tag | undefined;
}

/** The blocks of a template, inner ones before those that they lie in. */
export function blocksOf({ tags }: TemplateTags): readonly Block[] {
  const blocks: Block[] = [];
  const open: Tag[] = [];
  for (const tag of tags) {
    if (tag.kind === 'open') open.push(tag);
    const opened = tag.kind === 'close' ? open.pop() : undefined;
    if (opened !== undefined) blocks.push({ open: opened, close: tag, parent: open.at(-1) });
  }
  return blocks;
}

/**
 * What gives names to values outside of blocks, each from its tag to the end of what it defines; `words`
 * are the names. Names that a block gives are left out.
 */
export function namesDefined(template: TemplateTags): readonly Tag[] {
  const blocks = blocksOf(template).flatMap(({ open, close, parent }): Tag[] => {
    const [word, name = ''] = open.words;
    const isDefinition = parent === undefined && (word === 'macro' || word === 'set');
    return isDefinition ? [{ ...open, end: close.end, kind: 'define', words: [name] }] : [];
  });
  const single = template.tags.flatMap((tag): Tag[] => {
    if (tag.kind !== 'define' || template.depthAt(tag.start) > 0) return [];
    return [{ ...tag, words: namesAmong(tag.words.slice(1, tag.words.indexOf('='))) }];
  });
  return [...blocks, ...single].sort((left, right) => left.start - right.start);
}

/** The names that stand in tags between two offsets. */
export function namesUsed({ tags }: TemplateTags, from: number, to: number): ReadonlySet<string> {
  return new Set(within(tags, from, to).flatMap(({ words }) => namesAmong(words)));
}

function namesAmong(words: readonly string[]): readonly string[] {
  return words.filter(word => /^[\p{L}_]/u.test(word));
}
