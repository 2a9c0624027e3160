import * as vscode from 'vscode';
import type { PromptInfo } from '../core/derive/shapes';
import { tagSummary } from './format';
import { inBackground } from './log';
import { LANGUAGE, promptOfUri } from './paths';
import { environmentNames } from './views/promptsView';
import type { Workbench } from './workbench';

/** Beside the language in the status bar: the version and tags of the prompt that is edited. */
export function registerStatusItem(workbench: Workbench): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('promptLedger.version', {
    language: LANGUAGE,
  });
  item.name = 'Prompt Ledger';
  item.text = 'Prompt Ledger';
  item.command = { command: 'promptLedger.history', title: 'Show History' };
  const update = (): void => {
    inBackground('Updating the status', show(workbench, item));
  };
  return vscode.Disposable.from(
    item,
    workbench.onDidChange(update),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}

async function show(workbench: Workbench, item: vscode.LanguageStatusItem): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== LANGUAGE) return;
  const session = await workbench.open();
  if (session === undefined) return;
  const prompt = promptOfUri(session.root, document.uri) ?? '';
  const info = session.queries.prompt(prompt);
  if (info === undefined) return;
  item.text = `$(git-commit) ${statusText(info)}`;
  item.detail = tagSummary(info.tags, (await environmentNames(workbench)) ?? []);
}

function statusText({ latest, state }: PromptInfo): string {
  const number = latest === null ? 'no version' : `v${latest.number}`;
  return state === 'modified' ? `${number}, modified` : number;
}
