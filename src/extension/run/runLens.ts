import * as vscode from 'vscode';
import { analysisOf, PROMPTS } from '../language/analyses';
import { promptOfUri } from '../shell/paths';
import type { RegistryHost } from '../shell/registryHost';

/** Says above a prompt with which sample and model it can be run, and runs it. */
export function registerRunLens(registryHost: RegistryHost): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const lenses: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: document => lensesOf(registryHost, document),
  };
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider(PROMPTS, lenses),
    registryHost.onDidChange(() => {
      changed.fire();
    }),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('promptLedger.codeLens')) changed.fire();
    }),
  );
}

async function lensesOf(
  registryHost: RegistryHost,
  document: vscode.TextDocument,
): Promise<vscode.CodeLens[]> {
  const isWanted = vscode.workspace
    .getConfiguration('promptLedger', document)
    .get<boolean>('codeLens', true);
  if (!isWanted || document.uri.scheme !== 'file') return [];
  const session = await registryHost.open();
  const prompt = session && promptOfUri(session.root, document.uri);
  if (session === undefined || prompt === undefined) return [];
  const [sample] = await session.documents.samples(prompt);
  const { draft } = analysisOf(document);
  const model = draft?.frontMatter.model;
  const facts = [
    ...(sample === undefined ? [] : [`with ${sample}`]),
    ...(typeof model === 'string' ? [`· ${model}`] : []),
  ];
  const top = new vscode.Range(0, 0, 0, 0);
  return [
    new vscode.CodeLens(top, {
      title: ['$(play) Run', ...facts].join(' '),
      tooltip: 'Ask the model with this text as it is typed (Ctrl+Enter)',
      command: 'promptLedger.run',
      arguments: [{ kind: 'input', prompt, sample }],
    }),
  ];
}
