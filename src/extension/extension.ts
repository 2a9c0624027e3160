import * as vscode from 'vscode';
import { createApi, type PromptLedgerApi } from './api';
import { registerCommands } from './commands';
import { registerConfigProblems } from './environments/configProblems';
import { registerLanguage } from './language/register';
import { inBackground, log } from './shell/log';
import { setProgramRules } from '../store/programs';
import { registerStatusItem } from './shell/statusItem';
import { createSurfaces } from './surfaces';
import { VersionDocuments } from './versions/versionDocuments';
import { PromptsView } from './prompts/promptsView';
import { RegistryHost, workspaceFolders } from './shell/registryHost';

let opened: RegistryHost | undefined;

/** Composes the extension. Opens nothing: the registry is opened when it is first needed. */
export function activate(context: vscode.ExtensionContext): PromptLedgerApi {
  setProgramRules({
    mayStart: () => vscode.workspace.isTrusted,
    strangeFolders: () => workspaceFolders().map(folder => folder.uri.fsPath),
  });
  const registryHost = new RegistryHost(context);
  opened = registryHost;
  context.subscriptions.push(
    log,
    registryHost,
    registerSurfaces(context, registryHost),
    new PromptsView(registryHost),
    VersionDocuments.register(registryHost),
    registerStatusItem(registryHost),
    registerLanguage(registryHost),
    vscode.window.onDidChangeActiveTextEditor(editor => {
      registryHost.follow(editor);
    }),
    openSoon(registryHost),
  );
  return createApi(registryHost);
}

/** Makes panels and views, and the commands that open them. */
function registerSurfaces(
  context: vscode.ExtensionContext,
  registryHost: RegistryHost,
): vscode.Disposable {
  const { opens, owned } = createSurfaces(context.extensionUri, registryHost);
  const commands = registerCommands({ registryHost, surfaces: opens });
  return vscode.Disposable.from(...owned, commands, registerConfigProblems(registryHost));
}

/** Opens the registry after activation, so that the badge counts before a view is ever shown. */
function openSoon(registryHost: RegistryHost): vscode.Disposable {
  const timer = setTimeout(() => {
    inBackground('Opening the registry', registryHost.open());
  }, 0);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
  });
}

/** Saves the database, so that the next start takes in only what is new. */
export async function deactivate(): Promise<void> {
  await opened?.close();
}
