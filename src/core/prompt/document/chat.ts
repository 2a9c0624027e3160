import {
  almostStructureProblem,
  escapeLine,
  isBlankLine,
  markerOfLine,
  roleOfLine,
  type Marker,
} from './chatLines';
import { markersAsText } from './conflictMarkers';
import { parseMessage, trimBlock, type LineBlock } from './chatMessage';
import { attributeProblem, callHead, mediaLine } from './markers';
import { resultProblems } from './toolResults';
import type {
  ChatEntry,
  DocumentProblem,
  Message,
  MessagePart,
  Role,
  TemplatePlace,
  ToolCall,
  MessageLines,
} from './model';

export interface ParsedChat {
  readonly messages: readonly ChatEntry[];
  readonly lines: readonly MessageLines[];
  /** One per template, message by message. */
  readonly templates: readonly TemplatePlace[];
  readonly problems: readonly DocumentProblem[];
}

/** The grammar of a name that a history is given by: one that every template could use as well. */
const HISTORY_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** A line that begins an entry, with the lines up to the next. */
interface EntryBlock extends LineBlock {
  readonly start: Role | Marker;
}

interface ParsedEntry {
  readonly entry: ChatEntry;
  readonly templates: readonly TemplatePlace[];
  readonly problems: readonly DocumentProblem[];
}

/** Splits the body of a chat into messages. `firstLine` is the line of the document it starts on. */
export function parseChat(body: string, firstLine: number): ParsedChat {
  const lines = body.split('\n');
  const warnings = lines.flatMap((line, index) => almostStructureProblem(line, firstLine + index));
  const starts = lines.flatMap((line, index) => {
    const start = startOfLine(line);
    return start === undefined ? [] : [{ start, index }];
  });
  const stray = strayTextProblems({
    lines: lines.slice(0, starts[0]?.index ?? lines.length),
    firstLine,
  });
  const empty = starts.length === 0 ? [emptyProblem(firstLine)] : [];
  if (stray.length > 0 || empty.length > 0) {
    const [first] = [...stray, ...empty];
    const problems = first === undefined ? warnings : [first, ...warnings];
    return { messages: [], lines: [], templates: [], problems };
  }
  const blocks = starts.map(({ start, index }, nth): EntryBlock => {
    const end = starts[nth + 1]?.index ?? lines.length;
    return { start, lines: lines.slice(index, end), firstLine: firstLine + index };
  });
  const parsed = blocks.map(parseEntry);
  const messages = parsed.map(({ entry }) => entry);
  const positions = blocks.map(linesOf);
  return {
    messages,
    lines: positions,
    templates: parsed.flatMap(({ templates }) => templates),
    problems: [
      ...parsed.flatMap(({ problems }) => problems),
      ...resultProblems(messages, positions),
      ...repeatedHistories(messages, positions),
      ...warnings,
    ],
  };
}

/** The body that `parseChat` reads back as these messages. */
export function printChat(messages: readonly ChatEntry[]): string {
  return messages.map(printEntry).join('');
}

function startOfLine(line: string): Role | Marker | undefined {
  const marker = markerOfLine(line);
  return marker?.kind === 'history' ? marker : roleOfLine(line);
}

function parseEntry({ start, ...block }: EntryBlock): ParsedEntry {
  if (typeof start === 'string') {
    const { message, ...parsed } = parseMessage(start, block);
    return { entry: message, ...parsed };
  }
  const { firstLine } = block;
  const found =
    attributeProblem(start) ??
    (HISTORY_NAME.test(start.rest)
      ? undefined
      : 'Name the variable that holds the messages, without braces: "@history: messages".');
  const problems: DocumentProblem[] =
    found === undefined
      ? []
      : [{ severity: 'error', message: found, line: firstLine, column: start.restColumn }];
  const stray = strayTextProblems({ lines: block.lines.slice(1), firstLine: firstLine + 1 });
  return {
    entry: { role: 'history', name: start.rest },
    templates: [],
    problems: [...problems, ...stray],
  };
}

/** A history that stood in many places would multiply. */
function repeatedHistories(
  entries: readonly ChatEntry[],
  lines: readonly MessageLines[],
): DocumentProblem[] {
  const names = new Set<string>();
  return entries.flatMap((entry, index): DocumentProblem[] => {
    if (entry.role !== 'history') return [];
    const message = `The history "${entry.name}" stands in this chat already.`;
    const isRepeated = names.has(entry.name);
    names.add(entry.name);
    const line = lines[index]?.line ?? 1;
    return isRepeated ? [{ severity: 'error', message, line, column: 1 }] : [];
  });
}

function linesOf({ start, lines, firstLine: line }: EntryBlock): MessageLines {
  if (typeof start !== 'string') {
    return { line, contentLine: line, endLine: line, nameColumn: start.restColumn };
  }
  const content = trimBlock({ lines: lines.slice(1), firstLine: line + 1 });
  if (content === undefined) return { line, contentLine: line, endLine: line };
  const { firstLine: contentLine } = content;
  return { line, contentLine, endLine: contentLine + content.lines.length - 1 };
}

function printEntry(entry: ChatEntry): string {
  if (entry.role === 'history') return `@history: ${entry.name}\n`;
  const lines = [`${entry.role}:`, ...contentLines(entry)];
  return lines.map(line => `${line}\n`).join('');
}

function contentLines({ content, calls = [], result }: Message): string[] {
  const parts: readonly MessagePart[] =
    typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  return [
    ...(result === undefined ? [] : [`@result: ${result}`]),
    ...parts.flatMap(part => (part.type === 'text' ? textLines(part.text) : [mediaLine(part)])),
    ...calls.map(callLine),
  ];
}

function textLines(text: string): readonly string[] {
  return text === '' ? [] : markersAsText(text.split('\n').map(escapeLine));
}

/** A call can have many lines: those of its arguments. */
function callLine(call: ToolCall): string {
  return call.arguments === '{}' ? callHead(call) : `${callHead(call)} ${call.arguments}`;
}

/** Text that no message holds: none, or the first line of it. */
function strayTextProblems({ lines, firstLine }: LineBlock): DocumentProblem[] {
  const index = lines.findIndex(line => !isBlankLine(line));
  if (index < 0) return [];
  return [
    {
      severity: 'error',
      message: 'This text belongs to no message. Put a role line above it, such as "system:".',
      line: firstLine + index,
      column: (lines[index] ?? '').search(/[^ \t]/) + 1,
    },
  ];
}

function emptyProblem(line: number): DocumentProblem {
  const message = 'A chat needs a message. Begin one with a line that is only "user:".';
  return { severity: 'error', message, line, column: 1 };
}
