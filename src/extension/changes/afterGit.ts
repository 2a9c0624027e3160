import * as vscode from 'vscode';

/** The part of the API of VS Code's git extension that is needed here. */
interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly repositories: readonly GitRepository[];
  readonly onDidChangeState: vscode.Event<string>;
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  readonly onDidCloseRepository: vscode.Event<unknown>;
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitRepository {
  readonly state: {
    /** What a merge left to decide. */
    readonly mergeChanges: readonly { readonly uri: vscode.Uri }[];
    readonly onDidChange: vscode.Event<void>;
  };
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
  /** How many files below a folder a merge left to decide. */
  readonly unmerged: (folder: vscode.Uri) => number;
  /** Fires whenever git has looked, so it is for what is cheap. */
  readonly onDidLook: (listener: () => void) => vscode.Disposable;
}

/** What stands in for git where it is not there. */
export const NO_GIT: BesideGit = {
  shows: () => false,
  onDidChange: () => vscode.Disposable.from(),
  unmerged: () => 0,
  onDidLook: () => vscode.Disposable.from(),
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
    unmerged: folder => unmergedIn(git, folder),
    onDidLook: listener => onDidLook(git, listener),
  };
}

function unmergedIn(git: GitApi, folder: vscode.Uri): number {
  const changes = git.getRepository(folder)?.state.mergeChanges ?? [];
  return changes.filter(({ uri }) => uri.path.startsWith(`${folder.path}/`)).length;
}

/** Repositories that open later are listened to as well. */
function onDidLook(git: GitApi, listener: () => void): vscode.Disposable {
  const owned: vscode.Disposable[] = [];
  const follow = ({ state }: GitRepository): void => {
    owned.push(
      state.onDidChange(() => {
        listener();
      }),
    );
  };
  git.repositories.forEach(follow);
  owned.push(
    git.onDidOpenRepository(repository => {
      follow(repository);
      listener();
    }),
  );
  return new vscode.Disposable(() => {
    for (const one of owned) one.dispose();
  });
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
