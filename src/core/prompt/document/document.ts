import { parseChat, printChat } from './chat';
import { isBlankLine, roleOfLine } from './chatLines';
import { escapeText, unescapeText } from './conflictMarkers';
import { isTooLarge, normalizeSource, sourceProblem } from './documentSource';
import { LedgerError } from '../../base/errors';
import {
  parseFrontMatter,
  printFrontMatter,
  splitFrontMatter,
  type SplitSource,
} from './frontMatter';
import type {
  TemplateFormat,
  Body,
  PromptDocument,
  DocumentProblem,
  DocumentLayout,
  TemplatePlace,
  ParsedDocument,
  MessageLines,
} from './model';

/** Reads a document. Total: whatever is wrong comes back as problems. */
export function parseDocument(source: string): ParsedDocument {
  const text = normalizeSource(source);
  const unreadable = sourceProblem(text);
  if (unreadable !== undefined) {
    return { problems: [unreadable], layout: { bodyLine: 1, messages: [], templates: [] } };
  }
  const split = splitFrontMatter(text);
  const front = parseFrontMatter(split);
  const { body, lines, templates, problems: bodyProblems } = parseBody(split, front.values);
  // Without its front matter nobody knows whether a body is a text or a chat.
  const isTypeKnown = !front.problems.some(isError);
  const problems = [...front.problems, ...(isTypeKnown ? bodyProblems : [])].sort(byPlace);
  const layout: DocumentLayout = {
    ...(split.range === undefined ? {} : { frontMatter: split.range }),
    bodyLine: split.bodyLine,
    messages: lines,
    templates,
  };
  if (problems.some(isError)) return { problems, layout };
  const format = (front.values.format ?? 'mustache') as TemplateFormat;
  return { document: { format, frontMatter: front.values, body }, problems, layout };
}

interface ParsedBody {
  readonly body: Body;
  readonly lines: readonly MessageLines[];
  readonly templates: readonly TemplatePlace[];
  readonly problems: readonly DocumentProblem[];
}

function parseBody(split: SplitSource, values: Readonly<Record<string, unknown>>): ParsedBody {
  if (values.type !== 'chat') {
    const { text, place } = unescapeText(split.body, split.bodyLine);
    const problems = textProblems(split, values);
    return { body: { type: 'text', text }, lines: [], templates: [place], problems };
  }
  const { messages, ...parsed } = parseChat(split.body, split.bodyLine);
  return { body: { type: 'chat', messages }, ...parsed };
}

/** A document and where its parts stand. */
export interface PlacedSource {
  readonly document: PromptDocument;
  readonly layout: DocumentLayout;
}

/** The document, or `invalid-document` (`too-large`) with every problem and the place of the first. */
export function requireDocument(source: string, name?: string): PromptDocument {
  return requirePlaced(source, name).document;
}

/** As `requireDocument`, with the places of its parts, by reading the source once. */
export function requirePlaced(source: string, name?: string): PlacedSource {
  const { document, layout, problems } = parseDocument(source);
  if (document !== undefined) return { document, layout };
  const subject = name === undefined ? 'The document' : `"${name}"`;
  const errors = problems.filter(isError);
  const first = errors[0];
  const place = first === undefined ? '' : ` at line ${first.line}, column ${first.column}`;
  const more = errors.length > 1 ? ` (${errors.length - 1} more)` : '';
  throw new LedgerError(
    isTooLarge(normalizeSource(source)) ? 'too-large' : 'invalid-document',
    { ...(name === undefined ? {} : { name }), problems },
    `${subject} is not a valid prompt${place}: ${first?.message ?? ''}${more}`,
  );
}

/** The source that `parseDocument` reads back as this document. Comments in front matter are not kept. */
export function printDocument(document: PromptDocument): string {
  const { body, format } = document;
  const values: Record<string, unknown> = { ...document.frontMatter };
  if ((values.type ?? 'text') !== body.type) values.type = body.type;
  if ((values.format ?? 'mustache') !== format) values.format = format;
  const text = body.type === 'text' ? escapeText(body.text) : printChat(body.messages);
  return `${printFrontMatter(values, text)}${text}`;
}

/** Where the parts stand in `printDocument(document)`. */
export function layoutOf(document: PromptDocument): DocumentLayout {
  return parseDocument(printDocument(document)).layout;
}

/** A text that looks like a chat would reach the model as one message: worth a word. */
function textProblems(
  { body, bodyLine }: SplitSource,
  values: Readonly<Record<string, unknown>>,
): DocumentProblem[] {
  if (values.type !== undefined) return [];
  const lines = body.split('\n', 100);
  const index = lines.findIndex(line => !isBlankLine(line));
  const role = roleOfLine(lines[index] ?? '');
  if (role === undefined) return [];
  const message = `This is a text, so "${role}:" is part of it. For messages, add "type: chat" to the front matter.`;
  return [{ severity: 'warning', message, line: bodyLine + index, column: 1 }];
}

function isError({ severity }: DocumentProblem): boolean {
  return severity === 'error';
}

function byPlace(left: DocumentProblem, right: DocumentProblem): number {
  return left.line - right.line || left.column - right.column;
}
