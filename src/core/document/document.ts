import { parseChat, printChat, type MessageLines } from './chat';
import { isBlankLine, roleOfLine } from './chatLines';
import { isTooLarge, normalizeSource, sourceProblem } from './documentSource';
import { LedgerError } from '../errors';
import {
  parseFrontMatter,
  printFrontMatter,
  splitFrontMatter,
  type LineRange,
  type SplitSource,
} from './frontMatter';

/** How variables are written in a template. */
export type TemplateFormat = 'mustache' | 'f-string' | 'jinja2' | 'none';
export const ROLES = ['system', 'developer', 'user', 'assistant', 'tool'] as const;
export type Role = (typeof ROLES)[number];

export interface Message {
  readonly role: Role;
  /**
   * The template of the message, without blank lines at its ends; its parts where it has images or
   * files.
   */
  readonly content: string | readonly MessagePart[];
  /** What an assistant asks tools for. Never empty. */
  readonly calls?: readonly ToolCall[];
  /** The id of the call that a tool message answers. */
  readonly result?: string;
}

export type MessagePart = TextPart | MediaPart;

export interface TextPart {
  readonly type: 'text';
  readonly text: string;
}

/** An image or another file, by reference. */
export interface MediaPart {
  readonly type: 'image' | 'file';
  /** A URL, a path, an id: whatever the one who calls the model understands. */
  readonly url: string;
  readonly mediaType?: string;
  /** How closely a model looks at an image: `low`, `high`. */
  readonly detail?: string;
  /** What a file is called. */
  readonly name?: string;
}

export interface ToolCall {
  readonly id: string;
  /** The tool that is called. */
  readonly name: string;
  /** A JSON object, as written. Its strings are templates, its keys are not. */
  readonly arguments: string;
}

/** The messages of a conversation so far go here. */
export interface HistoryEntry {
  readonly role: 'history';
  /** The variable that holds them. */
  readonly name: string;
}

export type ChatEntry = Message | HistoryEntry;

/** The body of a prompt: one template, or messages whose texts are templates of their own. */
export type Body =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'chat'; readonly messages: readonly ChatEntry[] };

/** What a working document says, once it is known to be well formed. */
export interface PromptDocument {
  readonly format: TemplateFormat;
  /** The front matter by value, unknown keys included; `type` and `format` among them when written. */
  readonly frontMatter: Readonly<Record<string, unknown>>;
  readonly body: Body;
}

/** Something wrong or doubtful in a document, at a place that counts from 1. */
export interface DocumentProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Where the parts of a document stand in its source; lines count from 1. */
export interface DocumentLayout {
  /** From the opening `---` to the closing one. */
  readonly frontMatter?: LineRange;
  /** The first line of the body. */
  readonly bodyLine: number;
  /** One per message of a chat; empty for a text. */
  readonly messages: readonly MessageLines[];
  /** One per template of the body, in the order of `templatesOf`. */
  readonly templates: readonly TemplatePlace[];
}

/** Where a template begins; its lines follow one another from there. */
export interface TemplatePlace {
  readonly line: number;
  /** Of its first line; the others begin at 1. */
  readonly column: number;
  /** The lines of the document that begin with a backslash which is no part of the template. */
  readonly escapedLines?: ReadonlySet<number>;
  /** The template is written as a JSON string: all of it stands on `line`. */
  readonly isJson?: boolean;
}

/** What could be read of a source. Without `document`, at least one problem is an error. */
export interface ParsedDocument {
  readonly document?: PromptDocument;
  readonly problems: readonly DocumentProblem[];
  readonly layout: DocumentLayout;
}

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
    const body: Body = { type: 'text', text: split.body };
    const templates = [{ line: split.bodyLine, column: 1 }];
    return { body, lines: [], templates, problems: textProblems(split, values) };
  }
  const { messages, ...parsed } = parseChat(split.body, split.bodyLine);
  return { body: { type: 'chat', messages }, ...parsed };
}

/** The document, or `invalid-document` (`too-large`) with every problem and the place of the first. */
export function requireDocument(source: string, name?: string): PromptDocument {
  const { document, problems } = parseDocument(source);
  if (document !== undefined) return document;
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
  const text = body.type === 'text' ? body.text : printChat(body.messages);
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
