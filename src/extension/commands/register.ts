import * as vscode from 'vscode';
import { LedgerError, type LedgerErrorCode } from '../../core/base/errors';
import { approve } from './approve';
import {
  audit,
  copyRelease,
  deployments,
  exportAudit,
  exportChangelog,
  releases,
  servedAt,
} from './audit';
import { acceptChangelog, cancelChangelog } from './changelog';
import { addEnvironment, configureEnvironment, openConfig } from './environments';
import { refusalSteps } from './refusals';
import { inBackground, log, logError } from '../log';
import { peekedChange } from '../sourceControl/peekedChange';
import { readCall, type Call } from './answers';
import type { Command, CommandContext, NextStep } from './command';
import { blame, goToLineOrigin, showBlame } from './blame';
import { acceptChange, changesSince, revertChange, toggleRemovedText } from './changes';
import { checkout, commit, merge } from './commit';
import { commitAll, discard } from './commitAll';
import { compare, compareInEditor, compareWithPrevious, compareWithWorking } from './compare';
import { exportVersion, importPrompts } from './exchange';
import { archive, describe, rename, restore } from './facts';
import { historyGraph } from './historyGraph';
import { compareAll } from './compareAll';
import type { CommandId } from './ids';
import { openGuide } from './guide';
import { copyId, copyReference, history, refresh, render, search, showLog, status } from './look';
import { initialize, newPrompt, open, openVersion, switchRegistry } from './prompts';
import { promote } from './promote';
import { promoteAll } from './promoteAll';
import { repair } from './repair';
import { rollback } from './rollback';
import { compareRendered, editSample, renderSamples } from './samples';
import { sql } from './sql';
import { tag, untag } from './tags';
import { verify } from './verify';
import { tellError, tellInformation } from '../shown';

/** Every command: without one of them, or with one too many, this does not compile. */
const COMMANDS: Readonly<Record<Exclude<CommandId, 'showMore'>, Command>> = {
  initialize,
  switchRegistry,
  newPrompt,
  open,
  openVersion,
  commit,
  checkout,
  merge,
  commitAll,
  discard,
  changesSince,
  acceptChange,
  revertChange,
  toggleRemovedText,
  history,
  historyGraph,
  blame,
  showBlame,
  goToLineOrigin,
  tag,
  untag,
  approve,
  promote,
  rollback,
  rename,
  archive,
  restore,
  describe,
  promoteAll,
  acceptChangelog,
  cancelChangelog,
  releases,
  copyRelease,
  exportChangelog,
  deployments,
  servedAt,
  audit,
  exportAudit,
  addEnvironment,
  configureEnvironment,
  openConfig,
  render,
  editSample,
  renderSamples,
  compare,
  compareInEditor,
  compareRendered,
  compareWithPrevious,
  compareWithWorking,
  compareAll,
  search,
  status,
  verify,
  repair,
  sql,
  import: importPrompts,
  export: exportVersion,
  copyReference,
  copyId,
  refresh,
  showLog,
  openGuide,
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
    const root = (await context.workbench.open())?.root;
    call = readCall(argument, root);
    return await command(context, call);
  } catch (error) {
    logError(`promptLedger.${id}`, error);
    if (!call.isInteractive || !(error instanceof LedgerError)) throw error;
    inBackground('Telling of an error', tell(context, error, call));
    return undefined;
  }
}

const prompted =
  (command: Command): NextStep['take'] =>
  (context, { data }) =>
    command(context, { answers: { prompt: String(data.prompt) }, isInteractive: true });

/** What a person can do about an error, besides reading it. */
const NEXT_STEPS: Partial<Record<LedgerErrorCode, readonly NextStep[]>> = {
  'stale-parent': [{ label: 'Merge', take: prompted(merge) }],
  'registry-not-found': [
    {
      label: 'Initialize Registry',
      take: context => initialize(context, { answers: {}, isInteractive: true }),
    },
  ],
  'invalid-registry': [
    {
      label: 'Open registry.json',
      take: context => openConfig(context, { answers: {}, isInteractive: true }),
    },
  ],
  'record-corrupt': [
    {
      label: 'Repair Registry',
      take: context => repair(context, { answers: {}, isInteractive: true }),
    },
  ],
  'identity-missing': [
    {
      label: 'Open Settings',
      take: () =>
        vscode.commands.executeCommand('workbench.action.openSettings', 'promptLedger.author'),
    },
  ],
  untrusted: [
    {
      label: 'Manage Trust',
      take: () => vscode.commands.executeCommand('workbench.trust.manage'),
    },
  ],
};

/** Not errors: nothing went wrong, there is only nothing to do. */
const NOTHING_TO_DO: ReadonlySet<LedgerErrorCode> = new Set([
  'nothing-to-commit',
  'nothing-to-promote',
  'nothing-to-roll-back',
]);

async function tell(context: CommandContext, error: LedgerError, call: Call): Promise<void> {
  const { code, message } = error;
  if (NOTHING_TO_DO.has(code)) {
    await tellInformation(message);
    return;
  }
  const steps: readonly NextStep[] = [
    ...(NEXT_STEPS[code] ?? []),
    ...refusalSteps(error),
    {
      label: 'Show Log',
      take: () => {
        log.show();
      },
    },
  ];
  const labels = steps.map(step => step.label);
  const chosen = await tellError(message, ...labels);
  const step = steps.find(({ label }) => label === chosen);
  try {
    await step?.take(context, error, call);
  } catch (next) {
    if (!(next instanceof LedgerError)) throw next;
    await tellError(next.message);
  }
}
