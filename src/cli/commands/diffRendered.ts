import {
  renderedDiff,
  type RenderedDiff,
  type RenderedSide,
} from '../../core/compare/telling/renderedDiff';
import { LedgerError } from '../../core/base/errors';
import { shortId } from '../../core/ledger/plan/resolve';
import { parseReference } from '../../core/base/references';
import type { compare } from '../../operations/declared/compare';
import type { InputFor } from '../../operations/operation';
import type { Context, OpenedRegistry, Result } from '../command';
import { DONE, REFUSED } from '../exitCodes';
import { colouredDiff } from '../sentences';
import type { Style } from '../style';

interface DiffRenderedCall extends InputFor<typeof compare> {
  readonly sample?: string | undefined;
  readonly allSamples?: boolean | undefined;
  readonly exitCode?: boolean | undefined;
}

/** Compares what two versions, or one and the working document, make of samples. */
export async function diffRendered(
  context: Context,
  { left, right, sample, allSamples, exitCode }: DiffRenderedCall,
): Promise<Result> {
  const opened = await context.open();
  const { name } = await opened.ledger.existing(parseReference(right ?? left).prompt);
  const samples = allSamples === true ? await opened.documents.samples(name) : [sample ?? ''];
  const compared: RenderedDiff[] = [];
  for (const next of samples) {
    const [before, after] = [
      await renderSide(opened, next, left),
      await renderSide(opened, next, right, name),
    ];
    compared.push(renderedDiff(next, before, after));
  }
  const differs = compared.some(({ identical }) => !identical);
  return {
    value: allSamples === true ? compared : compared[0],
    text: style => compared.map(item => printRendered(item, style)).join(''),
    exitCode: exitCode === true && differs ? REFUSED : DONE,
  };
}

async function renderSide(
  { registry, ledger }: OpenedRegistry,
  sample: string,
  reference: string | undefined,
  working = '',
): Promise<RenderedSide> {
  const label = reference === undefined ? working : labelOf(await ledger.version(reference));
  const prompt = reference === undefined ? working : parseReference(reference).prompt;
  const input = { prompt, sample, version: reference };
  try {
    const { text, error } = await registry.renderSample(input);
    return { label, text, error: error && { code: error.code, message: error.message } };
  } catch (error) {
    // A sample that is missing is the person's mistake, whatever the sides say.
    if (!(error instanceof LedgerError) || error.code === 'sample-not-found') throw error;
    return { label, text: undefined, error: { code: error.code, message: error.message } };
  }
}

function labelOf({
  snapshot,
  version,
}: Awaited<ReturnType<OpenedRegistry['ledger']['version']>>): string {
  return `${snapshot.name}@${shortId(version.id)}`;
}

function printRendered({ sample, identical, unified, errors }: RenderedDiff, style: Style): string {
  const head = `${style.bold(`# ${sample}:`)} ${identical ? 'the same' : 'differs'}\n`;
  const problems = errors.map(
    ({ side, code, message }) => `${side}: [${style.red(code)}] ${message}\n`,
  );
  return `${head}${problems.join('')}${colouredDiff(unified, style)}`;
}
