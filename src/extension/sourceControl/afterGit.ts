import * as vscode from 'vscode';

/** The part of the API of VS Code's git extension that is needed here. */
interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<string>;
  readonly onDidOpenRepository: vscode.Event<unknown>;
  readonly onDidCloseRepository: vscode.Event<unknown>;
  getRepository(uri: vscode.Uri): object | null;
}

interface GitExports {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** What of git matters to a source control that stands beside it. */
export interface BesideGit {
  /** Whether git shows the files of a folder, and counts those that changed. */
  readonly shows: (folder: vscode.Uri) => boolean;
  readonly onDidChange: (listener: () => void) => vscode.Disposable;
}

/** What stands in for git where it is not there. */
export const NO_GIT: BesideGit = {
  shows: () => false,
  onDidChange: () => vscode.Disposable.from(),
};

/** A large repository takes its time, and nobody should wait for it with their prompts. */
const AT_MOST_MS = 5000;

/**
 * Resolves when git has shown its repositories, or is not there. VS Code shows the branch, the graph
 * and the buttons of the provider that came first, and that is to be git's.
 */
export async function afterGit(): Promise<BesideGit> {
  // Activating another extension would start its programs; VS Code's own git stays off there, too.
  if (!vscode.workspace.isTrusted) return NO_GIT;
  const exports = await vscode.extensions.getExtension<GitExports>('vscode.git')?.activate();
  if (exports?.enabled !== true) return NO_GIT;
  const git = exports.getAPI(1);
  if (git.state !== 'initialized') await untilInitialized(git);
  return {
    shows: folder => git.getRepository(folder) !== null,
    onDidChange: listener =>
      vscode.Disposable.from(
        git.onDidOpenRepository(() => {
          listener();
        }),
        git.onDidCloseRepository(() => {
          listener();
        }),
      ),
  };
}

function untilInitialized(git: GitApi): Promise<void> {
  return new Promise<void>(resolve => {
    const finish = (): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(finish, AT_MOST_MS);
    const listening = git.onDidChangeState(finish);
  });
}
