import * as vscode from 'vscode';
import { printCsv } from '../../core/ledger/audit/csv';
import { EVENT_KINDS, type EventFilter, type EventKind } from '../../core/ledger/audit/events';
import { parseMoment, type ServedVersion } from '../../core/ledger/audit/served';
import { LedgerError } from '../../core/base/errors';
import { printRelease } from '../../core/release/releaseNotes';
import { byWhom, fullTime } from '../format';
import type { RegistrySession } from '../session';
import {
  DEPLOYMENT_FILTERS,
  FILTER_LABELS,
  type DeploymentFilter,
} from '../views/deploymentFilter';
import type { Answers } from './answers';
import { requireTrust, type Command } from './command';
import { openVersion } from './prompts';
import { askPrompt, wrap } from './questions';
import { askText, BACK, pick, wizard, type Answer, type Choice, type Place } from './quickInput';
import { tellInStatusBar } from '../shown';

/** Shows everything that happened as a table; gives it to programs. */
export const audit: Command = async (context, { answers, isInteractive }) => {
  const session = await context.workbench.require();
  const filter = filterOf(answers);
  if (!isInteractive) return session.registry.events(filter);
  context.surfaces.audit(answers.prompt === undefined ? {} : { prompt: answers.prompt });
  return undefined;
};

/** Everything that happened as a text, CSV or JSON; a person gets it in an editor, to be saved. */
export const exportAudit: Command = async ({ workbench }, { answers, isInteractive }) => {
  const session = await workbench.require();
  const format = answers.format ?? (isInteractive ? await askFormat() : 'csv');
  if (format === undefined) return undefined;
  if (format !== 'csv' && format !== 'json') {
    const message = `There is no format "${format}". There are: csv, json.`;
    throw new LedgerError('invalid-argument', { format }, message);
  }
  const events = await session.registry.events(filterOf(answers));
  const content = format === 'csv' ? printCsv(events) : `${JSON.stringify(events, null, 2)}\n`;
  if (isInteractive) await showText(content, format === 'csv' ? 'csv' : 'json');
  return content;
};

async function askFormat(): Promise<string | undefined> {
  const items = [
    { label: 'CSV', description: 'for a spreadsheet', value: 'csv' },
    { label: 'JSON', description: 'for a program', value: 'json' },
  ];
  const place = { title: 'Export Audit', step: 1, totalSteps: 1, placeholder: 'Choose a format' };
  const answer = await pick({ ...place, items });
  return answer === BACK ? undefined : answer;
}

function filterOf(answers: Answers): EventFilter {
  const { prompt, environment, who, text, from, to, kinds } = answers;
  return {
    ...{ prompt, environment, who, text },
    kinds: kinds?.map(readKind),
    from: from === undefined ? undefined : parseMoment(from),
    to: to === undefined ? undefined : parseMoment(to, true),
  };
}

function readKind(kind: string): EventKind {
  const known = EVENT_KINDS.find(name => name === kind);
  if (known !== undefined) return known;
  const message = `There is no event "${kind}". There are: ${EVENT_KINDS.join(', ')}.`;
  throw new LedgerError('invalid-argument', { kind, kinds: EVENT_KINDS }, message);
}

/** Shows a text in a new editor that is saved nowhere yet. */
async function showText(content: string, language: string): Promise<void> {
  const languages = await vscode.languages.getLanguages();
  const known = languages.includes(language) ? language : 'plaintext';
  const document = await vscode.workspace.openTextDocument({ content, language: known });
  await vscode.window.showTextDocument(document, { preview: false });
}

interface ServedAnswers {
  readonly environment?: string;
  readonly moment?: string;
}

/** Answers what an environment served at a moment, or as of a commit of git. */
export const servedAt: Command = async (context, { answers, isInteractive }) => {
  const session = await context.workbench.require();
  if (!isInteractive) return served(session, answers);
  const known: ServedAnswers = { environment: answers.environment };
  const done = await wizard<ServedAnswers>('What Was Served', known, [
    { field: 'environment', ask: (_, place) => askEnvironment(session, place) },
    { field: 'moment', ask: ({ environment = '' }, place) => askMoment(place, environment) },
  ]);
  if (done?.environment === undefined || done.moment === undefined) return undefined;
  const { environment, moment } = done;
  const found = await served(session, { ...answers, environment, ...readWhen(moment) });
  const chosen = await showServed(environment, moment, found);
  if (typeof chosen?.version === 'string') {
    const { prompt, version } = chosen;
    await openVersion(context, { answers: { prompt, ref: `${prompt}@${version}` }, isInteractive });
  }
  return found;
};

async function served(
  { registry }: RegistrySession,
  { environment = '', prompt, at, commit }: Answers,
): Promise<readonly ServedVersion[]> {
  // Git is asked, and runs what the configuration of the folder says.
  if (commit !== undefined) requireTrust();
  const moment = at === undefined ? undefined : parseMoment(at, true);
  return registry.servedAt({ environment, prompt, at: moment, commit });
}

async function askEnvironment(
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
  if (!/^\d{4}-\d\d-\d\d/.test(trimmed)) return { commit: trimmed };
  return { at: trimmed.replace(/^(\S+)\s+(?=\d)/, '$1T') };
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

/** Shows the releases of a prompt as a timeline; gives them to programs. */
export const releases: Command = async (context, { answers, isInteractive }) => {
  const session = await context.workbench.require();
  const { environment } = answers;
  if (!isInteractive) return session.registry.releases({ prompt: answers.prompt, environment });
  const done = await wizard('Show Releases', { prompt: answers.prompt }, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place) },
  ]);
  if (done?.prompt === undefined) return undefined;
  const { name } = await session.registry.prompt(done.prompt);
  context.surfaces.releases(name, environment);
  return undefined;
};

/** Copies the last release of an environment, or the one with this id, as Markdown. */
export const copyRelease: Command = async ({ workbench }, { answers }) => {
  const session = await workbench.require();
  const { prompt = '', environment, ref } = answers;
  const found = await session.registry.releases({ prompt, environment });
  const release = found.find(({ id }) => ref?.endsWith(`@${id}`) === true) ?? found[0];
  if (release === undefined) {
    throw new LedgerError(
      'version-not-found',
      { prompt },
      `"${prompt}" was never released. Promote it first.`,
    );
  }
  const text = printRelease(release);
  await vscode.env.clipboard.writeText(text);
  tellInStatusBar('$(copy) Copied the release as Markdown', 4000);
  return text;
};

const SPANS: readonly (readonly [label: string, days: number | undefined])[] = [
  ['The Last 7 Days', 7],
  ['The Last 30 Days', 30],
  ['The Last 90 Days', 90],
  ['Since the Beginning', undefined],
];
const DAY_MS = 24 * 3_600_000;

/** The changelog of an environment over a span of time, as Markdown. */
export const exportChangelog: Command = async ({ workbench }, { answers, isInteractive }) => {
  const session = await workbench.require();
  const from = answers.from === undefined ? undefined : parseMoment(answers.from);
  const to = answers.to === undefined ? undefined : parseMoment(answers.to, true);
  if (!isInteractive) {
    return session.registry.changelog({ environment: answers.environment ?? '', from, to });
  }
  const known: { environment?: string; from?: string } = { environment: answers.environment };
  const done = await wizard('Export Changelog', known, [
    { field: 'environment', ask: (_, place) => askEnvironment(session, place) },
    { field: 'from', ask: (_, place) => askSpan(place) },
  ]);
  if (done?.environment === undefined || done.from === undefined) return undefined;
  const since = done.from === '' ? undefined : done.from;
  const changelog = await session.registry.changelog({
    environment: done.environment,
    from: since,
  });
  await showText(changelog.markdown, 'markdown');
  return changelog;
};

async function askSpan(place: Place): Promise<Answer<{ from: string }>> {
  const items = SPANS.map(([label, days]): Choice<string> => ({
    label,
    value: days === undefined ? '' : new Date(Date.now() - days * DAY_MS).toISOString(),
  }));
  const answer = await pick({ ...place, placeholder: 'Choose a span of time', items });
  return wrap(answer, from => ({ from }));
}

/** Gives what every environment serves to programs; a person chooses which of it the view shows. */
export const deployments: Command = async (context, { isInteractive }) => {
  const session = await context.workbench.require();
  if (!isInteractive) return session.registry.deployments();
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
