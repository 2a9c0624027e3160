import type { PromptDocument } from '../document';
import { canRender, engineOf } from '../engines';
import type { DocumentLayout } from '../document';
import type { Position, Template, TemplateEngine, TemplateMark } from '../template';
import type { SourceText, Span } from './sourceText';

/** A name where a document writes it. The stretch is the whole name, dots and all. */
export interface DocumentMark extends Span {
  readonly kind: TemplateMark['kind'];
  readonly name: string;
  /** The part that a caller gives: `customer` of `customer.name`. */
  readonly root: string;
  /** The stretch of that part. */
  readonly rootSpan: Span;
  readonly scopes: readonly string[];
}

/** Where the templates of a document write names, in its order; none for a format without engine. */
export function marksOf(
  document: PromptDocument,
  layout: DocumentLayout,
  source: SourceText,
): readonly DocumentMark[] {
  if (!canRender(document)) return [];
  const engine = engineOf(document);
  return templatesOf(document, layout).flatMap(({ text, line: firstLine }) =>
    templateMarks(engine, text).map(mark => {
      const line = mark.line + firstLine - 1;
      return toDocumentMark(mark, source.offsetAt({ line, column: mark.column }), source);
    }),
  );
}

/** A template of a document and the line of the document that it begins on. */
export interface PlacedTemplate {
  readonly text: string;
  readonly line: number;
}

/** The templates of a document, in its order. */
export function templatesOf(
  { body }: PromptDocument,
  layout: DocumentLayout,
): readonly PlacedTemplate[] {
  if (body.type === 'text') return [{ text: body.text, line: layout.bodyLine }];
  return body.messages.map(({ content }, index) => ({
    text: content,
    line: layout.messages[index]?.contentLine ?? 1,
  }));
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
    const isSection = kind === 'section';
    return at ? [{ kind: isSection ? 'section' : 'value', name, scopes: [], ...at }] : [];
  });
  const prompts = includes.flatMap(({ reference, ...use }): TemplateMark[] => {
    const at = place(reference, use);
    return at ? [{ kind: 'include', name: reference, scopes: [], ...at }] : [];
  });
  return [...names, ...prompts].sort(byPlace);
}

function rootOf(name: string): string {
  return name.split('.', 1)[0] ?? name;
}

function byPlace(left: Position, right: Position): number {
  return left.line - right.line || left.column - right.column;
}
