import { isEscapedMarker } from './conflictMarkers';
import type { DocumentProblem, Role } from './model';

/** What a marker line puts into a chat. */
export type MarkerKind = 'image' | 'file' | 'call' | 'result' | 'history';

/** A marker line: `@image[detail=low]: {{photo_url}}`. */
export interface Marker {
  readonly kind: MarkerKind;
  /** What stands between the brackets; absent without brackets. */
  readonly attributes?: string;
  /** What stands behind the colon, without white space at its ends. */
  readonly rest: string;
  /** Where `rest` begins, counted from 1. */
  readonly restColumn: number;
}

const ROLE = '(?:system|developer|user|assistant|tool):$';
const MARKER = '@(?:image|file|call|result|history)(?:\\[[^\\]]*\\])?:(?=[ \\t]|$)';
const ROLE_LINE = new RegExp(`^${ROLE}`);
const MARKER_HEAD = /^@(image|file|call|result|history)(?:\[([^\]]*)\])?:(?=[ \t]|$)/;
const ESCAPED_LINE = new RegExp(`^\\\\+(?:${ROLE}|${MARKER})`);
/** What printing has to put a backslash before. */
const STRUCTURE_LINE = new RegExp(`^\\\\*(?:${ROLE}|${MARKER})`);
/** What was probably meant as a role line and is content all the same. */
const ALMOST_ROLE_LINE = /^[ \t]*(system|developer|user|assistant|tool)[ \t]*:[ \t]*$/i;
/** Without a colon, a reference or arguments give it away: prose has neither. */
const ALMOST_MARKER_LINE =
  /^[ \t]*@(image|file|call|result|history)(?:\[[^\]]*\])?(?:[ \t]*:|[ \t][^{}]{0,200}(?:\{|:\/\/))/i;
const BLANK = /^[ \t]*$/;

/** The role that `line` begins a message of, when it is a role line. */
export function roleOfLine(line: string): Role | undefined {
  return ROLE_LINE.test(line) ? (line.slice(0, -1) as Role) : undefined;
}

/** Reads `line` as a marker line, when it is one. */
export function markerOfLine(line: string): Marker | undefined {
  const head = MARKER_HEAD.exec(line);
  if (head === null) return undefined;
  const [{ length }, kind, attributes] = head;
  const behind = line.slice(length);
  const rest = behind.trim();
  return {
    kind: kind as MarkerKind,
    ...(attributes === undefined ? {} : { attributes }),
    rest,
    restColumn: length + (rest === '' ? 0 : behind.indexOf(rest)) + 1,
  };
}

export function isBlankLine(line: string): boolean {
  return BLANK.test(line);
}

/** Whether a line of a document stands for a line of content with one backslash less. */
export function isEscapedLine(line: string): boolean {
  return ESCAPED_LINE.test(line) || isEscapedMarker(line);
}

/** A line of content as a document has it, but for markers without a backslash: `markersAsText`. */
export function escapeLine(line: string): string {
  return STRUCTURE_LINE.test(line) || isEscapedMarker(line) ? `\\${line}` : line;
}

export function unescapeLine(line: string): string {
  return isEscapedLine(line) ? line.slice(1) : line;
}

/** The role that was probably meant by a line that is only nearly a role line. */
export function almostRoleOfLine(line: string): Role | undefined {
  if (roleOfLine(line) !== undefined) return undefined;
  return ALMOST_ROLE_LINE.exec(line)?.[1]?.toLowerCase() as Role | undefined;
}

/** Warns of a line that is text and looks like a role or a marker. None or one. */
export function almostStructureProblem(line: string, number: number): DocumentProblem[] {
  const message = almostRole(line) ?? almostMarker(line);
  if (message === undefined) return [];
  return [{ severity: 'warning', message, line: number, column: line.search(/[^ \t]/) + 1 }];
}

function almostRole(line: string): string | undefined {
  const role = almostRoleOfLine(line);
  if (role === undefined) return undefined;
  return `This line is text: a message begins only with exactly "${role}:".`;
}

function almostMarker(line: string): string | undefined {
  const kind = ALMOST_MARKER_LINE.exec(line)?.[1]?.toLowerCase();
  if (kind === undefined || markerOfLine(line) !== undefined) return undefined;
  return `This line is text: a marker begins the line, with exactly "@${kind}: " before what it names.`;
}
