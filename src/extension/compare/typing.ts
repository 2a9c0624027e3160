import * as vscode from 'vscode';
import { promptOfUri } from '../shell/paths';
import type { RegistryHost } from '../shell/registryHost';

const PAUSE_MS = 300;

/** Calls back after each pause in the typing of working documents. */
export function onDidPauseTyping(
  registryHost: RegistryHost,
  listener: () => void,
): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const typing = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    const root = registryHost.session?.root;
    if (root === undefined || promptOfUri(root, document.uri) === undefined) return;
    clearTimeout(timer);
    timer = setTimeout(listener, PAUSE_MS);
  });
  return vscode.Disposable.from(typing, {
    dispose: () => {
      clearTimeout(timer);
    },
  });
}
