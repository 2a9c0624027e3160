import { LedgerError, type LedgerErrorCode } from '../core/base/errors';
import type { Values } from '../core/prompt/document/inputs';
import { renderText, type RenderedText } from '../core/prompt/render/renderedText';
import { changeValues, printSample, type ValueChange } from '../core/prompt/samples/sample';
import { recordedIncludes, resolveIncludes } from './includes';
import { promptNotFound, type Ledger } from './ledger';
import { sampleValues } from './render';
import { writeOrWarn } from './warnings';
import type { IncludeResolver } from '../core/prompt/render/model';
import { sourceText } from '../core/ledger/records/records';

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
  /** Where it failed; `sample` is "*" where the samples of the prompt could not be listed. */
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
  return renderText(sourceText(version), values, await recordedIncludes(ledger, version));
}

/** Renders every sample with the working document of its prompt, and says which ones fail. */
export async function renderSamples(
  ledger: Ledger,
  { prompt, onSample }: RenderSamplesInput,
): Promise<readonly SampleResult[]> {
  const { samples, failed } = await listSamples(ledger, prompt);
  const results: SampleResult[] = [...failed];
  for (const next of samples) {
    const done = results.length - failed.length;
    if (onSample?.(next, done, samples.length) === false) break;
    const error = await failureOf(ledger, next);
    results.push({
      ...next,
      ok: error === undefined,
      ...(error && { error: { code: error.code, message: error.message } }),
    });
  }
  return results;
}

/** Samples by prompt, then by name, and what stands for those of prompts that cannot be asked. */
interface ListedSamples {
  readonly samples: readonly SampleName[];
  readonly failed: readonly SampleResult[];
}

/** Those of archived prompts only where their prompt is asked for; one alone fails by itself. */
async function listSamples(ledger: Ledger, wanted: string | undefined): Promise<ListedSamples> {
  const { documents } = ledger.ports;
  if (wanted !== undefined) {
    const { name } = await ledger.prompt(wanted);
    if ((await documents.read(name)) === undefined) throw promptNotFound(name);
    return { samples: await samplesOf(ledger, name), failed: [] };
  }
  const samples: SampleName[] = [];
  const failed: SampleResult[] = [];
  for (const { prompt } of await documents.list()) {
    try {
      const { name, state } = await ledger.prompt(prompt);
      if (!state.archived) samples.push(...(await samplesOf(ledger, name)));
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      const { code, message } = error;
      failed.push({ prompt, sample: '*', ok: false, error: { code, message } });
    }
  }
  return { samples, failed };
}

async function samplesOf(ledger: Ledger, prompt: string): Promise<readonly SampleName[]> {
  return (await ledger.ports.documents.samples(prompt)).map(sample => ({ prompt, sample }));
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
