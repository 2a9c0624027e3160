import { type Command } from '../shell/command';
import { requireTrust } from '../shell/trust';
import { wizard, type Place, type Answer, pick, askText, type Choice, BACK } from '../shell/wizard';
import { openVersion } from '../prompts/prompts';
import type { RegistrySession } from '../shell/session';
import type { InputOf } from '../features';
import type { ServedVersion } from '../../core/ledger/audit/served';
import { wrap } from '../shell/questions';
import { byWhom, fullTime } from '../shell/format';
import * as vscode from 'vscode';
import { DEPLOYMENT_FILTERS, type DeploymentFilter, FILTER_LABELS } from './deploymentFilter';

interface ServedAnswers {
  readonly environment?: string;
  readonly moment?: string;
}

/** Answers what an environment served at a moment, or as of a commit of git. */
export const servedAt: Command<'servedAt'> = async (context, { input, isInteractive }) => {
  const session = await context.registryHost.current();
  if (!isInteractive) return served(session, input);
  const known: ServedAnswers = { environment: input.environment };
  const done = await wizard<ServedAnswers>('What Was Served', known, [
    { field: 'environment', ask: (_, place) => askEnvironment(session, place) },
    { field: 'moment', ask: ({ environment = '' }, place) => askMoment(place, environment) },
  ]);
  if (done?.environment === undefined || done.moment === undefined) return undefined;
  const { environment, moment } = done;
  const found = await served(session, { ...input, environment, ...readWhen(moment) });
  const chosen = await showServed(environment, moment, found);
  if (typeof chosen?.version === 'string') {
    const { prompt, version } = chosen;
    await openVersion(context, { input: { prompt, ref: `${prompt}@${version}` }, isInteractive });
  }
  return found;
};

export async function served(
  { registry }: RegistrySession,
  { environment = '', prompt, at, commit }: InputOf<'servedAt'>,
): Promise<readonly ServedVersion[]> {
  // Git is asked, and runs what the configuration of the folder says.
  if (commit !== undefined) requireTrust();
  return registry.servedAt({ environment, prompt, at, commit });
}

export async function askEnvironment(
  session: RegistrySession,
  place: Place,
): Promise<Answer<{ environment: string }>> {
  const { environments } = await session.registry.config();
  const items = [...environments].reverse().map(({ name }) => ({ label: name, value: name }));
  const answer = await pick({ ...place, placeholder: 'Choose an environment', items });
  return wrap(answer, environment => ({ environment }));
}

async function askMoment(place: Place, environment: string): Promise<Answer<{ moment: string }>> {
  const answer = await askText({
    ...place,
    title: `What ${environment} Served`,
    prompt:
      'A time (2026-05-03 14:00, as your clock showed it; 2026-05-03T14:00Z), a day, or a commit of git.',
    placeholder: '2026-05-03 14:00, HEAD~5, v1.2.0',
    problem: text => (text.trim() === '' ? 'Write a time or a commit.' : undefined),
  });
  return wrap(answer, moment => ({ moment }));
}

/** Whatever looks like a time is one; everything else is for git to know. */
function readWhen(text: string): { readonly at: string } | { readonly commit: string } {
  const trimmed = text.trim();
  return /^\d{4}-\d\d-\d\d| ago$/.test(trimmed) ? { at: trimmed } : { commit: trimmed };
}

async function showServed(
  environment: string,
  moment: string,
  served: readonly ServedVersion[],
): Promise<ServedVersion | undefined> {
  const items = served.map((item): Choice<ServedVersion> => {
    const { prompt, number, version, since, author } = item;
    const label = version === null ? 'nothing' : `v${number ?? `? (${version.slice(0, 8)})`}`;
    const who = since === null || author === null ? '' : byWhom({ author, at: since });
    return {
      label: prompt,
      description: item.diverged ? `${label} · diverged` : label,
      detail: since === null ? '' : `since ${fullTime(since)} · ${who}`,
      iconPath: new vscode.ThemeIcon('note'),
      value: item,
    };
  });
  const title = `${environment}, ${moment}`;
  const placeholder =
    items.length === 0 ? 'It served nothing' : 'Choose a prompt to read what was served';
  const answer = await pick({ title, step: 1, totalSteps: 1, placeholder, items });
  return answer === BACK ? undefined : answer;
}

/** Gives what every environment serves to programs; a person chooses which of it the view shows. */
export const deployments: Command<'deployments'> = async (context, { input, isInteractive }) => {
  const session = await context.registryHost.current();
  if (!isInteractive) return session.registry.deployments(input);
  const items = DEPLOYMENT_FILTERS.map((filter): Choice<DeploymentFilter> => ({
    label: FILTER_LABELS[filter],
    value: filter,
  }));
  const place = { title: 'Filter Deployments', step: 1, totalSteps: 1 };
  const answer = await pick({ ...place, placeholder: 'Choose which to show', items });
  if (answer === undefined || answer === BACK) return undefined;
  context.surfaces.filterDeployments(answer);
  await vscode.commands.executeCommand('promptLedger.environments.focus');
  return undefined;
};
