import * as vscode from 'vscode';
import { LedgerError } from '../core/base/errors';
import { inBackground, logError } from './shell/log';
import { peekedChange } from './changes/peekedChange';
import { readCall, type Call } from './shell/call';
import type { Command, CommandContext } from './shell/command';
import type { CommandId } from './features';
import { promptsCommands } from './prompts/commands';
import { versionsCommands } from './versions/commands';
import { tagsCommands } from './tags/commands';
import { environmentsCommands } from './environments/commands';
import { releasesCommands } from './releases/commands';
import { auditCommands } from './audit/commands';
import { previewCommands } from './preview/commands';
import { compareCommands } from './compare/commands';
import { historyCommands } from './history/commands';
import { blameCommands } from './blame/commands';
import { changesCommands } from './changes/commands';
import { queryCommands } from './query/commands';
import { exchangeCommands } from './exchange/commands';
import { verifyCommands } from './verify/commands';
import { helpCommands } from './help/commands';
import { tell } from './errorSteps';

/** Every command but `showMore`, which is told which list to continue. */
const COMMANDS: Readonly<Record<Exclude<CommandId, 'showMore'>, Command>> = {
  ...promptsCommands,
  ...versionsCommands,
  ...tagsCommands,
  ...environmentsCommands,
  ...releasesCommands,
  ...auditCommands,
  ...previewCommands,
  ...compareCommands,
  ...historyCommands,
  ...blameCommands,
  ...changesCommands,
  ...queryCommands,
  ...exchangeCommands,
  ...verifyCommands,
  ...helpCommands,
};

/** Registers all commands. */
export function registerCommands(context: CommandContext): vscode.Disposable {
  const registered = Object.entries(COMMANDS).map(([id, command]) =>
    vscode.commands.registerCommand(
      `promptLedger.${id}`,
      (argument: unknown, ...others: readonly unknown[]) =>
        run(context, id, command, peekedChange(argument, ...others) ?? argument),
    ),
  );
  const showMore = vscode.commands.registerCommand('promptLedger.showMore', (node: unknown) => {
    context.surfaces.showMore(node);
  });
  return vscode.Disposable.from(...registered, showMore);
}

/** A person sees what went wrong, with the next step as a button; a program gets the error. */
async function run(
  context: CommandContext,
  id: string,
  command: Command,
  argument: unknown,
): Promise<unknown> {
  const isObject = typeof argument === 'object' && argument !== null && !('kind' in argument);
  let call: Call = { answers: {}, isInteractive: !isObject || argument instanceof vscode.Uri };
  try {
    const root = (await context.registryHost.open())?.root;
    call = readCall(argument, id, root);
    return await command(context, call);
  } catch (error) {
    logError(`promptLedger.${id}`, error);
    if (!call.isInteractive || !(error instanceof LedgerError)) throw error;
    inBackground('Telling of an error', tell(context, error, call));
    return undefined;
  }
}
