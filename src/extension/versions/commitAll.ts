import * as vscode from 'vscode';
import { uncommitted } from '../../registry/commitAll';
import type { Changes } from '../changes/register';
import { requireWritable, type Command } from '../shell/command';
import { checkout, prepareCommit } from './commit';
import { givenPrompt } from '../shell/questions';
import { askText } from '../shell/wizard';
import { askFirst, shownChoices, tellInStatusBar } from '../shell/shown';

/**
 * Commits every prompt that differs from its newest version, each as a version of its own with the
 * same message: what the input box of the Source Control view does.
 */
export const commitAll: Command<'commitAll'> = async (context, { input, isInteractive }) => {
  const session = await requireWritable(context);
  const { changes } = context.surfaces;
  await session.look();
  const { prompts: changed, unread } = uncommitted(session.answers.status(), input.prompts);
  const prompts = isInteractive && changed.length > 1 ? await askPrompts(changed) : changed;
  if (prompts === undefined || prompts.length === 0) return undefined;
  const known = input.message ?? (isInteractive ? messageTyped(changes) : '');
  const message = known ?? (await askMessage(prompts));
  if (message === undefined) return undefined;
  const versions = await session.registry.commitAll({ prompts, unread }, async name => {
    const { prompt, parent } = await prepareCommit(session, name);
    return { prompt, message, parent };
  });
  // Where one was refused, the message stays for it.
  if (isInteractive) await changes.committed();
  const what = versions.map(({ prompt, number }) => `${prompt} v${number}`).join(', ');
  tellInStatusBar(`$(check) Committed ${what}`, 5000);
  return versions;
};

function messageTyped({ message }: Changes): string | undefined {
  return message.trim() === '' ? undefined : message;
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

/**
 * Makes a working document what it was made from again, once a person has agreed: it is an edit that can be
 * undone, but not after the window was closed.
 */
export const discard: Command<'discard'> = async (context, { input, isInteractive }) => {
  const session = await requireWritable(context);
  const prompt = await givenPrompt(
    session,
    'Discard Changes',
    input.prompt,
    ({ state }) => state === 'modified' || state === 'missing',
  );
  if (prompt === undefined) return undefined;
  if (isInteractive && !(await agrees(prompt))) return undefined;
  const madeFrom = session.drafts.parents(prompt);
  const ref = await session.registry.discardTarget({ prompt, madeFrom });
  return checkout(context, { input: { ref }, isInteractive: false });
};

async function agrees(prompt: string): Promise<boolean> {
  const go = 'Discard Changes';
  const detail =
    'What no version holds can be brought back by Undo, as long as the window is open.';
  return (await askFirst(`Discard the changes of ${prompt}?`, go, detail)) === go;
}
