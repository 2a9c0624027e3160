import * as vscode from 'vscode';

/** The part of the API of VS Code's git extension that is needed here. */
interface GitExports {
  readonly enabled: boolean;
  getAPI(version: 1): {
    readonly state: 'uninitialized' | 'initialized';
    readonly onDidChangeState: vscode.Event<string>;
  };
}

/** A large repository takes its time, and nobody should wait for it with their prompts. */
const AT_MOST_MS = 5000;

/**
 * Resolves when git has shown its repositories, or is not there. VS Code shows the branch, the graph
 * and the buttons of the provider that came first, and that is to be git's.
 */
export async function afterGit(): Promise<void> {
  const exports = await vscode.extensions.getExtension<GitExports>('vscode.git')?.activate();
  if (exports?.enabled !== true) return;
  const git = exports.getAPI(1);
  if (git.state === 'initialized') return;
  await new Promise<void>(resolve => {
    const finish = (): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(finish, AT_MOST_MS);
    const listening = git.onDidChangeState(finish);
  });
}
