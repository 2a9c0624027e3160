import { LedgerError, type LedgerErrorCode } from '../core/errors';
import type { IncludeResolver } from '../core/render/includes';
import type { Values } from '../core/document/inputs';
import { renderText, type RenderedText } from '../core/render/renderedText';
import { changeValues, printSample, type ValueChange } from '../core/samples/sample';
import { recordedIncludes, resolveIncludes } from './includes';
import { promptNotFound, type Ledger } from './ledger';
import { sampleValues } from './render';
import { writeOrWarn } from './warnings';

export interface SaveSampleInput {
  readonly prompt: string;
  readonly sample: string;
  readonly changes: readonly ValueChange[];
  /** Makes a new sample: one that begins with the values of this one, or with none (`null`). */
  readonly copyOf?: string | null | undefined;
}

/** A sample, named. */
export interface SampleName {
  readonly prompt: string;
  readonly sample: string;
}

/** A sample that was rendered, as programs read it. */
export interface SampleResult extends SampleName {
  readonly ok: boolean;
  readonly error?: { readonly code: LedgerErrorCode; readonly message: string };
}

export interface RenderSamplesInput {
  /** Only the samples of this prompt. */
  readonly prompt?: string | undefined;
  /** Told before each sample; `false` ends the work with what there is by then. */
  readonly onSample?: ((next: SampleName, done: number, all: number) => boolean) | undefined;
}

/**
 * Changes values of a sample and keeps the others, or makes a new one. Throws `sample-not-found`,
 * `name-taken`, `invalid-name`, `invalid-registry`, `registry-newer`, and `invalid-input` where the
 * file holds no JSON object.
 */
export function saveSample(ledger: Ledger, input: SaveSampleInput): Promise<SampleName> {
  return ledger.ports.documents.locked('samples', () => changeSample(ledger, input));
}

async function changeSample(ledger: Ledger, input: SaveSampleInput): Promise<SampleName> {
  // A registry that this version does not understand is not written to, anywhere.
  await ledger.config();
  const { documents } = ledger.ports;
  const { sample, changes, copyOf } = input;
  const { name: prompt } = await ledger.prompt(input.prompt);
  if (copyOf !== undefined && (await documents.samples(prompt)).includes(sample)) {
    throw new LedgerError(
      'name-taken',
      { prompt, sample },
      `"${prompt}" already has a sample "${sample}". Choose another name.`,
    );
  }
  const base = copyOf === undefined ? sample : copyOf;
  const values = base === null ? {} : await sampleValues(ledger, prompt, base);
  const text = printSample(changeValues(values, changes));
  await writeOrWarn(ledger.warn, prompt, () => documents.writeSample(prompt, sample, text));
  return { prompt, sample };
}

export interface RenderSampleInput {
  readonly prompt: string;
  readonly sample: string;
  /** A reference; without it, the working document is rendered. */
  readonly version?: string | undefined;
}

/**
 * Renders a sample with a version or the working document, as far as it goes. Throws what finding
 * the version or the sample does; what rendering has to say is in the result.
 */
export async function renderSample(
  ledger: Ledger,
  { prompt, sample, version: reference }: RenderSampleInput,
): Promise<RenderedText> {
  const { name } = await ledger.prompt(prompt);
  const values = await sampleValues(ledger, name, sample);
  if (reference === undefined) return renderWorking(ledger, name, values);
  const { version } = await ledger.version(reference);
  return renderText(version.source.join('\n'), values, await recordedIncludes(ledger, version));
}

/** Renders every sample with the working document of its prompt, and says which ones fail. */
export async function renderSamples(
  ledger: Ledger,
  { prompt, onSample }: RenderSamplesInput,
): Promise<readonly SampleResult[]> {
  const samples = await listSamples(ledger, prompt);
  const results: SampleResult[] = [];
  for (const next of samples) {
    if (onSample?.(next, results.length, samples.length) === false) break;
    const error = await failureOf(ledger, next);
    results.push({
      ...next,
      ok: error === undefined,
      ...(error && { error: { code: error.code, message: error.message } }),
    });
  }
  return results;
}

/** By prompt, then by name; those of archived prompts only where their prompt is asked for. */
async function listSamples(
  ledger: Ledger,
  wanted: string | undefined,
): Promise<readonly SampleName[]> {
  const { documents } = ledger.ports;
  const prompts = wanted === undefined ? await activePrompts(ledger) : [wanted];
  const found: SampleName[] = [];
  for (const asked of prompts) {
    const { name: prompt } = await ledger.prompt(asked);
    if (wanted !== undefined && (await documents.read(prompt)) === undefined) {
      throw promptNotFound(prompt);
    }
    const names = await documents.samples(prompt);
    for (const sample of names) found.push({ prompt, sample });
  }
  return found;
}

async function activePrompts(ledger: Ledger): Promise<readonly string[]> {
  const active: string[] = [];
  for (const { prompt } of await ledger.ports.documents.list()) {
    const { state } = await ledger.prompt(prompt);
    if (!state.archived) active.push(prompt);
  }
  return active;
}

async function failureOf(
  ledger: Ledger,
  { prompt, sample }: SampleName,
): Promise<LedgerError | undefined> {
  try {
    return (await renderSample(ledger, { prompt, sample })).error;
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
}

async function renderWorking(
  ledger: Ledger,
  prompt: string,
  values: Values,
): Promise<RenderedText> {
  const source = await ledger.ports.documents.read(prompt);
  if (source === undefined) throw promptNotFound(prompt);
  return renderText(source, values, await liveIncludes(ledger, source));
}

/** A document that cannot be read includes nothing; reading it says why. */
async function liveIncludes(ledger: Ledger, source: string): Promise<IncludeResolver> {
  try {
    return (await resolveIncludes(ledger, source)).resolver;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return () => {
      throw error;
    };
  }
}
