import { engineOf } from '../prompt/render/engines';
import { prepareDocument } from '../prompt/render/preparedDocument';
import { templatesOf } from '../prompt/render/renderChat';
import type { Template, TemplateEngine, TemplateMark } from '../engines/template/template';
import { rootOf } from '../prompt/render/variables';
import { offsetInJson } from './jsonOffset';
import type { SourceText, Span } from './sourceText';
import type { DocumentLayout, PromptDocument } from '../prompt/document/model';
import type { Position } from '../engines/template/position';
import type { PreparedDocument } from '../prompt/render/model';

/** A name where a document writes it. The stretch is the whole name, dots and all. */
export interface DocumentMark extends Span {
  readonly kind: TemplateMark['kind'] | 'history';
  readonly name: string;
  /** The part that a caller gives: `customer` of `customer.name`. */
  readonly root: string;
  /** The stretch of that part. */
  readonly rootSpan: Span;
  readonly scopes: readonly string[];
}

/** Where the templates of a document write names, in its order. */
export function marksOf(
  document: PromptDocument,
  layout: DocumentLayout,
  source: SourceText,
): readonly DocumentMark[] {
  const prepared = prepareDocument(document, layout);
  const engine = engineOf(document);
  const names = placeTemplates(prepared, layout, source).flatMap(({ text, offsetOf }) =>
    templateMarks(engine, text).map(mark => toDocumentMark(mark, offsetOf(mark), source)),
  );
  const histories = prepared.histories.map(({ name, position }): DocumentMark => {
    const start = source.offsetAt(position());
    const span = { start, endExclusive: start + name.length };
    return { kind: 'history', name, root: name, rootSpan: span, scopes: [], ...span };
  });
  return [...names, ...histories].sort((left, right) => left.start - right.start);
}

/** A template of a document, where the document writes it: backslashes and all. */
export interface PlacedTemplate extends Span {
  readonly text: string;
  /** From a place in `text` to an offset into the document. */
  readonly offsetOf: (position: Position) => number;
}

/** The templates of a document, in its order. */
export function placeTemplates(
  { document, locate }: PreparedDocument,
  layout: DocumentLayout,
  source: SourceText,
): readonly PlacedTemplate[] {
  return templatesOf(document.body).map((text, part) => {
    const isJson = layout.templates[part]?.isJson === true;
    const start = source.offsetAt(locate(part, { line: 1, column: 1 }));
    const offsetOf = (position: Position): number =>
      isJson
        ? offsetInJson(source.text, start, offsetIn(text, position))
        : source.offsetAt(locate(part, position));
    return { text, start, endExclusive: offsetOf(endOf(text)), offsetOf };
  });
}

function offsetIn(text: string, { line, column }: Position): number {
  let start = 0;
  for (let at = 1; at < line; at++) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

function endOf(text: string): Position {
  const lines = text.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function toDocumentMark(
  { kind, name, scopes }: TemplateMark,
  start: number,
  source: SourceText,
): DocumentMark {
  const root = kind === 'include' ? name : rootOf(name);
  const isWhole = source.text.startsWith(name, start);
  const endExclusive = start + (isWhole ? name : root).length;
  const rootSpan = { start, endExclusive: start + root.length };
  return { kind, name, root, rootSpan, scopes, start, endExclusive };
}

function templateMarks(engine: TemplateEngine, text: string): readonly TemplateMark[] {
  return engine.marks?.(text) ?? marksOfUses(text, engine.parse(text));
}

/** A use is placed at its tag or at its name: the name is the first of its kind from there. */
export function marksOfUses(
  text: string,
  { variables, includes }: Pick<Template, 'variables' | 'includes'>,
): readonly TemplateMark[] {
  const lines = text.split('\n');
  const place = (name: string, { line, column }: Position): Position | undefined => {
    const at = (lines[line - 1] ?? '').indexOf(name, column - 1);
    return at < 0 ? undefined : { line, column: at + 1 };
  };
  const names = variables.flatMap(({ name, kind, ...use }): TemplateMark[] => {
    const at = place(rootOf(name), use);
    const isInside = kind === 'section' || kind === 'list';
    return at ? [{ kind: isInside ? kind : 'value', name, scopes: [], ...at }] : [];
  });
  const prompts = includes.flatMap(({ reference, ...use }): TemplateMark[] => {
    const at = place(reference, use);
    return at ? [{ kind: 'include', name: reference, scopes: [], ...at }] : [];
  });
  return [...names, ...prompts].sort(byPlace);
}

function byPlace(left: Position, right: Position): number {
  return left.line - right.line || left.column - right.column;
}
