import { printJson } from '../../core/base/json';
import { requireDocument } from '../../core/prompt/document/document';
import { LedgerError } from '../../core/base/errors';
import { printOutput } from '../../core/prompt/render/printOutput';
import { toOpenAI } from '../../core/prompt/providers/openai';
import { renderVersion } from '../../registry/render';
import { versionWithSource } from '../../registry/versions';
import type { InputFor } from '../../operations/operation';
import type { render as operation, renderSamples } from '../../operations/declared/rendering';
import type { Context, Result, Run } from '../command';
import { DONE, REFUSED } from '../exitCodes';
import { notTogether } from '../notTogether';
import { givenValues, type GivenValues } from '../variables';

interface RenderCall extends Omit<InputFor<typeof operation>, 'ref'>, GivenValues {
  readonly ref?: string | undefined;
  readonly allSamples?: boolean | undefined;
  readonly openai?: boolean | undefined;
}

export const render: Run<RenderCall> = async (context, given) => {
  const { ref, sample, partial, openai } = given;
  if (given.allSamples === true) return renderAllSamples(context, given);
  if (ref === undefined) {
    const hint = 'Name a version to render, or render the samples of every prompt: --all-samples.';
    throw new LedgerError('invalid-argument', {}, hint);
  }
  const { ledger } = await context.read();
  const { source } = await versionWithSource(ledger, ref);
  const values = await givenValues(context, given, source);
  const { output, warnings } = await renderVersion(ledger, { ref, values, sample, partial });
  if (openai === true) {
    const request = toOpenAI(requireDocument(source), output);
    return { value: request, text: `${printJson(request, 2)}\n`, isData: true, warnings };
  }
  const text = `${printOutput(output, 'text').replace(/\n$/, '')}\n`;
  return { value: output, text, isData: true, warnings };
};

/** Every sample has values of its own, and what it renders to is not printed. */
function refuseValues({ sample, var: values, vars, partial, openai }: RenderCall): void {
  const options = { sample, var: values, vars, partial, openai };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  throw notTogether(['--all-samples', ...given.map(([name]) => `--${name}`)]);
}

/** Renders the samples of working documents, of one prompt or of all, and says which ones fail. */
async function renderAllSamples(context: Context, given: RenderCall): Promise<Result> {
  refuseValues(given);
  const { prompt }: InputFor<typeof renderSamples> = { prompt: given.ref };
  if (prompt?.includes('@') === true) {
    const hint = 'Samples are rendered with working documents. Name the prompt alone.';
    throw new LedgerError('invalid-argument', { prompt }, hint);
  }
  const { registry } = await context.open();
  const results = await context.progress('Rendering samples…', report =>
    registry.renderSamples({
      prompt,
      onSample: (next, done, all) => {
        report(`${done} of ${all}: ${next.prompt}`);
        return true;
      },
    }),
  );
  const failed = results.filter(result => !result.ok);
  return {
    value: results,
    text: style =>
      [
        ...failed.map(
          ({ prompt: name, sample, error }) =>
            `${style.bold(name)} ${sample}: [${style.red(error?.code ?? '')}] ${error?.message ?? ''}\n`,
        ),
        `${results.length - failed.length} of ${results.length} samples render.\n`,
      ].join(''),
    exitCode: failed.length === 0 ? DONE : REFUSED,
  };
}
