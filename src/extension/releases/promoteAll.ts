import { countOf } from '../../core/base/countOf';
import * as vscode from 'vscode';
import { promotedJson, type Promotable, type PromotedPrompt } from '../../registry/promotable';
import type { PromotionPreview } from '../../registry/releases';
import { subject } from '../shell/format';
import { log, logError } from '../shell/log';
import type { RegistrySession } from '../shell/session';
import { writeChangelogs } from './changelog';
import { requireWritable, type Command, type CommandContext } from '../shell/command';
import { askPromotionTarget, wrap } from '../shell/questions';
import {
  BACK,
  pick,
  pickMany,
  wizard,
  type Answer,
  type Choice,
  type Place,
} from '../shell/wizard';
import { movementOf, refusalLine, verdictLine } from './verdictRows';
import { tellInStatusBar, tellWarning } from '../shell/shown';

interface ManyAnswers {
  readonly environment?: string;
  readonly previews?: readonly PromotionPreview[];
  readonly changelogs?: Readonly<Record<string, string>>;
}

/** Releases several prompts to an environment, each by a release of its own. */
export const promoteAll: Command<'promoteAll'> = async (context, { input, isInteractive }) => {
  const session = await requireWritable(context);
  await session.look();
  if (!isInteractive) {
    const { environment = '', prompts, changelogs } = input;
    const offered = prompts ?? (await session.registry.promotable(environment)).map(nameOf);
    return promotedJson(
      await session.registry.promoteAll({ environment, prompts: offered, changelogs }),
    );
  }
  const known: ManyAnswers = { environment: input.environment };
  const done = await wizard<ManyAnswers>('Promote', known, [
    { field: 'environment', ask: (_, place) => askPromotionTarget(session, place) },
    {
      field: 'previews',
      ask: ({ environment = '' }, place) => askPrompts(session, place, environment),
    },
    {
      field: 'changelogs',
      ask: ({ environment = '', previews = [] }, place) =>
        review(context, place, environment, previews),
    },
  ]);
  if (done?.environment === undefined || done.previews === undefined) return undefined;
  const { environment, previews, changelogs } = done;
  const prompts = previews.map(({ prompt }) => prompt);
  const results = await run(session, { environment, prompts, changelogs });
  await tell(context, environment, results);
  return promotedJson(results);
};

const nameOf = ({ prompt }: Promotable): string => prompt;

/** Asks which of the prompts that two environments serve differently. */
async function askPrompts(
  session: RegistrySession,
  place: Place,
  environment: string,
): Promise<Answer<{ previews: readonly PromotionPreview[] }>> {
  const location = { viewId: 'promptLedger.environments' };
  const found = await vscode.window.withProgress({ location }, () =>
    session.registry.promotable(environment),
  );
  const items = choicesOf(found);
  const title = `Promote to ${environment}`;
  const isNone = !items.some(item => item.value !== undefined);
  const placeholder = isNone
    ? `Nothing to promote: ${environment} serves what the environment before it serves`
    : 'Choose what to promote';
  const answer = await pickMany({ ...place, title, placeholder, items });
  return wrap(answer, previews => ({ previews }));
}

/** What breaks callers or fails comes first and is not chosen by itself. */
function choicesOf(found: readonly Promotable[]): readonly Choice<PromotionPreview>[] {
  const [careful, plain] = [found.filter(needsLook), found.filter(item => !needsLook(item))];
  const separator = (label: string): Choice<PromotionPreview> => {
    return { label, kind: vscode.QuickPickItemKind.Separator };
  };
  return [
    ...(careful.length === 0 ? [] : [separator('Look at These First'), ...careful.map(choiceOf)]),
    ...(careful.length === 0 || plain.length === 0 ? [] : [separator('Nothing Breaks')]),
    ...plain.map(choiceOf),
  ];
}

function needsLook(item: Promotable): boolean {
  if ('error' in item) return true;
  const { refusal, verdict } = item.preview;
  return refusal !== null || verdict.breaking || (verdict.samples?.failing ?? []).length > 0;
}

function choiceOf(item: Promotable): Choice<PromotionPreview> {
  if ('error' in item) {
    return { label: `$(error) ${item.prompt}`, detail: item.error.message };
  }
  const { preview } = item;
  const { refusal, verdict, current } = preview;
  const isCareful = needsLook(item);
  const icon = refusal !== null ? '$(error) ' : isCareful ? '$(warning) ' : '';
  return {
    label: `${icon}${preview.prompt}`,
    description: movementOf(preview),
    detail: refusalLine(preview) ?? verdictLine(verdict, current === null),
    picked: !isCareful,
    value: preview,
  };
}

type ReviewChoice = 'go' | 'write' | { readonly compare: PromotionPreview };

/** Shows what each release will say until the person goes on. */
async function review(
  { surfaces, ...context }: CommandContext,
  place: Place,
  environment: string,
  previews: readonly PromotionPreview[],
): Promise<Answer<{ changelogs: Readonly<Record<string, string>> }>> {
  const title = `Promote ${countOf(previews.length, 'prompt')} to ${environment}`;
  const changelogs = Object.fromEntries(previews.map(item => [item.prompt, item.changelog]));
  for (;;) {
    const items = reviewChoices(environment, previews);
    const placeholder = 'Each is a release of its own; choose one to compare it first';
    const answer = await pick<ReviewChoice>({ ...place, title, placeholder, items });
    if (answer === undefined || answer === BACK) return answer;
    if (answer === 'go') return { changelogs };
    if (answer === 'write') {
      const written = await writeChangelogs({ ...context, surfaces }, environment, previews);
      return written === undefined ? undefined : { changelogs: written };
    }
    const { prompt, current, next } = answer.compare;
    surfaces.compare(prompt, current?.id ?? next.id, next.id);
  }
}

function reviewChoices(
  environment: string,
  previews: readonly PromotionPreview[],
): Choice<ReviewChoice>[] {
  return [
    {
      label: `$(rocket) Promote ${countOf(previews.length, 'prompt')} to ${environment}`,
      description: 'with the changelogs below',
      value: 'go',
    },
    { label: '$(edit) Write the Changelogs in an Editor', value: 'write' },
    { label: 'Releases', kind: vscode.QuickPickItemKind.Separator },
    ...previews.map((preview): Choice<ReviewChoice> => {
      const { prompt, changelog, verdict, current } = preview;
      return {
        label: `${verdict.breaking ? '$(warning) ' : ''}${prompt}`,
        description: `${movementOf(preview)} · ${verdictLine(verdict, current === null)}`,
        detail: subject(changelog.replaceAll('\n', ' ')),
        value: { compare: preview },
      };
    }),
  ];
}

interface Run {
  readonly environment: string;
  readonly prompts: readonly string[];
  readonly changelogs: Readonly<Record<string, string>> | undefined;
}

function run(session: RegistrySession, work: Run): Thenable<readonly PromotedPrompt[]> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Promoting to ${work.environment}`,
    cancellable: true,
  };
  const increment = 100 / work.prompts.length;
  return vscode.window.withProgress(options, (progress, cancelled) =>
    session.registry.promoteAll({
      ...work,
      onPrompt: (prompt, done) => {
        progress.report({ message: prompt, increment: done === 0 ? 0 : increment });
        return !cancelled.isCancellationRequested;
      },
    }),
  );
}

async function tell(
  context: CommandContext,
  environment: string,
  results: readonly PromotedPrompt[],
): Promise<void> {
  const failed = results.filter(({ error }) => error !== null);
  const done = results.length - failed.length;
  tellInStatusBar(`$(rocket) Promoted ${countOf(done, 'prompt')} to ${environment}`, 5000);
  for (const { prompt, error } of failed) logError(`Promoting ${prompt}`, error);
  const [first] = failed;
  if (first === undefined) return;
  const message = `${countOf(failed.length, 'prompt')} of ${results.length} could not be promoted to ${environment}. ${first.error?.message ?? ''}`;
  const chosen = await tellWarning(message, 'Promote the Rest', 'Show Log');
  if (chosen === 'Show Log') log.show();
  if (chosen === 'Promote the Rest') {
    await promoteAll(context, { input: { environment }, isInteractive: true });
  }
}
