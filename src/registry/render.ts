import { parseJson } from '../core/base/json';
import { requirePlaced } from '../core/prompt/document/document';
import { LedgerError } from '../core/base/errors';
import type { Values } from '../core/prompt/document/inputs';
import { renderDocument } from '../core/prompt/render/render';
import { recordedIncludes } from './includes';
import type { Ledger } from './ledger';
import type { RenderedPrompt, RenderOutcome, IncludeResolver } from '../core/prompt/render/model';
import { sourceText } from '../core/ledger/records/records';

export interface RenderInput {
  readonly ref: string;
  readonly values?: Values | undefined;
  /** The name of a sample whose values are used; `values` win over it. */
  readonly sample?: string | undefined;
  /** Leaves what nobody gave in place. */
  readonly partial?: boolean | undefined;
}

/** Renders a version. Throws what resolving, reading the sample and `renderDocument` do. */
export async function render(ledger: Ledger, input: RenderInput): Promise<RenderedPrompt> {
  return (await renderVersion(ledger, input)).output;
}

/** The same with what there is to say of it. */
export async function renderVersion(ledger: Ledger, input: RenderInput): Promise<RenderOutcome> {
  const { snapshot, version } = await ledger.version(input.ref);
  const sample =
    input.sample === undefined ? {} : await sampleValues(ledger, snapshot.name, input.sample);
  return renderSource(
    sourceText(version),
    { ...sample, ...input.values },
    { include: await recordedIncludes(ledger, version), partial: input.partial ?? false },
  );
}

/** The values of a sample. Throws `sample-not-found`, or `invalid-input` where it is no JSON object. */
export async function sampleValues(
  ledger: Ledger,
  prompt: string,
  sample: string,
): Promise<Values> {
  return parseSample(prompt, sample, await ledger.ports.documents.readSample(prompt, sample));
}

/** Reads the text of a sample. Throws `invalid-input` where it is no JSON object. */
export function parseSample(prompt: string, sample: string, text: string): Values {
  const value = readValue(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Values;
  throw new LedgerError(
    'invalid-input',
    { prompt, sample },
    `The sample "${sample}" of "${prompt}" is no JSON object. Write it as {"name": "value"}.`,
  );
}

function readValue(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    // Not a state: the caller refuses everything that is no object.
    return undefined;
  }
}

function renderSource(
  source: string,
  values: Values,
  options: { include: IncludeResolver; partial: boolean },
): RenderOutcome {
  const { document, layout } = requirePlaced(source);
  return renderDocument(document, values, { ...options, layout });
}
