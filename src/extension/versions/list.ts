import type { Command } from '../shell/command';
import { wizard } from '../shell/wizard';
import { askPrompt } from '../shell/questions';
import { statusOf } from '../prompts/prompts';
import * as vscode from 'vscode';

/** As many as anybody reads: a list beyond that is a matter for SQL. */
const ALL = 10_000;

/** Shows the versions of a prompt. */
export const history: Command = async ({ registryHost }, { answers }) => {
  const session = await registryHost.require();
  const done = await wizard('Show History', { prompt: answers.prompt }, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place) },
  ]);
  if (done?.prompt === undefined) return undefined;
  const { name } = await session.registry.prompt(done.prompt);
  statusOf(session, name);
  registryHost.select(name);
  await vscode.commands.executeCommand('promptLedger.versions.focus');
  return session.answers.versions(name, { limit: ALL });
};
