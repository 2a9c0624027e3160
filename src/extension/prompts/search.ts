import * as vscode from 'vscode';
import { isOpen } from '../../core/ledger/derive/troubles';
import type { Command } from '../shell/command';
import { open } from './prompts';
import { promptChoice, wrap } from '../shell/questions';
import { askText, pick, wizard, type Choice } from '../shell/wizard';
import type { SearchHit } from '../../index/queries';

const HITS = 200;

/** Finds prompts by what they say: names, descriptions, labels, messages, newest texts. */
export const search: Command<'search'> = async (context, { input, isInteractive }) => {
  const session = await context.registryHost.require();
  const done = await wizard('Search Prompts', { text: input.text }, [
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
  const { hits, prompts } = session.queries.holding(done.text, HITS);
  if (isInteractive) {
    const title = hits.length === 0 ? `Nothing holds "${done.text}"` : `"${done.text}"`;
    const items = hits.map(hitChoice);
    const place = { title, step: 1, totalSteps: 1, placeholder: 'Choose what to open' };
    const hit = await pick({ ...place, items });
    if (typeof hit === 'object') {
      const { prompt } = hit;
      await open(context, { input: { prompt }, isInteractive });
      if (hit.where === 'source') revealLine(hit.text);
    }
  }
  return prompts;
};

/** Puts the cursor where a text was found, if the open document still says so. */
function revealLine(found: string): void {
  const editor = vscode.window.activeTextEditor;
  const start = editor?.document.getText().indexOf(found) ?? -1;
  if (editor === undefined || start < 0) return;
  const position = editor.document.positionAt(start);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(
    new vscode.Range(position, position),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}

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
export const status: Command<'status'> = async (context, { isInteractive }) => {
  const session = await context.registryHost.require();
  const all = session.answers.status();
  if (!isInteractive) return all;
  const differing = session.answers.prompts().filter(isOpen);
  const items = differing.map(promptChoice);
  const title = differing.length === 0 ? 'Everything is committed' : 'Not Committed';
  const place = { title, step: 1, totalSteps: 1, placeholder: 'Choose what to open' };
  const prompt = await pick({ ...place, items });
  if (typeof prompt === 'string') await open(context, { input: { prompt }, isInteractive });
  return all;
};
