import * as vscode from 'vscode';
import type { RegistryHost } from '../shell/registryHost';

/** Tells of every change to a sample, typed or on the disk. */
export function onDidChangeSamples(
  registryHost: RegistryHost,
  listener: () => void,
): vscode.Disposable {
  const typing = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    const samples =
      registryHost.session && vscode.Uri.joinPath(registryHost.session.root, 'samples');
    if (samples !== undefined && document.uri.path.startsWith(`${samples.path}/`)) listener();
  });
  const watcher = vscode.workspace.createFileSystemWatcher('**/samples/**/*.json');
  const files = [
    watcher.onDidCreate(listener),
    watcher.onDidChange(listener),
    watcher.onDidDelete(listener),
  ];
  return vscode.Disposable.from(typing, watcher, ...files);
}
