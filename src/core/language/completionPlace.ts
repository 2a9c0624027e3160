import { isBlankLine } from '../prompt/document/chatLines';
import { mustacheTagAt } from '../engines/mustache/marks';
import type { Tag } from '../engines/mustache/scanner';
import { prepareDocument } from '../prompt/render/preparedDocument';
import type { DocumentAnalysis } from './analysis';
import { frontMatterPlace, type FrontMatterPlace } from './frontMatterPlace';
import { placeTemplates } from './marks';
import { placeInTag, type TemplatePlace } from './tagPlace';
import type { SourceText, Span } from './sourceText';

/** What can be written where the cursor is; `span` is the word that a choice replaces. */
export type CompletionPlace = FrontMatterPlace | TemplatePlace;

/** What can be written at `offset`; `undefined` where only the author knows. */
export function completionPlace(
  analysis: DocumentAnalysis,
  offset: number,
): CompletionPlace | undefined {
  const { source, layout } = analysis;
  const { frontMatter, bodyLine } = layout;
  const { line } = source.positionAt(offset);
  if (frontMatter !== undefined && line < bodyLine) {
    const isFence = line === frontMatter.startLine || analysis.front?.span.endExclusive === offset;
    return isFence && offset !== analysis.front?.span.start
      ? undefined
      : frontMatterPlace(source.text, offset);
  }
  return templatePlace(analysis, offset) ?? rolePlace(analysis, offset);
}

function templatePlace(analysis: DocumentAnalysis, offset: number): TemplatePlace | undefined {
  const { draft, layout, source } = analysis;
  if (draft === undefined) return undefined;
  const span = placeTemplates(prepareDocument(draft, layout), layout, source).find(
    ({ start, endExclusive }) => start <= offset && offset <= endExclusive,
  );
  if (span === undefined) return undefined;
  const local = offset - span.start;
  switch (draft.format) {
    case 'mustache':
      return mustachePlace(source.slice(span), span.start, local);
    case 'f-string':
    case 'jinja2':
      return placeInTag(source, offset, draft.format);
    case 'none':
      return undefined;
  }
}

/** A tag that is never closed swallows the text up to the next one: only its own line counts. */
function mustachePlace(text: string, start: number, local: number): TemplatePlace | undefined {
  const tag = mustacheTagAt(text, local);
  if (tag === undefined || text.slice(tag.start, local).includes('\n')) return undefined;
  const { kind, begin, end } = readSigil(text, tag);
  if (kind === 'none' || local < begin) return undefined;
  const typed = text.slice(begin, local);
  const nameStart = begin + typed.length - typed.trimStart().length;
  return placeOfName({ text, start, local, nameStart }, kind, end);
}

/** Other delimiters are as long as they like, and rare: only names are offered in them. */
function readSigil(text: string, tag: Tag): { kind: TagKind; begin: number; end: string } {
  if (!text.startsWith('{{', tag.start)) return { kind: 'plain', begin: tag.nameStart, end: '' };
  const inside = tag.start + 2;
  const sigil = text.charAt(inside);
  const kind = KINDS[sigil];
  const end = sigil === '{' ? '}}}' : '}}';
  return kind === undefined
    ? { kind: 'plain', begin: inside, end }
    : { kind, begin: inside + 1, end };
}

type TagKind = 'plain' | 'section' | 'close' | 'include' | 'none';

/** What a tag takes by what it begins with. */
const KINDS: Readonly<Record<string, TagKind>> = {
  '#': 'section',
  '^': 'section',
  '&': 'section',
  '{': 'section',
  '/': 'close',
  '>': 'include',
  '!': 'none',
  '=': 'none',
  '<': 'none',
  $: 'none',
};

interface Typed {
  readonly text: string;
  readonly start: number;
  readonly local: number;
  readonly nameStart: number;
}

function placeOfName(typed: Typed, kind: TagKind, end: string): TemplatePlace | undefined {
  const { text, start, local, nameStart } = typed;
  const name = text.slice(nameStart, local);
  if (/\s/.test(name)) return undefined;
  const rest = /^[\w.@/-]*/.exec(text.slice(local))?.[0] ?? '';
  const isClosed = /^[ \t]*\}\}/.test(text.slice(local + rest.length));
  const closer = isClosed ? '' : end;
  const endExclusive = start + local + rest.length;
  if (kind === 'include' || kind === 'close') {
    return { kind, span: { start: start + nameStart, endExclusive }, closer };
  }
  const path = name.split('.').slice(0, -1);
  const lastStart = nameStart + name.lastIndexOf('.') + 1;
  const isPlain = kind === 'plain' && path.length === 0;
  return { kind: 'name', span: { start: start + lastStart, endExclusive }, path, closer, isPlain };
}

/** A word alone on a line of a chat, with nothing but an empty line or a message above. */
function rolePlace(
  { draft, source, layout }: DocumentAnalysis,
  offset: number,
): TemplatePlace | undefined {
  if (draft?.body.type !== 'chat') return undefined;
  const { line } = source.positionAt(offset);
  const isFree = line === layout.bodyLine || isBlankLine(source.lineText(line - 1));
  const span = source.lineSpan(line);
  return isFree && isWord(source, span) ? { kind: 'role', span } : undefined;
}

function isWord(source: SourceText, span: Span): boolean {
  return /^[a-z]*:?$/i.test(source.slice(span));
}
