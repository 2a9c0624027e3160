import { printJson } from '../../core/base/json';
import { requireDocument } from '../../core/prompt/document/document';
import { LedgerError } from '../../core/base/errors';
import { printOutput } from '../../core/prompt/render/printOutput';
import { toOpenAI } from '../../core/prompt/providers/openai';
import type { Context, Options, Result } from '../command';
import { DONE, REFUSED } from '../exitCodes';
import { notTogether } from '../notTogether';
import { givenValues } from '../variables';

export async function render(context: Context, ref?: string): Promise<Result> {
  if (context.options.allSamples === true) return renderAllSamples(context, ref);
  if (ref === undefined) {
    const hint = 'Name a version to render, or render the samples of every prompt: --all-samples.';
    throw new LedgerError('invalid-argument', {}, hint);
  }
  const { registry } = await context.open();
  const { sample, partial } = context.options;
  const { source } = await registry.version(ref);
  const values = await givenValues(context, source);
  const output = await registry.render({ ref, values, sample, partial });
  if (context.options.openai === true) {
    const request = toOpenAI(requireDocument(source), output);
    return { value: request, text: `${printJson(request, 2)}\n`, isData: true };
  }
  const text = `${printOutput(output, 'text').replace(/\n$/, '')}\n`;
  return { value: output, text, isData: true };
}

/** Every sample has values of its own, and what it renders to is not printed. */
function refuseValues({ sample, var: values, vars, partial, openai }: Options): void {
  const options = { sample, var: values, vars, partial, openai };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  throw notTogether(['--all-samples', ...given.map(([name]) => `--${name}`)]);
}

/** Renders the samples of working documents, of one prompt or of all, and says which ones fail. */
async function renderAllSamples(context: Context, prompt?: string): Promise<Result> {
  refuseValues(context.options);
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
