import { printJson } from '../../base/json';
import { parseDocument } from '../document/document';
import { LedgerError } from '../../base/errors';
import type { Values } from '../document/inputs';
import { previewParts, type PreviewPart } from './previewParts';
import { renderDocument } from './render';
import type { DocumentProblem, PromptDocument } from '../document/model';
import type { MissingVariable, RenderedPrompt, IncludeResolver, SourceLocation } from './model';

export interface PreviewProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly place?: SourceLocation;
}

/** Everything that a preview shows of a document. */
export interface Preview {
  /** Model and parameters, one short text each. */
  readonly facts: readonly string[];
  /** Absent when nothing could be rendered; `problems` then says why. */
  readonly parts?: readonly PreviewPart[];
  readonly missing: readonly MissingVariable[];
  readonly problems: readonly PreviewProblem[];
}

export interface PreviewResult {
  readonly preview: Preview;
  /** What was rendered, missing variables left in place. */
  readonly output?: RenderedPrompt;
}

/** Renders a source as far as it goes. Total: what cannot be rendered is a problem of the preview. */
export function previewDocument(
  source: string,
  values: Values,
  include: IncludeResolver,
): PreviewResult {
  const { document, layout, problems } = parseDocument(source);
  const found = problems.map(toPreviewProblem);
  if (document === undefined) return { preview: { facts: [], missing: [], problems: found } };
  const facts = factsOf(document);
  try {
    const outcome = renderDocument(document, values, { include, layout, partial: true });
    const { output, missing, warnings } = outcome;
    const remarks = warnings.map((message): PreviewProblem => ({ severity: 'warning', message }));
    return {
      output,
      preview: {
        facts,
        parts: previewParts(outcome),
        missing,
        problems: [...found, ...remarks],
      },
    };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return { preview: { facts, missing: [], problems: [...problemsOfError(error), ...found] } };
  }
}

/** What an error says, with its places where it has some. */
export function problemsOfError({ data, message }: LedgerError): readonly PreviewProblem[] {
  const { problems, include } = data;
  const chain = Array.isArray(include) ? { include: include as readonly string[] } : {};
  if (Array.isArray(problems)) {
    return (problems as readonly (DocumentProblem & SourceLocation)[]).map(problem =>
      toPreviewProblem({ ...chain, ...problem }),
    );
  }
  const { line, column } = data;
  if (typeof line !== 'number' || typeof column !== 'number') {
    return [{ severity: 'error', message }];
  }
  return [{ severity: 'error', message, place: { line, column, ...chain } }];
}

function toPreviewProblem(problem: DocumentProblem & SourceLocation): PreviewProblem {
  const { severity, message, line, column, include } = problem;
  return { severity, message, place: { line, column, ...(include && { include }) } };
}

function factsOf({ format, frontMatter }: PromptDocument): readonly string[] {
  const { model, parameters, tools } = frontMatter;
  const entries = typeof parameters === 'object' ? Object.entries(parameters ?? {}) : [];
  return [
    ...(typeof model === 'string' ? [model] : []),
    ...entries.map(
      ([name, value]) => `${name} ${typeof value === 'string' ? value : printJson(value)}`,
    ),
    ...(Array.isArray(tools) && tools.length > 0
      ? [`${tools.length} ${tools.length === 1 ? 'tool' : 'tools'}`]
      : []),
    ...(format === 'mustache' ? [] : [`format ${format}`]),
  ];
}
