import type { Command } from '../shell/command';
import { type Answer, type Choice, pick, type Place, wizard } from '../shell/wizard';
import { givenPrompt, wrap } from '../shell/questions';
import { LedgerError } from '../../core/base/errors';
import { printRelease } from '../../core/release/releaseNotes';
import * as vscode from 'vscode';
import { tellInStatusBar } from '../shell/shown';
import { pageOf } from '../../core/ledger/derive/shapes';
import { askEnvironment } from '../environments/served';
import { showText } from '../shell/showText';

/** Shows the releases of a prompt as a timeline; gives them to programs. */
export const releases: Command<'releases'> = async (context, { input, isInteractive }) => {
  const session = await context.registryHost.current();
  const { environment } = input;
  if (!isInteractive) {
    const { prompt } = input;
    return pageOf(await session.registry.releases({ prompt, environment }), input);
  }
  const name = await givenPrompt(session, 'Show Releases', input.prompt);
  if (name === undefined) return undefined;
  context.surfaces.releases(name, environment);
  return undefined;
};

/** Copies the last release of an environment, or the one with this id, as Markdown. */
export const copyRelease: Command<'copyRelease'> = async ({ registryHost }, { input }) => {
  const session = await registryHost.current();
  const { prompt = '', environment, ref } = input;
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
export const exportChangelog: Command<'exportChangelog'> = async (
  { registryHost },
  { input, isInteractive },
) => {
  const session = await registryHost.current();
  if (!isInteractive) {
    return session.registry.changelog({ ...input, environment: input.environment ?? '' });
  }
  const known: { environment?: string; from?: string } = { environment: input.environment };
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
