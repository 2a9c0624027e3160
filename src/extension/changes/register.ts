import * as vscode from 'vscode';
import { logError } from '../shell/log';
import type { RegistryHost } from '../shell/registryHost';
import { afterGit, NO_GIT, type BesideGit } from './afterGit';
import { ChangeBase } from './changeBase';
import { ChangeCount } from './changeCount';
import { PromptSourceControl } from './provider';
import { RecordConflicts } from './recordConflicts';
import { RemovedTextHints } from './removedText';

/** What commands need of source control. */
export interface Changes {
  readonly base: ChangeBase;
  /** What is typed as the message of the next commit; empty while source control is switched off. */
  readonly message: string;
  clearMessage(): void;
  /** What was typed is committed: clears it, and keeps the keyboard in the view that it came from. */
  committed(): Promise<void>;
  /** Shows removed text in place, or hides it, and says which. */
  toggleRemovedText(): Promise<boolean>;
}

/** Registers what is shown of changes outside of panels. A setting turns it off. */
export function registerSourceControl(registryHost: RegistryHost): Changes & { dispose(): void } {
  const base = new ChangeBase(registryHost.context.workspaceState);
  const removed = new RemovedTextHints(registryHost, base);
  let control: PromptSourceControl | undefined;
  let count: ChangeCount | undefined;
  let conflicts: RecordConflicts | undefined;
  /** Known once it is our turn. */
  let git: BesideGit | undefined;
  const follow = (): void => {
    // A folder without a registry has nothing to show, not even a heading.
    const isShown = git !== undefined && isWanted() && registryHost.session !== undefined;
    if (isShown === (control !== undefined)) return;
    control?.dispose();
    count?.dispose();
    control = isShown ? new PromptSourceControl(registryHost, base, git ?? NO_GIT) : undefined;
    count = isShown ? new ChangeCount(registryHost, base) : undefined;
  };
  let isDisposed = false;
  void whenOurTurn(registryHost).then(found => {
    if (isDisposed) return;
    git = found;
    conflicts = new RecordConflicts(registryHost, found);
    follow();
  });
  const settings = vscode.workspace.onDidChangeConfiguration(follow);
  const registry = registryHost.onDidChange(({ config }) => {
    if (config) follow();
  });
  return {
    base,
    get message() {
      return control?.message ?? '';
    },
    clearMessage: () => {
      control?.clearMessage();
    },
    committed: async () => {
      await control?.committed();
    },
    toggleRemovedText: () => removed.toggle(),
    dispose: () => {
      isDisposed = true;
      vscode.Disposable.from(settings, registry, removed, base).dispose();
      control?.dispose();
      count?.dispose();
      conflicts?.dispose();
    },
  };
}

/** Resolves when git has come first, and the registry is open if there is one. */
async function whenOurTurn(registryHost: RegistryHost): Promise<BesideGit> {
  const beside = await afterGit().catch((error: unknown) => {
    // Without git, prompts come first.
    logError('Waiting for git', error);
    return NO_GIT;
  });
  await registryHost.open().catch((error: unknown) => {
    // Whoever opened it says so; when it opens after all, an event tells.
    logError('Listing modified prompts', error);
  });
  return beside;
}

function isWanted(): boolean {
  return vscode.workspace.getConfiguration('promptLedger').get<boolean>('sourceControl', true);
}
