import type { Command } from '../shell/command';
import { givenPrompt } from '../shell/questions';
import { statusOf } from '../prompts/prompts';
import * as vscode from 'vscode';

/** As many versions as anybody reads: a list beyond that is a matter for SQL. */
export const READ_AT_MOST = { limit: 10_000 };

/** Shows the versions of a prompt. */
export const history: Command<'history'> = async ({ registryHost }, { input }) => {
  const session = await registryHost.require();
  const name = await givenPrompt(session, 'Show History', input.prompt);
  if (name === undefined) return undefined;
  statusOf(session, name);
  registryHost.select(name);
  await vscode.commands.executeCommand('promptLedger.versions.focus');
  return session.answers.versions(name, READ_AT_MOST);
};
