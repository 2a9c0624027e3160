import * as vscode from 'vscode';
import { promptNameProblem } from '../../core/base/names';
import type { RegistrySession } from '../shell/session';
import { requireWritable, type Command } from '../shell/command';
import { askPrompt, givenPrompt, wrap } from '../shell/questions';
import { type Answer, askText, pick, type Place, wizard } from '../shell/wizard';
import { tellInStatusBar } from '../shell/shown';
import type { PromptInfo } from '../../core/ledger/derive/model';

const SHOWN_FOR_MS = 4000;

interface RenameAnswers {
  readonly prompt?: string;
  readonly to?: string;
}

/** Gives a prompt another name; its document and samples move, former names keep resolving. */
export const rename: Command<'rename'> = async (context, { input }) => {
  const session = await requireWritable(context);
  const known: RenameAnswers = { prompt: input.prompt, to: input.to };
  const done = await wizard<RenameAnswers>('Rename Prompt', known, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place) },
    {
      field: 'to',
      ask: async ({ prompt = '' }, place) => {
        const { name } = await session.registry.existing(prompt);
        return wrap(await askOtherName(session, place, name), to => ({ to }));
      },
    },
  ]);
  if (done?.prompt === undefined || done.to === undefined) return undefined;
  const { name } = await session.registry.existing(done.prompt);
  const info = await session.registry.rename({ prompt: name, to: done.to });
  session.drafts.moved(name, info.prompt);
  context.registryHost.select(info.prompt);
  return info;
};

function askOtherName(
  session: RegistrySession,
  place: Place,
  name: string,
): Promise<Answer<string>> {
  const taken = new Set(
    session.answers
      .prompts()
      .filter(info => info.prompt !== session.queries.prompt(name)?.documentAt)
      .map(info => info.prompt),
  );
  return askText({
    ...place,
    title: `Rename ${name}`,
    prompt: 'Its new name. Applications that ask for a former name still get it.',
    // Where git moved its document, that is most likely the name that is meant.
    value: session.queries.prompt(name)?.documentAt ?? name,
    isBeginning: true,
    problem: text =>
      text !== name && taken.has(text)
        ? `There is already a prompt "${text}".`
        : promptNameProblem(text),
  });
}

/** Puts a prompt out of sight; everything of it keeps resolving. */
export const archive: Command<'archive'> = async (context, { input, isInteractive }) => {
  const session = await requireWritable(context);
  const name = await givenPrompt(
    session,
    'Archive Prompt',
    input.prompt,
    info => info.versions > 0,
  );
  if (name === undefined) return undefined;
  const info = await session.registry.archive(name);
  if (isInteractive)
    say(`$(archive) Archived ${info.prompt}. Its versions and tags keep resolving`);
  return info;
};

/** Brings an archived prompt back. */
export const restore: Command<'restore'> = async (context, { input }) => {
  const session = await requireWritable(context);
  const done = await wizard('Restore Prompt', { prompt: input.prompt }, [
    { field: 'prompt', ask: (_, place) => askArchived(session, place) },
  ]);
  if (done?.prompt === undefined) return undefined;
  const info = await session.registry.restore(done.prompt);
  context.registryHost.select(info.prompt);
  return info;
};

async function askArchived(
  session: RegistrySession,
  place: Place,
): Promise<Answer<{ prompt: string }>> {
  const items = session.answers
    .prompts()
    .filter(info => info.archived)
    .map(info => ({
      label: info.prompt,
      description: info.description,
      iconPath: new vscode.ThemeIcon('archive'),
      value: info.prompt,
    }));
  const placeholder = items.length === 0 ? 'No prompt is archived' : 'Choose a prompt';
  return wrap(await pick({ ...place, placeholder, items }), prompt => ({ prompt }));
}

interface DescribeAnswers {
  readonly prompt?: string;
  readonly description?: string;
  readonly labels?: readonly string[];
}

/** Says what a prompt is for: a description, and labels to find it by. */
export const describe: Command<'describe'> = async (context, { input, isInteractive }) => {
  const session = await requireWritable(context);
  const { prompt, description, labels } = input;
  if (!isInteractive && prompt !== undefined) {
    return session.registry.describe({ prompt, description, labels });
  }
  const known: DescribeAnswers = { prompt, description, labels };
  const done = await wizard<DescribeAnswers>('Describe Prompt', known, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place) },
    { field: 'description', ask: (state, place) => askDescription(infoOf(session, state), place) },
    { field: 'labels', ask: (state, place) => askLabels(infoOf(session, state), place) },
  ]);
  if (done?.prompt === undefined) return undefined;
  return session.registry.describe({ ...done, prompt: done.prompt });
};

function infoOf(
  session: RegistrySession,
  { prompt = '' }: DescribeAnswers,
): PromptInfo | undefined {
  return session.queries.prompt(prompt);
}

async function askDescription(
  info: PromptInfo | undefined,
  place: Place,
): Promise<Answer<{ description: string }>> {
  const prompt = `What is ${info?.prompt ?? 'it'} for? Lists and searches show it.`;
  const value = info?.description ?? '';
  const answer = await askText({ ...place, prompt, value, isBeginning: true });
  return wrap(answer, description => ({ description }));
}

async function askLabels(
  info: PromptInfo | undefined,
  place: Place,
): Promise<Answer<{ labels: readonly string[] }>> {
  const prompt = 'Labels, separated by commas. Empty removes them all.';
  const value = info?.labels.join(', ') ?? '';
  const answer = await askText({ ...place, prompt, placeholder: 'support, eu', value });
  return wrap(answer, text => ({ labels: splitLabels(text) }));
}

function splitLabels(text: string): readonly string[] {
  return text
    .split(',')
    .map(label => label.trim())
    .filter(label => label !== '');
}

function say(text: string): void {
  tellInStatusBar(text, SHOWN_FOR_MS);
}
