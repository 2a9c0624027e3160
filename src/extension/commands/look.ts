import * as vscode from 'vscode';
import { log } from '../log';
import { troublesOf } from '../../core/ledger/derive/troubles';
import type { RegistrySession } from '../session';
import type { Command } from './command';
import { open, statusOf } from './prompts';
import { askPrompt, promptChoice, wrap } from './questions';
import { askText, pick, wizard, type Choice } from './quickInput';
import type { SearchHit } from '../../index/queries';
import { tellInStatusBar } from '../shown';
import type { PromptInfo } from '../../core/ledger/derive/model';

/** As many as anybody reads: a list beyond that is a matter for SQL. */
const ALL = 10_000;
const HITS = 200;

/** Shows the versions of a prompt. */
export const history: Command = async ({ workbench }, { answers }) => {
  const session = await workbench.require();
  const done = await wizard('Show History', { prompt: answers.prompt }, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place) },
  ]);
  if (done?.prompt === undefined) return undefined;
  const { name } = await session.registry.prompt(done.prompt);
  statusOf(session, name);
  workbench.select(name);
  await vscode.commands.executeCommand('promptLedger.versions.focus');
  return session.queries.versions(name, { limit: ALL });
};

/** Finds prompts by what they say: names, descriptions, labels, messages, newest texts. */
export const search: Command = async (context, { answers, isInteractive }) => {
  const session = await context.workbench.require();
  const done = await wizard('Search Prompts', { text: answers.text }, [
    {
      field: 'text',
      ask: async (_, place) => {
        const prompt = 'In names, descriptions, labels, commit messages and newest texts.';
        const answer = await askText({ ...place, prompt, placeholder: 'refund' });
        return wrap(answer, text => ({ text }));
      },
    },
  ]);
  if (done?.text === undefined) return undefined;
  const hits = session.queries.search(done.text, HITS);
  const found = new Set(hits.map(hit => hit.prompt));
  if (isInteractive) {
    const title = hits.length === 0 ? `Nothing holds "${done.text}"` : `"${done.text}"`;
    const items = hits.map(hitChoice);
    const place = { title, step: 1, totalSteps: 1, placeholder: 'Choose what to open' };
    const hit = await pick({ ...place, items });
    if (typeof hit === 'object') {
      const { prompt } = hit;
      await open(context, { answers: { prompt }, isInteractive });
    }
  }
  return session.queries.prompts().filter(info => found.has(info.prompt));
};

function hitChoice(hit: SearchHit): Choice<SearchHit> {
  return {
    label: hit.prompt,
    description: hit.where === 'name' ? '' : hit.where,
    detail: hit.where === 'name' ? '' : hit.text.trim(),
    iconPath: new vscode.ThemeIcon('note'),
    value: hit,
  };
}

/** Tells which working documents differ from what is committed. */
export const status: Command = async (context, { isInteractive }) => {
  const session = await context.workbench.require();
  const all = session.queries.status();
  if (!isInteractive) return all;
  // The document of an archived prompt may well be gone.
  const isOpen = (info: PromptInfo): boolean =>
    troublesOf(info).length > 0 ||
    (info.state !== 'clean' && !(info.state === 'missing' && info.archived));
  const differing = session.queries.prompts().filter(isOpen);
  const items = differing.map(promptChoice);
  const title = differing.length === 0 ? 'Everything is committed' : 'Not Committed';
  const place = { title, step: 1, totalSteps: 1, placeholder: 'Choose what to open' };
  const prompt = await pick({ ...place, items });
  if (typeof prompt === 'string') await open(context, { answers: { prompt }, isInteractive });
  return all;
};

/** Renders a version for another program; shows the preview to a person. */
export const render: Command = async (context, { answers, isInteractive }) => {
  const session = await context.workbench.require();
  if (!isInteractive) {
    const { ref = answers.prompt ?? '', values, sample } = answers;
    return session.registry.render({ ref, values, sample });
  }
  const done = await wizard('Preview Prompt', { prompt: answers.prompt }, [
    { field: 'prompt', ask: (_, place) => askPrompt(session, place) },
  ]);
  if (done?.prompt === undefined) return undefined;
  context.surfaces.preview((await session.registry.prompt(done.prompt)).name);
  return undefined;
};

/** Copies a reference that an application can fetch: `support/greeting@production`. */
export const copyReference: Command = async ({ workbench }, { answers }) => {
  const session = await workbench.require();
  const { ref, prompt = '', tag } = answers;
  const text =
    tag !== undefined
      ? `${prompt}@${tag}`
      : ref !== undefined
        ? await referenceTo(session, ref)
        : prompt;
  await vscode.env.clipboard.writeText(text);
  tellInStatusBar(`$(copy) Copied ${text}`, 4000);
  return text;
};

/** By number, as people say it; by id where two branches made the same number. */
async function referenceTo({ registry }: RegistrySession, ref: string): Promise<string> {
  const { prompt, number, id } = await registry.version(ref);
  const { state } = await registry.prompt(prompt);
  const isOnly = [...state.versions.values()].filter(item => item.number === number).length === 1;
  return `${prompt}@${isOnly ? number : id}`;
}

/** Copies the id of a version: what never moves. */
export const copyId: Command = async ({ workbench }, { answers }) => {
  const session = await workbench.require();
  const { id } = await session.registry.version(answers.ref ?? answers.prompt ?? '');
  await vscode.env.clipboard.writeText(id);
  tellInStatusBar(`$(copy) Copied ${id.slice(0, 8)}…`, 4000);
  return id;
};

/** Looks at the disk now. */
export const refresh: Command = async ({ workbench }) => {
  await (await workbench.require()).registry.refresh();
  return undefined;
};

export const showLog: Command = () => {
  log.show();
  return Promise.resolve(undefined);
};
