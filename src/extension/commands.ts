import * as vscode from 'vscode';
import { LedgerError } from '../core/base/errors';
import { inBackground, logError } from './shell/log';
import { peekedChange } from './changes/peekedChange';
import { selectedFiles } from './exchange/selectedFiles';
import { readCall } from './shell/call';
import type { Command, CommandContext } from './shell/command';
import type { CommandId } from './features';
import { promptsCommands } from './prompts/commands';
import { versionsCommands } from './versions/commands';
import { tagsCommands } from './tags/commands';
import { environmentsCommands } from './environments/commands';
import { releasesCommands } from './releases/commands';
import { auditCommands } from './audit/commands';
import { previewCommands } from './preview/commands';
import { runCommands } from './run/commands';
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
type Id = Exclude<CommandId, 'showMore'>;

const COMMANDS: { readonly [Each in Id]: Command<Each> } = {
  ...promptsCommands,
  ...versionsCommands,
  ...tagsCommands,
  ...environmentsCommands,
  ...releasesCommands,
  ...auditCommands,
  ...previewCommands,
  ...runCommands,
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
  const registered = (Object.keys(COMMANDS) as Id[]).map(id =>
    vscode.commands.registerCommand(
      `promptLedger.${id}`,
      (argument: unknown, ...others: readonly unknown[]) =>
        run(context, id, chosenArgument(argument, others)),
    ),
  );
  const showMore = vscode.commands.registerCommand('promptLedger.showMore', (node: unknown) => {
    context.surfaces.showMore(node);
  });
  return vscode.Disposable.from(...registered, showMore);
}

/** Some menus say in further arguments what was chosen. */
function chosenArgument(argument: unknown, others: readonly unknown[]): unknown {
  return peekedChange(argument, ...others) ?? selectedFiles(argument, ...others) ?? argument;
}

/** A person sees what went wrong, with the next step as a button; a program gets the error. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- It ties a command to its input.
async function run<Each extends Id>(
  context: CommandContext,
  id: Each,
  argument: unknown,
): Promise<unknown> {
  const isObject = typeof argument === 'object' && argument !== null && !('kind' in argument);
  let isInteractive = !isObject || argument instanceof vscode.Uri;
  try {
    const root = (await context.registryHost.open())?.root;
    const call = readCall(id, argument, root);
    ({ isInteractive } = call);
    return await COMMANDS[id](context, call);
  } catch (error) {
    logError(`promptLedger.${id}`, error);
    if (!isInteractive || !(error instanceof LedgerError)) throw error;
    inBackground('Telling of an error', tell(context, error));
    return undefined;
  }
}
