import * as vscode from 'vscode';
import { createApi, type PromptLedgerApi } from './api';
import { registerCommands } from './commands/register';
import { registerConfigProblems } from './configProblems';
import { registerLanguage } from './language/register';
import { inBackground, log } from './log';
import { setProgramRules } from '../store/programs';
import { registerStatusItem } from './statusItem';
import { createSurfaces } from './surfaces';
import { VersionDocuments } from './editor/versionDocuments';
import { TreeDecorations } from './views/decorations';
import { PromptsView } from './views/promptsView';
import { Workbench, workspaceFolders } from './workbench';

let workbench: Workbench | undefined;

/** Composes the extension. Opens nothing: the registry is opened when it is first needed. */
export function activate(context: vscode.ExtensionContext): PromptLedgerApi {
  setProgramRules({
    mayStart: () => vscode.workspace.isTrusted,
    strangeFolders: () => workspaceFolders().map(folder => folder.uri.fsPath),
  });
  const bench = new Workbench(context);
  workbench = bench;
  context.subscriptions.push(
    log,
    bench,
    registerSurfaces(context, bench),
    new PromptsView(bench),
    VersionDocuments.register(bench),
    vscode.window.registerFileDecorationProvider(new TreeDecorations()),
    registerStatusItem(bench),
    registerLanguage(bench),
    vscode.window.onDidChangeActiveTextEditor(editor => {
      bench.follow(editor);
    }),
    openSoon(bench),
  );
  return createApi(bench);
}

/** Makes panels and views, and the commands that open them. */
function registerSurfaces(context: vscode.ExtensionContext, bench: Workbench): vscode.Disposable {
  const { opens, owned } = createSurfaces(context.extensionUri, bench);
  const commands = registerCommands({ workbench: bench, surfaces: opens });
  return vscode.Disposable.from(...owned, commands, registerConfigProblems(bench));
}

/** Opens the registry after activation, so that the badge counts before a view is ever shown. */
function openSoon(bench: Workbench): vscode.Disposable {
  const timer = setTimeout(() => {
    inBackground('Opening the registry', bench.open());
  }, 0);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
  });
}

/** Saves the database, so that the next start takes in only what is new. */
export async function deactivate(): Promise<void> {
  await workbench?.close();
}
