import * as vscode from 'vscode';
import { nothingToRollBack } from '../../core/ledger/plan/release';
import type { RollbackPreview } from '../../registry/releases';
import { versionLabel } from '../shell/format';
import type { RegistrySession } from '../shell/session';
import { requireWritable, type Command } from '../shell/command';
import { askPrompt, environmentChoice, versionChoice, wrap } from '../shell/questions';
import { askText, pick, wizard, type Answer, type Choice, type Place } from '../shell/wizard';
import { verdictLine } from './verdictRows';
import { tellInStatusBar } from '../shell/shown';

interface RollbackAnswers {
  readonly prompt?: string;
  readonly environment?: string;
  readonly to?: string;
  readonly reason?: string;
}

/** Releases again what an environment served before. */
export const rollback: Command<'rollback'> = async (context, { input, isInteractive }) => {
  const session = await requireWritable(context);
  const known: RollbackAnswers = {
    prompt: input.prompt,
    environment: input.environment,
    to: isInteractive ? input.to : (input.to ?? ''),
    reason: input.reason,
  };
  const done = await wizard<RollbackAnswers>('Roll Back', known, [
    {
      field: 'prompt',
      ask: (_, place) =>
        askPrompt(session, place, info => session.queries.releases(info.prompt).length > 0),
    },
    {
      field: 'environment',
      ask: ({ prompt = '' }, place) => askEnvironment(session, place, prompt),
    },
    {
      field: 'to',
      ask: ({ prompt = '', environment = '' }, place) =>
        askTarget(session, place, prompt, environment),
    },
    {
      field: 'reason',
      ask: ({ prompt = '', environment = '' }, place) => askReason(place, prompt, environment),
    },
  ]);
  if (done?.prompt === undefined || done.environment === undefined) return undefined;
  const { prompt, environment, to, reason = '' } = done;
  const target = to === '' ? undefined : to;
  const release = await session.registry.rollback({ prompt, environment, to: target, reason });
  const what = `${release.prompt} ${versionLabel(release)}`;
  tellInStatusBar(`$(discard) ${release.environment} serves ${what} again`, 5000);
  return release;
};

/** The last environment of the pipeline comes first; where only one has something below, it is meant. */
async function askEnvironment(
  session: RegistrySession,
  place: Place,
  prompt: string,
): Promise<Answer<{ environment: string }>> {
  const { environments } = await session.registry.config();
  const tags = session.answers.tags(prompt);
  const released = environments.filter(
    ({ name }) => session.queries.releases(prompt, name).length > 1,
  );
  const [only] = released;
  if (released.length === 1 && only !== undefined) return { environment: only.name };
  // Nothing to choose from: every environment is offered, and the use case says why it cannot.
  const offered = released.length === 0 ? environments : released;
  const items = [...offered].reverse().map(item => environmentChoice(item, tags));
  const answer = await pick({ ...place, placeholder: 'Choose what to roll back', items });
  return wrap(answer, environment => ({ environment }));
}

async function askTarget(
  session: RegistrySession,
  place: Place,
  prompt: string,
  environment: string,
): Promise<Answer<{ to: string }>> {
  const targets = await session.registry.previewRollback({ prompt, environment });
  // Before anybody writes a reason for nothing.
  if (targets.length === 0) throw nothingToRollBack(prompt, environment);
  const title = `Roll back ${environment} of ${prompt}`;
  const placeholder = 'Choose what to go back to';
  const answer = await pick({ ...place, title, placeholder, items: targets.map(targetChoice) });
  return wrap(answer, to => ({ to }));
}

function targetChoice({ version, verdict }: RollbackPreview, at: number): Choice<string> {
  const before = at === 0 ? 'The release before. ' : '';
  return {
    ...versionChoice(version),
    iconPath: new vscode.ThemeIcon(verdict.breaking ? 'warning' : 'discard'),
    detail: `${before}${verdictLine(verdict)}`,
  };
}

async function askReason(
  place: Place,
  prompt: string,
  environment: string,
): Promise<Answer<{ reason: string }>> {
  const answer = await askText({
    ...place,
    title: `Roll back ${environment} of ${prompt}`,
    prompt: `Why is ${environment} rolled back? It is recorded with the release.`,
    placeholder: 'Refunds were promised that we do not give',
    problem: text => (text.trim() === '' ? 'A rollback needs a reason.' : undefined),
  });
  return wrap(answer, reason => ({ reason }));
}
