import type * as vscode from 'vscode';
import { parseDocument } from '../../core/prompt/document/document';
import { LedgerError } from '../../core/base/errors';
import type { Values } from '../../core/prompt/document/inputs';
import {
  previewDocument,
  problemsOfError,
  type PreviewProblem,
  type PreviewResult,
} from '../../core/prompt/render/preview';
import { changeValues, type ValueChange } from '../../core/prompt/samples/sample';
import {
  lackingNames,
  listFields,
  type FieldOptions,
} from '../../core/prompt/samples/sampleFields';
import type { PreviewForm } from '../../protocol/preview';
import type { IncludeResolver } from '../../core/prompt/render/model';

/** The values of a sample, or why they cannot be read. */
export type PreviewSample =
  | { readonly name: string; readonly values: Values }
  | { readonly name: string; readonly error: string };

/** Where the content of a preview comes from. */
export interface PreviewSource {
  /** The working document as it is now, unsaved edits included; `undefined` when there is none. */
  documentOf(prompt: string): Promise<{ uri: vscode.Uri; text: string } | undefined>;
  /** Sorted by name, unsaved edits included. */
  samplesOf(prompt: string): Promise<readonly PreviewSample[]>;
  /** Finds what a source includes, live. Throws a `LedgerError` when that cannot even begin. */
  includesOf(source: string): Promise<IncludeResolver>;
}

/** What a person looks at. */
export interface PreviewSubject {
  readonly prompt: string;
  /** `null`: none; `undefined`: the first there is. */
  readonly sample: string | null | undefined;
  /** What is typed into the form and not saved. */
  readonly changes: readonly ValueChange[];
}

export interface BuiltPreview extends PreviewResult {
  /** The sample that was chosen. */
  readonly sample: string | null;
  readonly samples: readonly string[];
  readonly form?: PreviewForm;
  /** What would be asked; absent while the document or the sample cannot be read. */
  readonly asked?: { readonly source: string; readonly values: Values };
}

/** Renders what a person looks at. No registry, or files that cannot be read: it says so. */
export async function buildPreview(
  source: PreviewSource,
  subject: PreviewSubject,
): Promise<BuiltPreview> {
  try {
    return await read(source, subject);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return { ...failed(problemsOfError(error)), samples: [], sample: subject.sample ?? null };
  }
}

async function read(source: PreviewSource, subject: PreviewSubject): Promise<BuiltPreview> {
  const { prompt, sample, changes } = subject;
  const [document, samples] = await Promise.all([
    source.documentOf(prompt),
    source.samplesOf(prompt),
  ]);
  const chosen = sample === undefined ? samples[0] : samples.find(({ name }) => name === sample);
  const names = { samples: samples.map(({ name }) => name), sample: chosen?.name ?? null };
  if (document === undefined) {
    const message = `"${prompt}" has no working document. Check out a version to see it here.`;
    return { ...failed([{ severity: 'error', message }]), ...names };
  }
  const { text } = document;
  const include = await includesOf(source, text);
  if (chosen !== undefined && 'error' in chosen) {
    return { ...withProblem(previewDocument(text, {}, include), chosen.error), ...names };
  }
  const saved = chosen?.values ?? {};
  const values = changeValues(saved, changes);
  const result = previewDocument(text, values, include);
  return {
    ...result,
    ...names,
    asked: { source: text, values },
    form: formOf(text, {
      values: saved,
      missing: result.preview.missing.map(({ name }) => name),
      asked: changes.map(({ name }) => name),
      include,
    }),
  };
}

/** A document that cannot be read includes nothing; reading it says why. */
async function includesOf(source: PreviewSource, text: string): Promise<IncludeResolver> {
  try {
    return await source.includesOf(text);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return () => {
      throw error;
    };
  }
}

/** None while the document cannot be read: the page keeps the one it has. */
function formOf(source: string, options: FieldOptions): PreviewForm | undefined {
  const { document, layout } = parseDocument(source);
  if (document === undefined) return undefined;
  const { values = {} } = options;
  const fields = listFields(document, { ...options, layout });
  return {
    fields: fields.map(field => ({
      ...field,
      saved: Object.hasOwn(values, field.name) ? values[field.name] : undefined,
    })),
    lacks: lackingNames(fields, values),
  };
}

function withProblem(result: PreviewResult, message: string): PreviewResult {
  const problem: PreviewProblem = { severity: 'error', message };
  const { preview } = result;
  return { ...result, preview: { ...preview, problems: [problem, ...preview.problems] } };
}

function failed(problems: readonly PreviewProblem[]): PreviewResult {
  return { preview: { facts: [], missing: [], problems } };
}
