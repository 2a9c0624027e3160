import * as vscode from 'vscode';
import { showHidden } from '../../core/base/hiddenCharacters';
import { troublesOf, troubleWords } from '../../core/ledger/derive/troubles';
import { tagSummary } from './format';
import { inBackground } from './log';
import { LANGUAGE, promptOfUri } from './paths';
import { newestText } from '../prompts/promptItem';
import type { RegistryHost } from './registryHost';
import type { PromptInfo } from '../../core/ledger/derive/model';

/** Beside the language in the status bar: the version and tags of the prompt that is edited. */
export function registerStatusItem(registryHost: RegistryHost): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('promptLedger.version', {
    language: LANGUAGE,
  });
  item.name = 'Prompt Ledger';
  item.text = 'Prompt Ledger';
  item.command = { command: 'promptLedger.history', title: 'Show History' };
  const update = (): void => {
    inBackground('Updating the status', show(registryHost, item));
  };
  return vscode.Disposable.from(
    item,
    registryHost.onDidChange(update),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}

async function show(registryHost: RegistryHost, item: vscode.LanguageStatusItem): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== LANGUAGE) return;
  const session = await registryHost.open();
  if (session === undefined) return;
  const prompt = promptOfUri(session.root, document.uri) ?? '';
  const info = session.queries.prompt(prompt);
  if (info === undefined) return;
  const { Error, Information } = vscode.LanguageStatusSeverity;
  item.severity = info.problem === undefined ? Information : Error;
  item.text = `$(git-commit) ${statusText(info)}`;
  const environments = (await session.registry.environments()).map(({ name }) => name);
  item.detail = showHidden(detailText(info, environments));
}

function detailText(info: PromptInfo, environments: readonly string[]): string {
  const [worst] = troublesOf(info);
  return worst?.sentence ?? tagSummary(info.tags, environments);
}

/** What a damaged record leaves in doubt is not said. */
function statusText(info: PromptInfo): string {
  const state = info.state === 'modified' && info.problem === undefined ? info.state : '';
  const facts = [newestText(info), state, ...troubleWords(troublesOf(info))];
  return facts.filter(fact => fact !== '').join(', ');
}
