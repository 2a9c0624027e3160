import { LedgerError } from '../../core/base/errors';
import { uncommitted } from '../../registry/commitAll';
import { listStatus } from '../../registry/listing';
import type { Context, Result } from '../command';
import { described } from '../sentences';

/** Commits every prompt that differs from its newest version, each as a version of its own. */
export async function commitAll(
  context: Context,
  named: readonly (string | undefined)[],
): Promise<Result> {
  const { file, parent, message, tag } = context.options;
  const given = named[0] ?? file ?? parent?.[0];
  if (given !== undefined) {
    const hint = 'With --all every prompt that changed is committed as it is; name nothing else.';
    throw new LedgerError('invalid-argument', { argument: given }, hint);
  }
  const { ledger, registry } = await context.open();
  await registry.finishActs();
  const chosen = uncommitted(await listStatus(ledger), undefined);
  const versions = await context.progress('Committing…', report =>
    registry.commitAll(chosen, prompt => {
      report(prompt);
      return { prompt, message, tag };
    }),
  );
  return {
    value: versions,
    text: style => versions.map(item => `Committed ${described(item, style)}\n`).join(''),
  };
}
