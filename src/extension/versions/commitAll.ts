import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { refusalOfSeveral } from '../../core/ledger/plan/severalRefused';
import { textsDiverged } from '../../core/ledger/derive/contestedNames';
import { damageError } from '../../core/ledger/derive/damage';
import type { RegistrySession } from '../shell/session';
import { headBase } from '../changes/changeBase';
import type { Changes } from '../changes/register';
import { requireWritable, type Command } from '../shell/command';
import { checkout, prepareCommit } from './commit';
import { askPrompt } from '../shell/questions';
import { askText, wizard } from '../shell/wizard';
import { shownChoices, tellInStatusBar } from '../shell/shown';
import type { VersionInfo } from '../../core/ledger/derive/model';

/**
 * Commits every prompt that differs from its newest version, each as a version of its own with the
 * same message: what the input box of the Source Control view does.
 */
export const commitAll: Command = async (context, { answers, isInteractive }) => {
  const session = await requireWritable(context);
  const { changes } = context.surfaces;
  await session.look();
  const { modified, unread } = modifiedPrompts(session, answers.prompts);
  const prompts = isInteractive && modified.length > 1 ? await askPrompts(modified) : modified;
  if (prompts === undefined || prompts.length === 0) return undefined;
  const known = answers.message ?? (isInteractive ? messageTyped(changes) : '');
  const message = known ?? (await askMessage(prompts));
  if (message === undefined) return undefined;
  const ordered = await session.registry.includedFirst(prompts);
  const versions = await commitEach(session, ordered, { message, unread });
  // Where one was refused, the message stays for it.
  if (isInteractive) await changes.committed();
  const what = versions.map(({ prompt, number }) => `${prompt} v${number}`).join(', ');
  tellInStatusBar(`$(check) Committed ${what}`, 5000);
  return versions;
};

function messageTyped({ message }: Changes): string | undefined {
  return message.trim() === '' ? undefined : message;
}

interface ModifiedPrompts {
  readonly modified: readonly string[];
  /** Those with a record that cannot be read: a look that could may say that they diverged. */
  readonly unread: readonly LedgerError[];
}

/**
 * Prompts with something to commit, of all or of some. Throws `nothing-to-commit`, and `io` where none of
 * them can be read.
 */
function modifiedPrompts(
  session: RegistrySession,
  among: readonly string[] | undefined,
): ModifiedPrompts {
  const differing = session.queries
    .status()
    .filter(info => !textsDiverged(info) && (info.state === 'modified' || info.state === 'new'))
    .filter(({ prompt }) => among === undefined || among.includes(prompt));
  const unread = differing.flatMap(({ prompt, problem }) =>
    problem?.code === 'io' ? [damageError(prompt, problem)] : [],
  );
  const modified = differing
    .filter(({ problem }) => problem?.code !== 'io')
    .map(({ prompt }) => prompt);
  if (modified.length > 0) return { modified, unread };
  if (unread.length > 0) throw refusalOfSeveral([], unread);
  throw new LedgerError(
    'nothing-to-commit',
    {},
    'There is nothing to commit: every prompt is the same as its newest version.',
  );
}

/** Nobody commits a text by accident that somebody else is still working on. */
async function askPrompts(modified: readonly string[]): Promise<readonly string[] | undefined> {
  const items = modified.map(prompt => ({ label: prompt, picked: true }));
  const chosen = await vscode.window.showQuickPick(shownChoices(items), {
    canPickMany: true,
    title: 'Commit Prompts',
    placeHolder: 'Choose what to commit with this message',
    ignoreFocusOut: true,
  });
  return chosen?.map(({ label }) => label);
}

async function askMessage(prompts: readonly string[]): Promise<string | undefined> {
  const [first = ''] = prompts;
  const what = prompts.length === 1 ? first : `${prompts.length} prompts`;
  const answer = await askText({
    title: `Commit ${what}`,
    step: 1,
    totalSteps: 1,
    prompt: 'What changed, and why?',
  });
  return typeof answer === 'string' ? answer : undefined;
}

interface CommitEach {
  readonly message: string;
  /** Why prompts are left out that nobody began to commit. */
  readonly unread: readonly LedgerError[];
}

/** One that is refused does not keep the others; after all, every one that was left out is told. */
async function commitEach(
  session: RegistrySession,
  prompts: readonly string[],
  { message, unread }: CommitEach,
): Promise<readonly VersionInfo[]> {
  const versions: VersionInfo[] = [];
  const refusals: LedgerError[] = [...unread];
  for (const name of prompts) {
    try {
      const { prompt, parent } = await prepareCommit(session, name);
      versions.push(await session.registry.commit({ prompt, message, parent }));
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      refusals.push(error);
    }
  }
  if (refusals.length > 0) throw refusalOfSeveral(versions, refusals);
  return versions;
}

/** Makes a working document what it was made from again: an edit that can be undone. */
export const discard: Command = async (context, { answers }) => {
  const session = await requireWritable(context);
  const done = await wizard('Discard Changes', { prompt: answers.prompt }, [
    {
      field: 'prompt',
      ask: (_, place) =>
        askPrompt(session, place, ({ state }) => state === 'modified' || state === 'missing'),
    },
  ]);
  if (done?.prompt === undefined) return undefined;
  const { name } = await session.registry.prompt(done.prompt);
  const base = headBase(session, name);
  if (base === undefined) {
    throw new LedgerError(
      'version-not-found',
      { prompt: name },
      `"${name}" has no version yet, so there is nothing to go back to.`,
    );
  }
  return checkout(context, { answers: { ref: `${name}@${base.id}` }, isInteractive: false });
};
