import type { NextStep, CommandContext } from './shell/command';
import { type LedgerErrorCode, LedgerError } from '../core/base/errors';
import { merge } from './versions/commit';
import { initialize } from './prompts/prompts';
import { openConfig } from './environments/environments';
import { repair } from './verify/repair';
import * as vscode from 'vscode';
import { tellInformation, tellError } from './shell/shown';
import { refusalSteps } from './releases/refusals';
import { log } from './shell/log';

/** What a person can do about an error, besides reading it. */
export const NEXT_STEPS: Partial<Record<LedgerErrorCode, readonly NextStep[]>> = {
  'stale-parent': [
    {
      label: 'Merge',
      take: (context, { data }) =>
        merge(context, { input: { prompt: String(data.prompt) }, isInteractive: true }),
    },
  ],
  'registry-not-found': [
    {
      label: 'Initialize Registry',
      take: context => initialize(context, { input: {}, isInteractive: true }),
    },
  ],
  'invalid-registry': [
    {
      label: 'Open registry.json',
      take: context => openConfig(context, { input: {}, isInteractive: true }),
    },
  ],
  'record-corrupt': [
    {
      label: 'Repair Registry',
      take: context => repair(context, { input: {}, isInteractive: true }),
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
export const NOTHING_TO_DO: ReadonlySet<LedgerErrorCode> = new Set([
  'nothing-to-commit',
  'nothing-to-promote',
  'nothing-to-roll-back',
]);

export async function tell(context: CommandContext, error: LedgerError): Promise<void> {
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
    await step?.take(context, error);
  } catch (next) {
    if (!(next instanceof LedgerError)) throw next;
    await tellError(next.message);
  }
}
