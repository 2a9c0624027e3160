import { layoutOf, parseDocument } from '../document/document';
import { engineOf } from './engines';
import { LedgerError } from '../../base/errors';
import { parseReference } from '../../base/references';
import { templatesOf } from './renderChat';
import type { TemplateEngine } from '../../engines/template/template';
import type {
  DocumentLayout,
  DocumentProblem,
  PromptDocument,
  TemplatePlace,
} from '../document/model';
import type { Origin, Position } from '../../engines/template/position';
import type { SourceLocation, PreparedDocument } from './model';

/** What of a layout it takes to tell where something stands. */
export interface DocumentPlaces {
  readonly templates: readonly TemplatePlace[];
  readonly messages: readonly { readonly line: number; readonly nameColumn?: number }[];
}

/** What reading templates needs besides the document, so that a reader can do without the rest. */
export interface Preparation {
  readonly engine: TemplateEngine;
  /** Where templates and messages stand; asked for when a place is to be told. */
  readonly places: () => DocumentPlaces;
  readonly prepareSource: PreparedDocument['prepareSource'];
  readonly referenceProblem?: PreparedDocument['referenceProblem'];
}

/**
 * Reads the templates of a document. `layout` says where they stand in its source; without it,
 * places count in `printDocument(document)`.
 */
export function prepareDocument(
  document: PromptDocument,
  layout?: DocumentLayout,
): PreparedDocument {
  let known = layout;
  const places = (): DocumentLayout => (known ??= layoutOf(document));
  const engine = engineOf(document);
  return prepareWith(document, { engine, places, prepareSource, referenceProblem });
}

function prepareSource(source: string): PreparedDocument | readonly DocumentProblem[] {
  const { document, layout, problems } = parseDocument(source);
  return document === undefined ? problems : prepareDocument(document, layout);
}

/** Reads the templates of a document with an engine that the caller chose. */
export function prepareWith(
  document: PromptDocument,
  { engine, places, prepareSource, referenceProblem: problemOf }: Preparation,
): PreparedDocument {
  const { body } = document;
  return {
    document,
    templates: templatesOf(body).map(text => engine.parse(text)),
    locate: (part, position) => locateIn(places().templates[part], position),
    histories: (body.type === 'text' ? [] : body.messages).flatMap((entry, index) => {
      if (entry.role !== 'history') return [];
      const position = (): Position => {
        const { line = 1, nameColumn = 1 } = places().messages[index] ?? {};
        return { line, column: nameColumn };
      };
      return [{ name: entry.name, position }];
    }),
    prepareSource,
    ...(problemOf === undefined ? {} : { referenceProblem: problemOf }),
  };
}

/** From a place in a template to one in the document that it stands in. */
function locateIn(place: TemplatePlace | undefined, { line, column }: Position): Position {
  if (place === undefined) return { line, column };
  const first = line === 1 ? place.column - 1 : 0;
  if (place.isJson === true) {
    return { line: place.line, column: place.column + (line === 1 ? column - 1 : 0) };
  }
  const at = place.line + line - 1;
  const escape = place.escapedLines?.has(at) === true ? 1 : 0;
  return { line: at, column: column + first + escape };
}

/**
 * What is wrong with the templates of a document, in its order: for an editor to underline.
 */
export function templateProblems(
  document: PromptDocument,
  layout?: DocumentLayout,
): readonly DocumentProblem[] {
  return syntaxProblems(prepareDocument(document, layout));
}

export function syntaxProblems(prepared: PreparedDocument): DocumentProblem[] {
  const { templates, locate } = prepared;
  return templates.flatMap((template, part) => {
    const problems = [
      ...template.problems,
      ...template.includes.flatMap(({ reference, ...position }) => {
        const message = prepared.referenceProblem?.(reference);
        return message === undefined ? [] : [{ ...position, message }];
      }),
    ];
    return problems.map(({ message, ...position }): DocumentProblem => {
      return { severity: 'error', message, ...locate(part, position) };
    });
  });
}

/** Throws `template-syntax` with the place of every problem, if there is one. */
export function requireValidTemplates(prepared: PreparedDocument, origin: Origin): void {
  const problems = syntaxProblems(prepared);
  const [first] = problems;
  if (first === undefined) return;
  const place = describeLocation({ ...first, ...includeOf(origin) });
  throw new LedgerError(
    'template-syntax',
    { problems, ...includeOf(origin) },
    `The template cannot be read at ${place}: ${first.message}`,
  );
}

/** `line 3, column 5`, with the included prompt that it lies in. */
export function describeLocation({ line, column, include }: SourceLocation): string {
  const place = `line ${line}, column ${column}`;
  return include === undefined ? place : `${place} of ${include.join(' > ')}`;
}

export function includeOf({ chain }: Origin): { include?: readonly string[] } {
  return chain.length === 0 ? {} : { include: chain };
}

function referenceProblem(reference: string): string | undefined {
  try {
    parseReference(reference);
    return undefined;
  } catch (error) {
    if (error instanceof LedgerError) return error.message;
    throw error;
  }
}
