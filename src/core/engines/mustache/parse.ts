import type { TemplateProblem } from '../template/template';
import { LineReader } from '../template/lineReader';
import { TagScanner, type Tag } from './scanner';
import type { Position } from '../template/position';

/** A piece of a template. `isLineStart`: in an indented partial, the indentation goes before it. */
export type MustacheNode = TextNode | ValueNode | SectionNode | PartialNode;

export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
  readonly isLineStart: boolean;
}

/** `{{name}}`, `{{{name}}}` and `{{&name}}`: all the same, since nothing is escaped. */
export interface ValueNode extends Position {
  readonly kind: 'value';
  readonly name: string;
  /** The parts of a dotted name; empty for `{{.}}`. */
  readonly path: readonly string[];
  /** The tag as written. */
  readonly source: string;
}

export interface SectionNode extends Position {
  readonly kind: 'section';
  readonly isInverted: boolean;
  readonly name: string;
  readonly path: readonly string[];
  readonly nodes: readonly MustacheNode[];
}

export interface PartialNode extends Position {
  readonly kind: 'partial';
  readonly name: string;
  /** The white space before a partial that stands on a line of its own. */
  readonly indentation: string;
}

export interface ParsedMustache {
  readonly nodes: readonly MustacheNode[];
  readonly problems: readonly TemplateProblem[];
}

/** Deeper sections would exhaust the stack of whoever walks the nodes. */
const MAX_SECTION_DEPTH = 100;
/** A person needs the first few. */
const MAX_PROBLEMS = 50;

/** Reads a template in one pass. Never throws: what is wrong comes back with its place. */
export function parseMustache(template: string): ParsedMustache {
  return new MustacheParser(template).parse();
}

interface OpenSection {
  readonly tag: Tag;
  readonly position: Position;
  readonly parent: MustacheNode[];
}

class MustacheParser {
  readonly #template: string;
  readonly #scanner: TagScanner;
  readonly #lines: LineReader;
  readonly #problems: TemplateProblem[] = [];
  readonly #open: OpenSection[] = [];
  #nodes: MustacheNode[] = [];
  /** Everything before is in the nodes. */
  #done = 0;

  constructor(template: string) {
    this.#template = template;
    this.#scanner = new TagScanner(template);
    this.#lines = new LineReader(template);
  }

  parse(): ParsedMustache {
    for (let tag = this.#scanner.next(); tag !== undefined; tag = this.#scanner.next()) {
      this.#take(tag, this.#lines.positionOf(tag.start));
    }
    this.#addText(this.#template.length);
    for (const { tag, position } of this.#open) {
      this.#report(
        position,
        `The section "${short(tag.name)}" is never closed. Add {{/${short(tag.name)}}}.`,
      );
    }
    const nodes = this.#open[0]?.parent ?? this.#nodes;
    return { nodes, problems: this.#problems.sort(byPlace) };
  }

  #take(tag: Tag, position: Position): void {
    const line = canStandAlone(tag) ? standaloneLine(this.#template, tag) : undefined;
    this.#addText(line?.start ?? tag.start);
    if (line === undefined && this.#isLineStart(tag.start)) {
      this.#nodes.push({ kind: 'text', text: '', isLineStart: true });
    }
    this.#done = line?.endExclusive ?? tag.endExclusive;
    const indentation = line === undefined ? '' : this.#template.slice(line.start, tag.start);
    this.#addTag(tag, position, indentation);
  }

  #addTag(tag: Tag, position: Position, indentation: string): void {
    switch (tag.kind) {
      case 'value':
        this.#addValue(tag, position);
        return;
      case 'section':
      case 'inverted':
        this.#openSection(tag, position);
        return;
      case 'close':
        this.#closeSection(tag, position);
        return;
      case 'partial':
        this.#addPartial(tag, position, indentation);
        return;
      case 'delimiters':
        this.#setDelimiters(tag, position);
        return;
      case 'unclosed':
        this.#report(
          position,
          `This tag is never closed. For the text "${tag.name}", change the delimiters.`,
        );
        return;
      case 'unsupported':
        this.#report(position, 'Template inheritance ({{<name}}, {{$name}}) is not supported.');
        return;
      case 'comment':
    }
  }

  #addValue(tag: Tag, position: Position): void {
    const path = this.#readPath(tag, position);
    const source = this.#template.slice(tag.start, tag.endExclusive);
    if (path !== undefined)
      this.#nodes.push({ kind: 'value', name: tag.name, path, source, ...position });
  }

  #addPartial({ name }: Tag, position: Position, indentation: string): void {
    if (name === '') this.#report(position, 'Name the prompt to include: {{> shared/tone}}.');
    else if (name.startsWith('*'))
      this.#report(position, 'An include is named here, not by a value.');
    else this.#nodes.push({ kind: 'partial', name, indentation, ...position });
  }

  #setDelimiters({ name }: Tag, position: Position): void {
    if (this.#scanner.setDelimiters(name)) return;
    this.#report(position, 'Delimiters are two words without "=", such as {{=<% %>=}}.');
  }

  #openSection(tag: Tag, position: Position): void {
    this.#open.push({ tag, position, parent: this.#nodes });
    this.#nodes = [];
    if (this.#open.length !== MAX_SECTION_DEPTH + 1) return;
    this.#report(position, `Sections are nested more than ${MAX_SECTION_DEPTH} deep.`);
  }

  #closeSection({ name }: Tag, position: Position): void {
    const section = this.#open.at(-1);
    if (section?.tag.name !== name) {
      const hint =
        section === undefined
          ? 'No section is open'
          : `The open section is "${short(section.tag.name)}"`;
      this.#report(position, `{{/${short(name)}}} closes nothing. ${hint}.`);
      return;
    }
    this.#open.pop();
    const nodes = this.#nodes;
    this.#nodes = section.parent;
    const path = this.#readPath(section.tag, section.position);
    if (path === undefined) return;
    const isInverted = section.tag.kind === 'inverted';
    this.#nodes.push({ kind: 'section', isInverted, name, path, nodes, ...section.position });
  }

  #readPath({ name }: Tag, position: Position): readonly string[] | undefined {
    if (name === '.') return [];
    const path = name.split('.');
    if (!path.includes('')) return path;
    this.#report(
      position,
      name === ''
        ? 'This tag names nothing.'
        : `"${short(name)}" is no name: a dot stands between two names.`,
    );
    return undefined;
  }

  #addText(end: number): void {
    if (end <= this.#done) return;
    const text = this.#template.slice(this.#done, end);
    this.#nodes.push({ kind: 'text', text, isLineStart: this.#isLineStart(this.#done) });
    this.#done = end;
  }

  #isLineStart(offset: number): boolean {
    return offset === 0 || this.#template[offset - 1] === '\n';
  }

  #report(position: Position, message: string): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push({ ...position, message });
  }
}

function short(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}

function canStandAlone({ kind }: Tag): boolean {
  return kind !== 'value' && kind !== 'unclosed' && kind !== 'unsupported';
}

/** The whole line of a tag that has nothing but white space around it, its line end included. */
function standaloneLine(
  template: string,
  tag: Tag,
): { start: number; endExclusive: number } | undefined {
  let start = tag.start;
  while (isSpace(template[start - 1])) start--;
  if (start > 0 && template[start - 1] !== '\n') return undefined;
  let end = tag.endExclusive;
  while (isSpace(template[end])) end++;
  if (end === template.length) return { start, endExclusive: end };
  if (template[end] === '\r' && template[end + 1] === '\n') end++;
  return template[end] === '\n' ? { start, endExclusive: end + 1 } : undefined;
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function byPlace(left: Position, right: Position): number {
  return left.line - right.line || left.column - right.column;
}
