import { LineReader } from '../template/lineReader';
import type { TemplateProblem } from '../template/template';
import { parseFieldName, TEXT_HINT, type PathPart } from './fieldName';
import { parseFormatSpec, specProblem, specProblemForAll, type FormatSpec } from './formatSpec';
import type { Conversion } from './pythonText';
import type { Position } from '../template/position';

/** A piece of a template. */
export type FStringNode = TextNode | FieldNode;

interface TextNode {
  readonly kind: 'text';
  readonly text: string;
}

export interface FieldNode extends Position {
  readonly kind: 'field';
  /** The parts of the path with dots between them: `orders.0.id` for `{orders[0].id}`. */
  readonly name: string;
  readonly path: readonly PathPart[];
  readonly conversion: Conversion | undefined;
  readonly spec: FieldSpec;
  /** The field as written. */
  readonly source: string;
}

/** What stands after the colon; `computed` has fields of its own, so values decide. */
export type FieldSpec =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly spec: FormatSpec }
  | { readonly kind: 'computed'; readonly nodes: readonly FStringNode[] };

export interface ParsedFString {
  readonly nodes: readonly FStringNode[];
  readonly problems: readonly TemplateProblem[];
}

/** A person needs the first few. */
const MAX_PROBLEMS = 50;
const NONE: FieldSpec = { kind: 'none' };
const CONVERSIONS: readonly string[] = ['s', 'r', 'a'] satisfies Conversion[];

/** Reads a template in one pass. Never throws: what is wrong comes back with its place. */
export function parseFString(template: string): ParsedFString {
  return new FStringParser(template).parse();
}

/** A field by its offsets, before its parts are read. */
interface FieldRange {
  readonly start: number;
  readonly nameEnd: number;
  /** Where the spec begins, if there is one. */
  readonly specStart: number | undefined;
  /** Where the closing brace stands. */
  readonly close: number;
  readonly conversion: string | undefined;
}

/** Either a field, or a problem at its brace and where to read on. */
type Scanned = FieldRange | { readonly problem: string; readonly next: number };

/** The part of the template that is read: all of it, or a spec with fields in it. */
interface Scope {
  readonly end: number;
  readonly isSpec: boolean;
}

const UNCLOSED = 'This brace is never closed. For a brace in the text, write {{.';

class FStringParser {
  readonly #template: string;
  readonly #lines: LineReader;
  readonly #problems: TemplateProblem[] = [];
  /** The first closing bracket after the last place that asked, so that none is searched twice. */
  #bracket = -1;

  constructor(template: string) {
    this.#template = template;
    this.#lines = new LineReader(template);
  }

  parse(): ParsedFString {
    const nodes = this.#readNodes(0, { end: this.#template.length, isSpec: false });
    const problems = this.#problems.sort(byPlace).slice(0, MAX_PROBLEMS);
    return { nodes, problems };
  }

  #readNodes(start: number, scope: Scope): readonly FStringNode[] {
    const nodes: FStringNode[] = [];
    let at = start;
    while (at < scope.end) {
      const brace = this.#find(/[{}]/g, at, scope.end);
      const isDoubled =
        brace + 1 < scope.end && this.#template[brace + 1] === this.#template[brace];
      const text = this.#template.slice(at, isDoubled ? brace + 1 : brace);
      if (text !== '') nodes.push({ kind: 'text', text });
      if (isDoubled) at = brace + 2;
      else at = brace < scope.end ? this.#readBrace(brace, scope, nodes) : scope.end;
    }
    return nodes;
  }

  /** Reads what begins at a brace that is not doubled. Returns where to read on. */
  #readBrace(brace: number, scope: Scope, nodes: FStringNode[]): number {
    const position = this.#lines.positionOf(brace);
    if (this.#template[brace] === '}') {
      this.#report(position, 'This brace closes nothing. For a brace in the text, write }}.');
      return brace + 1;
    }
    const field = this.#scanField(brace, scope.end);
    if ('problem' in field) {
      this.#report(position, field.problem);
      return field.next;
    }
    const node = this.#readField(field, position, scope);
    if (node !== undefined) nodes.push(node);
    return field.close + 1;
  }

  #scanField(start: number, end: number): Scanned {
    const nameEnd = this.#endOfName(start + 1, end);
    switch (nameEnd < end ? this.#template.charAt(nameEnd) : '') {
      case '}':
        return { start, nameEnd, specStart: undefined, close: nameEnd, conversion: undefined };
      case ':':
        return this.#closeSpec({ start, nameEnd, conversion: undefined }, nameEnd + 1, end);
      case '!':
        return this.#scanConversion({ start, nameEnd }, end);
      case '{':
        return { problem: UNCLOSED, next: nameEnd };
      default:
        return { problem: UNCLOSED, next: end };
    }
  }

  #scanConversion(name: Pick<FieldRange, 'start' | 'nameEnd'>, end: number): Scanned {
    const at = name.nameEnd + 1;
    const code = at < end ? this.#template.codePointAt(at) : undefined;
    const conversion = code === undefined ? '' : String.fromCodePoint(code);
    const after = at + conversion.length;
    if (conversion === '}') return { problem: conversionProblem(''), next: after };
    if (after < end && this.#template[after] === '}') {
      return { ...name, specStart: undefined, close: after, conversion };
    }
    if (after < end && this.#template[after] !== ':') {
      const { close } = this.#closeSpec({ ...name, conversion }, after, end);
      return { problem: 'Only ":" or "}" can follow a conversion.', next: close + 1 };
    }
    return this.#closeSpec({ ...name, conversion }, after + 1, end);
  }

  /** Finds the brace that closes a field, past the pairs in its spec. */
  #closeSpec(
    field: Pick<FieldRange, 'start' | 'nameEnd' | 'conversion'>,
    specStart: number,
    end: number,
  ): Scanned & { readonly close: number } {
    let depth = 1;
    let at = this.#find(/[{}]/g, specStart, end);
    while (at < end) {
      depth += this.#template[at] === '{' ? 1 : -1;
      if (depth === 0) return { ...field, specStart, close: at };
      at = this.#find(/[{}]/g, at + 1, end);
    }
    return { problem: UNCLOSED, next: end, close: end };
  }

  /** Where a name ends. What stands in brackets belongs to it, braces and colons too. */
  #endOfName(start: number, end: number): number {
    let at = this.#find(/[{}[:!]/g, start, end);
    while (at < end && this.#template[at] === '[') {
      if (this.#bracket < at) this.#bracket = this.#find(/\]/g, at, this.#template.length);
      // Beyond the end, a search would read the same text again for every field.
      at = this.#bracket < end ? this.#find(/[{}[:!]/g, this.#bracket, end) : end;
    }
    return at;
  }

  #readField(field: FieldRange, position: Position, scope: Scope): FieldNode | undefined {
    const name = parseFieldName(this.#template.slice(field.start + 1, field.nameEnd));
    if ('problem' in name) this.#report(position, name.problem);
    const { conversion } = field;
    const isConversion = conversion === undefined || CONVERSIONS.includes(conversion);
    if (!isConversion) this.#report(position, conversionProblem(conversion));
    const spec = this.#readSpec(field, position, scope);
    if ('problem' in name) return undefined;
    return {
      kind: 'field',
      name: name.path.map(part => part.name).join('.'),
      path: name.path,
      conversion: conversion as Conversion | undefined,
      spec,
      source: this.#template.slice(field.start, field.close + 1),
      ...position,
    };
  }

  #readSpec(
    { specStart, close, conversion }: FieldRange,
    position: Position,
    scope: Scope,
  ): FieldSpec {
    const written = specStart === undefined ? '' : this.#template.slice(specStart, close);
    if (specStart === undefined || written === '') return NONE;
    if (!written.includes('{')) return this.#fixedSpec(written, conversion, position);
    if (scope.isSpec) {
      this.#report(position, 'A field in a format spec has no fields in its own.');
      return NONE;
    }
    const nodes = this.#readNodes(specStart, { end: close, isSpec: true });
    const hasFields = nodes.some(({ kind }) => kind === 'field');
    if (hasFields) return { kind: 'computed', nodes };
    const text = nodes.map(node => (node.kind === 'text' ? node.text : '')).join('');
    return this.#fixedSpec(text, conversion, position);
  }

  #fixedSpec(text: string, conversion: string | undefined, position: Position): FieldSpec {
    const spec = parseFormatSpec(text);
    if ('problem' in spec) {
      this.#report(position, `${spec.problem} ${TEXT_HINT}`);
      return NONE;
    }
    const problem = specProblemFor(spec, conversion);
    if (problem === undefined) return { kind: 'fixed', spec };
    this.#report(position, `The format spec ${JSON.stringify(text)} is wrong: ${problem}.`);
    return NONE;
  }

  /** The first place from `from` on that `pattern` (global) matches, or `end`. */
  #find(pattern: RegExp, from: number, end: number): number {
    pattern.lastIndex = from;
    return Math.min(end, pattern.exec(this.#template)?.index ?? end);
  }

  #report(position: Position, message: string): void {
    this.#problems.push({ ...position, message });
  }
}

/** A converted value is a text; of any other, the kind is not known before it is there. */
function specProblemFor(spec: FormatSpec, conversion: string | undefined): string | undefined {
  return conversion === undefined ? specProblemForAll(spec) : specProblem(spec, 'text');
}

function conversionProblem(conversion: string): string {
  return `"!${conversion}" is no conversion. Use !s, !r or !a.`;
}

function byPlace(left: Position, right: Position): number {
  return left.line - right.line || left.column - right.column;
}
