import type { DocumentProblem, Message, Role } from './document';

/** Where a message stands in the document; lines count from 1. */
export interface MessageLines {
  /** The role line. */
  readonly line: number;
  /** The first line of the content; the role line when there is none. */
  readonly contentLine: number;
  /** The last line of the content, blank lines after it left out. */
  readonly endLine: number;
}

export interface ParsedChat {
  readonly messages: readonly Message[];
  readonly lines: readonly MessageLines[];
  readonly problems: readonly DocumentProblem[];
}

const ROLE_LINE = /^(system|developer|user|assistant|tool):$/;
const ESCAPED_ROLE_LINE = /^\\+(?:system|developer|user|assistant|tool):$/;
const ANY_ROLE_LINE = /^\\*(?:system|developer|user|assistant|tool):$/;
/** What was probably meant as a role line and is content all the same. */
const ALMOST_ROLE_LINE = /^[ \t]*(system|developer|user|assistant|tool)[ \t]*:[ \t]*$/i;
const BLANK = /^[ \t]*$/;

/** The role that `line` begins a message of, when it is a role line. */
export function roleOfLine(line: string): Role | undefined {
  return ROLE_LINE.exec(line)?.[1] as Role | undefined;
}

export function isBlankLine(line: string): boolean {
  return BLANK.test(line);
}

/** Splits the body of a chat into messages. `firstLine` is the line of the document it starts on. */
export function parseChat(body: string, firstLine: number): ParsedChat {
  const lines = body.split('\n');
  const starts = lines.flatMap((line, index) => {
    const role = roleOfLine(line);
    return role === undefined ? [] : [{ role, index }];
  });
  const problems = lines.flatMap((line, index) => almostRoleProblem(line, firstLine + index));
  const stray = strayTextProblem(lines, starts[0]?.index ?? lines.length, firstLine);
  if (stray !== undefined) return { messages: [], lines: [], problems: [stray, ...problems] };
  if (starts.length === 0) return { messages: [], lines: [], problems: [emptyProblem(firstLine)] };
  const parts = starts.map(({ role, index }, nth) => {
    const [from, to] = trimBlank(lines, index + 1, starts[nth + 1]?.index ?? lines.length);
    const content = lines.slice(from, to).map(unescapeLine).join('\n');
    const position: MessageLines =
      from < to
        ? { line: firstLine + index, contentLine: firstLine + from, endLine: firstLine + to - 1 }
        : { line: firstLine + index, contentLine: firstLine + index, endLine: firstLine + index };
    return { message: { role, content }, position };
  });
  return {
    messages: parts.map(part => part.message),
    lines: parts.map(part => part.position),
    problems,
  };
}

/** The body that `parseChat` reads back as these messages. */
export function printChat(messages: readonly Message[]): string {
  return messages.map(({ role, content }) => `${role}:\n${printContent(content)}`).join('');
}

function printContent(content: string): string {
  if (content === '') return '';
  return content.split('\n').map(escapeLine).join('\n') + '\n';
}

function escapeLine(line: string): string {
  return ANY_ROLE_LINE.test(line) ? `\\${line}` : line;
}

function unescapeLine(line: string): string {
  return ESCAPED_ROLE_LINE.test(line) ? line.slice(1) : line;
}

function trimBlank(lines: readonly string[], from: number, to: number): [number, number] {
  while (from < to && isBlankLine(lines[from] ?? '')) from++;
  while (from < to && isBlankLine(lines[to - 1] ?? '')) to--;
  return [from, to];
}

function strayTextProblem(
  lines: readonly string[],
  end: number,
  firstLine: number,
): DocumentProblem | undefined {
  const index = lines.slice(0, end).findIndex(line => !isBlankLine(line));
  if (index < 0) return undefined;
  return {
    severity: 'error',
    message: 'This text belongs to no message. Put a role line above it, such as "system:".',
    line: firstLine + index,
    column: (lines[index] ?? '').search(/[^ \t]/) + 1,
  };
}

function emptyProblem(line: number): DocumentProblem {
  const message = 'A chat needs a message. Begin one with a line that is only "user:".';
  return { severity: 'error', message, line, column: 1 };
}

function almostRoleProblem(line: string, number: number): DocumentProblem[] {
  const role = ALMOST_ROLE_LINE.exec(line)?.[1];
  if (role === undefined || roleOfLine(line) !== undefined) return [];
  const message = `This line is text: a message begins only with exactly "${role.toLowerCase()}:".`;
  return [{ severity: 'warning', message, line: number, column: line.search(/[^ \t]/) + 1 }];
}
