import { parseDocument, type DocumentProblem, type PromptDocument, type Role } from './document';
import { LedgerError } from './errors';
import type { IncludeResolver } from './includes';
import type { Values } from './inputs';
import type { SourceLocation } from './preparedDocument';
import {
  renderDocument,
  type MissingVariable,
  type PartPlaceholder,
  type RenderedPrompt,
} from './render';

/** A stretch of a rendered text; with `placeholder`, the tag of a variable that has no value. */
export interface PreviewSegment {
  readonly text: string;
  readonly placeholder?: string;
}

/** A rendered message; without role, a rendered text. */
export interface PreviewPart {
  readonly role?: Role;
  readonly segments: readonly PreviewSegment[];
}

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
    const { output, placeholders, missing, warnings } = outcome;
    const remarks = warnings.map((message): PreviewProblem => ({ severity: 'warning', message }));
    return {
      output,
      preview: {
        facts,
        parts: partsOf(output, placeholders),
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
    return (problems as readonly DocumentProblem[]).map(problem => {
      const { severity, message: text, place } = toPreviewProblem(problem);
      return { severity, message: text, ...(place && { place: { ...place, ...chain } }) };
    });
  }
  const { line, column } = data;
  if (typeof line !== 'number' || typeof column !== 'number') {
    return [{ severity: 'error', message }];
  }
  return [{ severity: 'error', message, place: { line, column, ...chain } }];
}

function toPreviewProblem({ severity, message, line, column }: DocumentProblem): PreviewProblem {
  return { severity, message, place: { line, column } };
}

function partsOf(
  output: RenderedPrompt,
  placeholders: readonly PartPlaceholder[],
): readonly PreviewPart[] {
  const cut = (text: string, part: number): readonly PreviewSegment[] => {
    return cutAtPlaceholders(
      text,
      placeholders.filter(placeholder => placeholder.part === part),
    );
  };
  if (output.type === 'text') return [{ segments: cut(output.text, 0) }];
  return output.messages.map(({ role, content }, index) => ({
    role,
    segments: cut(content, index),
  }));
}

function cutAtPlaceholders(
  text: string,
  placeholders: readonly PartPlaceholder[],
): readonly PreviewSegment[] {
  const segments: PreviewSegment[] = [];
  let done = 0;
  for (const { name, start, endExclusive } of placeholders) {
    segments.push({ text: text.slice(done, start) });
    segments.push({ text: text.slice(start, endExclusive), placeholder: name });
    done = endExclusive;
  }
  segments.push({ text: text.slice(done) });
  return segments.filter(segment => segment.text !== '');
}

function factsOf({ format, frontMatter }: PromptDocument): readonly string[] {
  const { model, parameters, tools } = frontMatter;
  const entries = typeof parameters === 'object' ? Object.entries(parameters ?? {}) : [];
  return [
    ...(typeof model === 'string' ? [model] : []),
    ...entries.map(
      ([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
    ...(Array.isArray(tools) && tools.length > 0
      ? [`${tools.length} ${tools.length === 1 ? 'tool' : 'tools'}`]
      : []),
    ...(format === 'mustache' ? [] : [`format ${format}`]),
  ];
}

/** A rendered prompt as something to paste: its words, or the messages as an API takes them. */
export function printOutput(output: RenderedPrompt, as: 'text' | 'json'): string {
  if (output.type === 'text') return as === 'text' ? output.text : JSON.stringify(output, null, 2);
  if (as === 'json') return JSON.stringify(output.messages, null, 2);
  return output.messages.map(({ role, content }) => `${role}:\n${content}`).join('\n\n');
}
