import * as vscode from 'vscode';
import { promptOfUri } from '../shell/paths';
import type { RegistryHost } from '../shell/registryHost';

const PAUSE_MS = 300;

/** Calls back with the prompt whose working document is typed in. */
export function onDidType(
  registryHost: RegistryHost,
  listener: (prompt: string) => void,
): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument(({ document }) => {
    const root = registryHost.session?.root;
    const prompt = root && promptOfUri(root, document.uri);
    if (prompt !== undefined) listener(prompt);
  });
}

/** Calls back after each pause in the typing of working documents. */
export function onDidPauseTyping(
  registryHost: RegistryHost,
  listener: () => void,
): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const typing = onDidType(registryHost, () => {
    clearTimeout(timer);
    timer = setTimeout(listener, PAUSE_MS);
  });
  return vscode.Disposable.from(typing, {
    dispose: () => {
      clearTimeout(timer);
    },
  });
}
