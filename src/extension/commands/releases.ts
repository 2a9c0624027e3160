import * as vscode from 'vscode';
import { rollbackTargets } from '../../core/plan/release';
import type { PromotionPreview, RollbackInput } from '../../registry/releases';
import { versionLabel } from '../format';
import type { RegistrySession } from '../session';
import { requireWritable, type Command, type CommandContext } from './command';
import { askPrompt, environmentChoice, versionChoice, wrap } from './questions';
import { askText, pick, wizard, type Answer, type Choice, type Place } from './quickInput';
import { versionInfo, type ReleaseInfo } from '../../core/shapes';

interface PromoteAnswers {
  readonly prompt?: string;
  readonly environment?: string;
  readonly seen?: true;
  readonly changelog?: string;
}

/** Releases to an environment what the one before it serves. */
export const promote: Command = async (context, { answers, isInteractive }) => {
  const session = await requireWritable(context);
  const { registry } = session;
  const known: PromoteAnswers = {
    prompt: answers.prompt,
    environment: answers.environment,
    seen: isInteractive ? undefined : true,
    changelog: isInteractive ? undefined : (answers.changelog ?? ''),
  };
  const preview = ({ prompt = '', environment = '' }: PromoteAnswers): Promise<PromotionPreview> =>
    registry.previewPromotion({ prompt, environment, version: answers.version });
  const done = await wizard<PromoteAnswers>('Promote', known, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place, info => info.versions > 0) },
    {
      field: 'environment',
      ask: ({ prompt = '' }, place) => askTarget(session, place, prompt),
    },
    {
      field: 'seen',
      ask: async (state, place) => askLook(context, place, await preview(state)),
    },
    {
      field: 'changelog',
      ask: async (state, place) => askChangelog(place, await preview(state)),
    },
  ]);
  if (done?.prompt === undefined || done.environment === undefined) return undefined;
  const release = await registry.promote({
    prompt: done.prompt,
    environment: done.environment,
    version: answers.version,
    changelog: isInteractive ? done.changelog : answers.changelog,
  });
  const what = `${release.prompt} ${versionLabel(release)}`;
  vscode.window.setStatusBarMessage(`$(rocket) ${release.environment} serves ${what}`, 5000);
  return release;
};

async function askTarget(
  session: RegistrySession,
  place: Place,
  prompt: string,
): Promise<Answer<{ environment: string }>> {
  const { environments } = await session.registry.config();
  const tags = session.queries.tags(prompt);
  const items = environments
    .filter(environment => environment.promoteFrom !== undefined)
    .map(environment => ({
      ...environmentChoice(environment, tags),
      detail: `from ${String(environment.promoteFrom)}`,
    }));
  const answer = await pick({ ...place, placeholder: 'Choose where to promote to', items });
  return wrap(answer, environment => ({ environment }));
}

/** Shows what the promotion changes, with the comparison one key away. */
async function askLook(
  { surfaces }: CommandContext,
  place: Place,
  { prompt, environment, current, next, verdict }: PromotionPreview,
): Promise<Answer<{ seen: true }>> {
  const was = current === null ? 'nothing' : `v${current.number}`;
  const items: Choice<'go' | 'compare'>[] = [
    {
      label: `$(rocket) Promote v${next.number} to ${environment}`,
      description: `it serves ${was} now`,
      detail: verdictText({ verdict, current }),
      value: 'go',
    },
  ];
  if (current !== null) {
    items.push({
      label: `$(diff) Compare v${current.number} with v${next.number} first`,
      description: 'opens beside; promote again when you have seen it',
      value: 'compare',
    });
  }
  const title = `Promote ${prompt} to ${environment}`;
  const answer = await pick({ ...place, title, placeholder: 'What would change', items });
  if (answer !== 'compare') return wrap(answer, () => ({ seen: true }));
  surfaces.compare(prompt, current?.id ?? next.id, next.id);
  return undefined;
}

/** What a release changes for callers, in one line. */
function verdictText({ verdict, current }: Pick<PromotionPreview, 'verdict' | 'current'>): string {
  if (current === null) return 'The first release there.';
  const { variables, changed, breaking } = verdict;
  const parts = [
    ...(breaking ? ['Breaks callers of the version before'] : []),
    ...(variables.added.length > 0 ? [`new variables: ${variables.added.join(', ')}`] : []),
    ...(variables.removed.length > 0 ? [`variables gone: ${variables.removed.join(', ')}`] : []),
    ...Object.keys(changed).map(key => `${key} changed`),
  ];
  return parts.length === 0
    ? 'Only the text changed: same variables, same model.'
    : parts.join(' · ');
}

/** An input box has one line; what comes back unchanged keeps the lines that it had. */
async function askChangelog(
  place: Place,
  { prompt, environment, changelog }: PromotionPreview,
): Promise<Answer<{ changelog: string }>> {
  const oneLine = changelog.replace(/^- /, '').replaceAll('\n- ', '; ').replaceAll('\n', ' ');
  const answer = await askText({
    ...place,
    title: `Promote ${prompt} to ${environment}`,
    prompt: 'Changelog of this release, from the commit messages in between.',
    value: oneLine,
  });
  return wrap(answer, text => ({ changelog: text === oneLine ? changelog : text }));
}

interface RollbackAnswers {
  readonly prompt?: string;
  readonly environment?: string;
  readonly to?: string;
  readonly reason?: string;
}

/** Releases again what an environment served before. */
export const rollback: Command = async (context, { answers, isInteractive }) => {
  const session = await requireWritable(context);
  const known: RollbackAnswers = {
    prompt: answers.prompt,
    environment: answers.environment,
    to: isInteractive ? answers.to : (answers.to ?? ''),
    reason: answers.reason,
  };
  const done = await wizard<RollbackAnswers>('Roll Back', known, [
    {
      field: 'prompt',
      ask: (_, place) =>
        askPrompt(session, place, info => session.queries.releases(info.prompt).length > 0),
    },
    {
      field: 'environment',
      ask: async ({ prompt = '' }, place) => {
        const tags = session.queries.tags(prompt);
        const { environments } = await session.registry.config();
        const items = environments.map(environment => environmentChoice(environment, tags));
        const answer = await pick({ ...place, placeholder: 'Choose what to roll back', items });
        return wrap(answer, environment => ({ environment }));
      },
    },
    {
      field: 'to',
      ask: ({ prompt = '', environment = '' }, place) =>
        askRollbackTarget(session, place, prompt, environment),
    },
    {
      field: 'reason',
      ask: async ({ prompt = '', environment = '' }, place) => {
        const answer = await askText({
          ...place,
          title: `Roll back ${environment} of ${prompt}`,
          prompt: `Why is ${environment} rolled back? It is recorded with the release.`,
          placeholder: 'Refunds were promised that we do not give',
          problem: text => (text.trim() === '' ? 'A rollback needs a reason.' : undefined),
        });
        return wrap(answer, reason => ({ reason }));
      },
    },
  ]);
  if (done?.prompt === undefined || done.environment === undefined) return undefined;
  const { prompt, environment, to, reason = '' } = done;
  const input = { prompt, environment, to: to === '' ? undefined : to, reason };
  return rollBack(session, input);
};

async function rollBack(session: RegistrySession, input: RollbackInput): Promise<ReleaseInfo> {
  const release = await session.registry.rollback(input);
  const what = `${release.prompt} ${versionLabel(release)}`;
  vscode.window.setStatusBarMessage(`$(discard) ${release.environment} serves ${what} again`, 5000);
  return release;
}

async function askRollbackTarget(
  session: RegistrySession,
  place: Place,
  prompt: string,
  environment: string,
): Promise<Answer<{ to: string }>> {
  const { name, state } = await session.registry.prompt(prompt);
  const targets = rollbackTargets(state, environment);
  // Nothing to choose from: the use case says why, in its own words.
  if (targets.length === 0) return { to: '' };
  const items = targets.map((version, at): Choice<string> => {
    const choice = versionChoice(versionInfo(name, state, version));
    return at === 0 ? { ...choice, detail: 'The release before' } : choice;
  });
  const title = `Roll back ${environment} of ${name}`;
  const answer = await pick({ ...place, title, placeholder: 'Choose what to go back to', items });
  return wrap(answer, to => ({ to }));
}
