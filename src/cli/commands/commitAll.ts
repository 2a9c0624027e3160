import { textsDiverged } from '../../core/ledger/derive/contestedNames';
import { damageError } from '../../core/ledger/derive/damage';
import { LedgerError } from '../../core/base/errors';
import { refusalOfSeveral } from '../../core/ledger/plan/severalRefused';
import { listStatus } from '../../registry/listing';
import type { Context, OpenedRegistry, Result } from '../command';
import { described } from '../sentences';
import type { StatusInfo, VersionInfo } from '../../core/ledger/derive/model';

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
  const opened = await context.open();
  await opened.registry.finishActs();
  const changed = (await listStatus(opened.ledger)).filter(
    info => !textsDiverged(info) && (info.state === 'modified' || info.state === 'new'),
  );
  // What a look could not read may say that a prompt diverged, whatever the next look reads.
  const unread = changed.filter(({ problem }) => problem?.code === 'io');
  const readable = changed.filter(info => !unread.includes(info)).map(({ prompt }) => prompt);
  const prompts = await opened.registry.includedFirst(readable);
  if (changed.length === 0) {
    const same = 'There is nothing to commit: every prompt is the same as its newest version.';
    throw new LedgerError('nothing-to-commit', {}, same);
  }
  const { versions, refusals } = await context.progress('Committing…', report =>
    commitEach(opened, prompts, prompt => {
      report(prompt);
      return { prompt, message, tag };
    }),
  );
  const left = [...unread.flatMap(unreadError), ...refusals];
  if (left.length > 0) throw refusalOfSeveral(versions, left);
  return {
    value: versions,
    text: style => versions.map(item => `Committed ${described(item, style)}\n`).join(''),
  };
}

type CommitInput = Parameters<OpenedRegistry['registry']['commit']>[0];

function unreadError({ prompt, problem }: StatusInfo): readonly LedgerError[] {
  if (problem?.path.startsWith('prompts/') !== true) {
    return problem === undefined ? [] : [damageError(prompt, problem)];
  }
  const { path, message } = problem;
  const text = `The working document of "${prompt}" cannot be read: ${message}`;
  return [new LedgerError('io', { prompt, path }, text)];
}

interface Committed {
  readonly versions: readonly VersionInfo[];
  readonly refusals: readonly LedgerError[];
}

/** One that is refused does not keep the others. */
async function commitEach(
  { registry }: OpenedRegistry,
  prompts: readonly string[],
  inputOf: (prompt: string) => CommitInput,
): Promise<Committed> {
  const versions: VersionInfo[] = [];
  const refusals: LedgerError[] = [];
  for (const prompt of prompts) {
    try {
      versions.push(await registry.commit(inputOf(prompt)));
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      refusals.push(error);
    }
  }
  return { versions, refusals };
}
