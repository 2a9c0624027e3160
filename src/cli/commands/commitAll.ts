import { LedgerError } from '../../core/base/errors';
import { uncommitted } from '../../registry/commitAll';
import type { commitAll as operation } from '../../operations/declared/versions';
import type { InputFor } from '../../operations/operation';
import type { Context, Result } from '../command';
import { described } from '../sentences';

interface CommitAllCall extends Omit<InputFor<typeof operation>, 'prompts'> {
  readonly tag?: string | undefined;
  readonly prompt?: string | undefined;
  readonly file?: string | undefined;
  readonly parent?: string | readonly string[] | undefined;
}

/**
 * Commits every prompt that differs from its newest version, each as a version of its own.
 * @param named what makes no sense for all of them
 */
export async function commitAll(
  context: Context,
  { message, tag, ...named }: CommitAllCall,
): Promise<Result> {
  const given = named.prompt ?? named.file ?? named.parent?.[0];
  if (given !== undefined) {
    const hint = 'With --all every prompt that changed is committed as it is; name nothing else.';
    throw new LedgerError('invalid-argument', { argument: given }, hint);
  }
  const { registry } = await context.open();
  await registry.finishActs();
  const chosen = uncommitted(await registry.status(), undefined);
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
