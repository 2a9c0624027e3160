import * as vscode from 'vscode';
import type { LedgerError } from '../../core/base/errors';
import { approve } from './approve';
import type { NextStep } from '../shell/command';
import { promote } from './promote';
import { tellInStatusBar } from '../shell/shown';

/** What a person can do about a refusal to move a tag or an environment. */
export function refusalSteps(error: LedgerError): readonly NextStep[] {
  const { prompt, environment, version, promoteFrom, gate } = textsIn(error);
  if (error.code === 'approvals-missing') {
    return [approveStep(prompt, environment, version), askStep(error)];
  }
  if (error.code !== 'environment-protected' || prompt === undefined) return [];
  if (gate !== undefined) return [previewStep(prompt)];
  // A version that the environment before has not served goes there first.
  const target = promoteFrom ?? environment;
  const chosen = promoteFrom === undefined ? undefined : version;
  const input = { prompt, environment: target, version: chosen };
  const label = target === undefined ? 'Promote' : `Promote to ${target}`;
  return [{ label, take: context => promote(context, { input, isInteractive: true }) }];
}

function approveStep(
  prompt: string | undefined,
  environment: string | undefined,
  version: string | undefined,
): NextStep {
  const ref = prompt === undefined || version === undefined ? undefined : `${prompt}@${version}`;
  const input = { prompt, ref, environment };
  return { label: 'Approve', take: context => approve(context, { input, isInteractive: true }) };
}

/** Who can approve reads it in a chat or a ticket, not here. */
function askStep({ message }: LedgerError): NextStep {
  return {
    label: 'Copy Request',
    take: async () => {
      await vscode.env.clipboard.writeText(message);
      tellInStatusBar('$(copy) Copied what is needed and who can give it', 4000);
    },
  };
}

function previewStep(prompt: string): NextStep {
  return {
    label: 'Preview Prompt',
    take: ({ surfaces }) => {
      surfaces.preview(prompt);
    },
  };
}

type Name = 'prompt' | 'environment' | 'version' | 'promoteFrom' | 'gate';

function textsIn({ data }: LedgerError): Partial<Record<Name, string>> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value === 'string'));
}
