import { LedgerError } from '../../core/base/errors';
import { promotedJson, type Promotable, type PromotedPrompt } from '../../registry/promotable';
import type { promoteAll } from '../../operations/declared/releases';
import type { InputFor } from '../../operations/operation';
import type { Context, Result } from '../command';
import { DONE, REFUSED } from '../exitCodes';
import { previewText, promotableJson } from '../promotions';
import { pointed } from '../sentences';
import type { Style } from '../style';

interface PromoteManyCall extends Pick<InputFor<typeof promoteAll>, 'environment'> {
  /** What else was named, which makes no sense for all of them. */
  readonly extra: string | undefined;
  readonly changelog: string | undefined;
  readonly dryRun: boolean | undefined;
}

/** Releases every prompt that an environment serves otherwise than the one before it. */
export async function promoteMany(
  context: Context,
  { environment, extra, changelog, dryRun }: PromoteManyCall,
): Promise<Result> {
  if (extra !== undefined) {
    const hint = 'With --all, name the environment alone: promote --all production';
    throw new LedgerError('invalid-argument', { argument: extra }, hint);
  }
  const { registry } = await context.open();
  const offered = await context.progress('Reading every record…', () =>
    registry.promotable(environment),
  );
  if (dryRun === true) return preview(environment, offered);
  const prompts = offered.map(({ prompt }) => prompt);
  const changelogs = Object.fromEntries(
    changelog === undefined ? [] : prompts.map(prompt => [prompt, changelog]),
  );
  const results = await context.progress('Promoting…', report =>
    registry.promoteAll({
      ...{ environment, prompts, changelogs },
      onPrompt: (prompt, done) => {
        report(`${done + 1} of ${prompts.length}: ${prompt}`);
        return true;
      },
    }),
  );
  return {
    value: promotedJson(results),
    text: style => printResults(environment, results, style),
    exitCode: results.some(({ error }) => error !== null) ? REFUSED : DONE,
  };
}

function preview(environment: string, offered: readonly Promotable[]): Result {
  const isRefused = offered.some(item => 'error' in item || item.preview.refusal !== null);
  return {
    value: offered.map(promotableJson),
    text: style =>
      offered.length === 0
        ? nothing(environment)
        : offered.map(item => printPreview(item, style)).join('\n'),
    exitCode: isRefused ? REFUSED : DONE,
  };
}

function printPreview(item: Promotable, style: Style): string {
  if ('preview' in item) return previewText(item.preview, style);
  return `${style.bold(item.prompt)}\n  ${style.red('Refused:')} ${item.error.message}\n`;
}

function nothing(environment: string): string {
  return `Nothing to promote: ${environment} serves what the environment before it serves.\n`;
}

function printResults(
  environment: string,
  results: readonly PromotedPrompt[],
  style: Style,
): string {
  if (results.length === 0) return nothing(environment);
  return results
    .map(({ prompt, release, error }) =>
      release === null
        ? `${style.red('Refused:')} ${style.bold(prompt)}: ${error?.message ?? ''}\n`
        : `Released: ${pointed(release, style)}\n`,
    )
    .join('');
}
