import * as vscode from 'vscode';
import { textsDiverged } from '../../core/ledger/derive/contestedNames';
import type { CommitInput } from '../../registry/inputs';
import type { RegistrySession } from '../shell/session';
import { requireWritable, type Command } from '../shell/command';
import { documentUri } from '../shell/paths';
import { showDocument } from '../prompts/prompts';
import { askPrompt, askReference, givenPrompt, wrap } from '../shell/questions';
import { askText, wizard } from '../shell/wizard';
import { tellInStatusBar } from '../shell/shown';

interface CommitAnswers {
  readonly prompt?: string;
  readonly message?: string;
}

/** Commits the working document as a new version. */
export const commit: Command<'commit'> = async (context, { input, isInteractive }) => {
  const session = await requireWritable(context);
  const known: CommitAnswers = {
    prompt: input.prompt,
    message: isInteractive ? input.message : (input.message ?? ''),
  };
  const done = await wizard<CommitAnswers>('Commit Prompt', known, [
    {
      field: 'prompt',
      ask: (_, place) => askPrompt(session, place, info => info.state !== 'missing'),
    },
    {
      field: 'message',
      ask: async ({ prompt = '' }, place) => {
        const { number } = await prepareCommit(session, prompt);
        const answer = await askText({
          ...place,
          title: `Commit ${prompt} as v${number}`,
          prompt: 'What changed, and why?',
          placeholder: 'Ask for the order number before looking anything up',
          value: context.surfaces.changes.message,
        });
        return wrap(answer, message => ({ message }));
      },
    },
  ]);
  if (done?.prompt === undefined) return undefined;
  const { prompt, parent } = await prepareCommit(session, done.prompt, input);
  const { message } = done;
  const { tag, source } = input;
  const version = await session.registry.commit({ prompt, message, tag, parent, source });
  if (message !== '' && message === context.surfaces.changes.message) {
    context.surfaces.changes.clearMessage();
  }
  context.registryHost.select(prompt);
  tellInStatusBar(`$(check) Committed ${prompt} v${version.number}`, 5000);
  return version;
};

/**
 * Looks at the disk, refuses what cannot be committed before anything is asked (the text is then
 * still as typed), and saves. Throws what `previewCommit` does, and `io`.
 */
export async function prepareCommit(
  session: RegistrySession,
  prompt: string,
  { parent, source }: Pick<CommitInput, 'parent' | 'source'> = {},
): Promise<{ prompt: string; number: number; parent: CommitInput['parent'] }> {
  await session.registry.refresh();
  const isCurrent = session.queries.prompt(prompt) !== undefined;
  const name = isCurrent ? prompt : (await session.registry.prompt(prompt)).name;
  const parents = parent ?? session.drafts.parents(name);
  const preview = await session.registry.previewCommit({ prompt: name, parent: parents, source });
  if (source === undefined) await session.documents.save(name);
  return { ...preview, parent: parents };
}

/** Makes a version's source the working document: an edit that can be undone. */
export const checkout: Command<'checkout'> = async (context, { input, isInteractive }) => {
  const session = await requireWritable(context);
  const done = await wizard(
    'Check Out Version',
    {
      prompt: input.ref ?? input.prompt,
      ref: isInteractive ? input.ref : (input.ref ?? input.prompt),
    },
    [
      { field: 'prompt', ask: (_, place) => askPrompt(session, place) },
      { field: 'ref', ask: ({ prompt: name = '' }, place) => askReference(session, place, name) },
    ],
  );
  if (done?.ref === undefined) return undefined;
  const { prompt } = await session.registry.version(done.ref);
  const isThere = (await session.documents.read(prompt)) !== undefined;
  // Open first: an open document is changed by an edit, and an edit can be undone.
  if (isThere) await vscode.workspace.openTextDocument(documentUri(session.root, prompt));
  session.drafts.savedHere(prompt);
  const version = await session.registry.checkout({ ref: done.ref, force: true });
  await showDocument(session, prompt);
  return version;
};

/**
 * Merges heads that the working document does not hold into it, for a person to look at. Where they
 * disagree, somebody who is there decides in VS Code's merge editor; a program finds markers in the text.
 */
export const merge: Command<'merge'> = async (context, { input, isInteractive }) => {
  const session = await requireWritable(context);
  const name = await givenPrompt(session, 'Merge Versions', input.prompt, textsDiverged);
  if (name === undefined) return undefined;
  await showDocument(session, name);
  session.drafts.savedHere(name);
  const merged = await session.registry.merge({
    prompt: name,
    parent: session.drafts.parents(name),
  });
  session.drafts.merged(name, merged.heads);
  const { conflicts, heads, conflict } = merged;
  if (conflict === undefined) {
    tellInStatusBar(`$(git-merge) Merged ${name}: look at it, then commit`, 8000);
  } else if (isInteractive) {
    await session.documents.save(name);
    await context.surfaces.decideMerge(session, name, conflict);
  }
  return { prompt: name, conflicts, heads };
};
