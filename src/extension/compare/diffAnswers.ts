import { diffDocuments, diffRendered } from '../../core/compare/telling/documents';
import { toHtml, type NamedDiff } from '../../core/compare/sharing/html';
import { diffMarkdown } from '../../core/compare/sharing/markdown';
import { compareSample, countSamples } from '../../core/compare/telling/samples';
import { summarize } from '../../core/compare/telling/summarize';
import { unifiedDiff } from '../../core/compare/text/unified';
import { toDiffView, type DiffView } from '../../core/compare/sharing/view';
import type { RenderedText } from '../../core/prompt/render/renderedText';
import type { ComparedSamples, SharedForm } from '../../protocol/diff';
import { readDiffLimits } from './diffSettings';
import type { DiffHost, DiffInput } from './model';

/** The documents, or what both sides make of a sample. Rejects when a side cannot be read. */
export async function compareSides(host: DiffHost, input: DiffInput): Promise<DiffView> {
  if (input.sample === null) {
    const sources = await sourcesOf(host, input);
    return toDiffView(diffDocuments(...sources, readDiffLimits()));
  }
  const rendered = await renderedOf(host, input, input.sample);
  return toDiffView(diffRendered(...rendered, readDiffLimits()));
}

/** What becomes of each sample, and the line at the top that says so. */
export async function compareSamples(
  host: DiffHost,
  input: DiffInput,
  samples: readonly string[],
): Promise<ComparedSamples> {
  const rows = [];
  for (const sample of samples) {
    rows.push(compareSample(sample, ...(await renderedOf(host, input, sample))));
  }
  const { summary } = summarize(...(await sourcesOf(host, input)), countSamples(rows));
  return { rows, summary };
}

/** A comparison to be shared, with its sides as `label` names them. */
export async function copyOf(
  host: DiffHost,
  input: DiffInput,
  { form, label }: { form: SharedForm; label: (side: string) => string },
): Promise<string> {
  const { prompt, left, right, sample } = input;
  const [leftText, rightText] = await textsOf(host, input);
  if (form === 'copyUnified') {
    const labels = {
      leftLabel: `${prompt}@${label(left)}`,
      rightLabel: `${prompt}@${label(right)}`,
    };
    const file = sample === null ? { file: await host.file(prompt) } : {};
    return unifiedDiff(leftText, rightText, { ...labels, ...file });
  }
  const suffix = sample === null ? '' : ` rendered with ${sample}`;
  const shared: NamedDiff = {
    prompt,
    left: { label: `${label(left)}${suffix}`, source: leftText },
    right: { label: `${label(right)}${suffix}`, source: rightText },
  };
  return form === 'copyHtml' ? toHtml(shared) : diffMarkdown([shared]);
}

/** Rejects where a side cannot be rendered: half a comparison would say the wrong thing. */
async function textsOf(host: DiffHost, input: DiffInput): Promise<[string, string]> {
  if (input.sample === null) return sourcesOf(host, input);
  const [left, right] = await renderedOf(host, input, input.sample);
  return [textOf(left), textOf(right)];
}

function textOf({ text, error }: RenderedText): string {
  if (error !== undefined) throw error;
  return text ?? '';
}

function sourcesOf(host: DiffHost, { prompt, left, right }: DiffInput): Promise<[string, string]> {
  return Promise.all([host.source(prompt, left), host.source(prompt, right)]);
}

function renderedOf(
  host: DiffHost,
  { prompt, left, right }: DiffInput,
  sample: string,
): Promise<[RenderedText, RenderedText]> {
  return Promise.all([host.rendered(prompt, left, sample), host.rendered(prompt, right, sample)]);
}
