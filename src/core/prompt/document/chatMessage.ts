import { isBlankLine, isEscapedLine, markerOfLine, unescapeLine, type Marker } from './chatLines';
import { attributeProblem, readAttributes } from './markers';
import { readArguments } from './toolArguments';
import type {
  DocumentProblem,
  MediaPart,
  Message,
  MessagePart,
  Role,
  TemplatePlace,
  ToolCall,
} from './model';

/** Lines that follow one another in a document; `firstLine` counts from 1. */
export interface LineBlock {
  readonly lines: readonly string[];
  readonly firstLine: number;
}

export interface ParsedMessage {
  readonly message: Message;
  readonly templates: readonly TemplatePlace[];
  readonly problems: readonly DocumentProblem[];
}

/** How the names of tools and the ids of calls are written. */
const WORD = /^[\w.:/-]{1,200}$/;

/** Reads what stands below the role line of a message, which is the first line of the block. */
export function parseMessage(role: Role, block: LineBlock): ParsedMessage {
  const reader = new MessageReader(role, block.firstLine);
  for (const section of sectionsOf(block)) reader.read(section);
  return reader.result();
}

/** The block without blank lines at its ends; `undefined` when nothing else is in it. */
export function trimBlock({ lines, firstLine }: LineBlock): LineBlock | undefined {
  const from = lines.findIndex(line => !isBlankLine(line));
  if (from < 0) return undefined;
  const to = lines.findLastIndex(line => !isBlankLine(line)) + 1;
  return { lines: lines.slice(from, to), firstLine: firstLine + from };
}

/** A marker line with the lines below it; the first section of a message has no marker. */
interface Section {
  readonly marker?: Marker;
  readonly line: number;
  readonly below: LineBlock;
}

function sectionsOf({ lines, firstLine }: LineBlock): Section[] {
  const starts = lines.flatMap((line, index) => {
    const marker = markerOfLine(line);
    return marker === undefined ? [] : [{ marker, index }];
  });
  const sections: readonly { readonly marker?: Marker; readonly index: number }[] = [
    { index: 0 },
    ...starts,
  ];
  return sections.map(({ index, ...section }, nth) => ({
    ...section,
    line: firstLine + index,
    below: {
      lines: lines.slice(index + 1, sections[nth + 1]?.index ?? lines.length),
      firstLine: firstLine + index + 1,
    },
  }));
}

class MessageReader {
  readonly #role: Role;
  readonly #roleLine: number;
  readonly #parts: MessagePart[] = [];
  readonly #calls: ToolCall[] = [];
  readonly #contentPlaces: TemplatePlace[] = [];
  readonly #callPlaces: TemplatePlace[] = [];
  readonly #problems: DocumentProblem[] = [];
  readonly #ids = new Set<string>();
  #result: string | undefined;

  constructor(role: Role, roleLine: number) {
    this.#role = role;
    this.#roleLine = roleLine;
  }

  read(section: Section): void {
    const { marker, below } = section;
    switch (marker?.kind) {
      case 'call':
        this.#readCall(marker, section);
        return;
      case 'image':
      case 'file':
        this.#readMedia(marker, marker.kind, section.line);
        break;
      case 'result':
        this.#readResult(marker, section.line);
        break;
      case 'history':
      case undefined:
    }
    this.#readText(below);
  }

  result(): ParsedMessage {
    const [first] = this.#parts;
    const isText = this.#parts.length === 0 || (this.#parts.length === 1 && first?.type === 'text');
    const content = isText ? (first?.type === 'text' ? first.text : '') : this.#parts;
    const contentPlaces =
      this.#parts.length === 0 ? [{ line: this.#roleLine, column: 1 }] : this.#contentPlaces;
    return {
      message: {
        role: this.#role,
        content,
        ...(this.#calls.length === 0 ? {} : { calls: this.#calls }),
        ...(this.#result === undefined ? {} : { result: this.#result }),
      },
      templates: [...contentPlaces, ...this.#callPlaces],
      problems: this.#problems,
    };
  }

  #readText(block: LineBlock): void {
    const text = trimBlock(block);
    if (text === undefined) return;
    const { lines, firstLine } = text;
    const escaped = lines.flatMap((line, index) =>
      isEscapedLine(line) ? [firstLine + index] : [],
    );
    this.#parts.push({ type: 'text', text: lines.map(unescapeLine).join('\n') });
    this.#contentPlaces.push({
      line: firstLine,
      column: 1,
      ...(escaped.length === 0 ? {} : { escapedLines: new Set(escaped) }),
    });
  }

  #readMedia(marker: Marker, type: MediaPart['type'], line: number): void {
    const { rest, restColumn } = marker;
    if (this.#calls.length > 0) this.#report(line, 1, CALLS_COME_LAST);
    if (rest === '') {
      this.#report(line, restColumn, `Name the ${type}: "@${type}: {{url}}".`);
      return;
    }
    const { type: mediaType, ...attributes } = this.#attributesOf(marker, line);
    this.#parts.push({
      type,
      url: rest,
      ...(mediaType === undefined ? {} : { mediaType }),
      ...attributes,
    });
    this.#contentPlaces.push({ line, column: restColumn });
  }

  #readResult(marker: Marker, line: number): void {
    this.#attributesOf(marker, line);
    if (this.#role !== 'tool') {
      this.#report(line, 1, 'Only a message of "tool:" has a result.');
    } else if (this.#result !== undefined || this.#parts.length > 0) {
      this.#report(line, 1, 'A result stands at the top of its message, one for each "tool:".');
    } else if (!WORD.test(marker.rest)) {
      this.#report(line, marker.restColumn, 'Name the call: "@result: get_order".');
    }
    this.#result = marker.rest;
  }

  #readCall(marker: Marker, { line, below }: Section): void {
    if (this.#role !== 'assistant') {
      this.#report(line, 1, 'Only a message of "assistant:" calls tools.');
    }
    const name = /^[^\s{]*/.exec(marker.rest)?.[0] ?? '';
    if (!WORD.test(name)) {
      this.#report(line, marker.restColumn, 'Name the tool: "@call: get_order {"number": 1}".');
    }
    const { id = name } = this.#attributesOf(marker, line);
    if (id !== name && !WORD.test(id)) this.#report(line, 1, `"${id}" is no id of a call.`);
    if (this.#ids.has(id)) {
      const message = `Two calls of this message have the id "${id}". Give one another: "@call[id=${name}_2]: ${name}".`;
      this.#report(line, 1, message);
    }
    this.#ids.add(id);
    const behind = [marker.rest.slice(name.length), ...below.lines].join('\n');
    const place = { line, column: marker.restColumn + name.length };
    this.#calls.push({ id, name, arguments: this.#argumentsOf(behind, place) });
  }

  /** Reads the JSON in `text`, which begins at `place`. */
  #argumentsOf(text: string, place: TemplatePlace): string {
    const json = text.trim();
    if (json === '') return '{}';
    const placeOf = placeFinder(text, place);
    const start = text.indexOf(json);
    const read = readArguments(json);
    if (!read.ok) {
      const { line, column } = placeOf(start + read.offset);
      this.#report(line, column, read.message);
      return json;
    }
    for (const string of read.strings) {
      // The template begins behind the quotation mark.
      this.#callPlaces.push({ ...placeOf(start + string.start + 1), isJson: true });
    }
    return json;
  }

  #attributesOf(marker: Marker, line: number): Readonly<Partial<Record<string, string>>> {
    const problem = attributeProblem(marker);
    if (problem !== undefined) this.#report(line, marker.kind.length + 3, problem);
    return readAttributes(marker);
  }

  #report(line: number, column: number, message: string): void {
    this.#problems.push({ severity: 'error', message, line, column });
  }
}

const CALLS_COME_LAST = 'Calls come last in a message: put this above them.';

/** Turns growing offsets into places, reading `text` once. */
function placeFinder(text: string, start: TemplatePlace): (offset: number) => TemplatePlace {
  let [line, lineStart] = [start.line, 1 - start.column];
  return offset => {
    for (let next = text.indexOf('\n', Math.max(lineStart, 0)); next >= 0 && next < offset;) {
      [line, lineStart] = [line + 1, next + 1];
      next = text.indexOf('\n', lineStart);
    }
    return { line, column: offset - lineStart + 1 };
  };
}
