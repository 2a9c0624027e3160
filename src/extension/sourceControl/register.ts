import * as vscode from 'vscode';
import { logError } from '../log';
import type { Workbench } from '../workbench';
import { afterGit } from './afterGit';
import { ChangeBase } from './changeBase';
import { ChangeCount } from './changeCount';
import { PromptSourceControl } from './provider';
import { RemovedTextHints } from './removedText';

/** What commands need of source control. */
export interface Changes {
  readonly base: ChangeBase;
  /** What is typed as the message of the next commit; empty while source control is switched off. */
  message: string;
  /** Shows removed text in place, or hides it, and says which. */
  toggleRemovedText(): Promise<boolean>;
}

/** Registers what is shown of changes outside of panels. A setting turns it off. */
export function registerSourceControl(workbench: Workbench): Changes & { dispose(): void } {
  const base = new ChangeBase(workbench.context.workspaceState);
  const removed = new RemovedTextHints(workbench, base);
  let control: PromptSourceControl | undefined;
  let count: ChangeCount | undefined;
  let isTurn = false;
  const follow = (): void => {
    if ((isTurn && isWanted()) === (control !== undefined)) return;
    control?.dispose();
    count?.dispose();
    control = isWanted() ? new PromptSourceControl(workbench, base) : undefined;
    count = isWanted() ? new ChangeCount(workbench, base) : undefined;
  };
  let isDisposed = false;
  const start = (): void => {
    isTurn = !isDisposed;
    follow();
  };
  const beginning = afterGit().catch((error: unknown) => {
    // Without git, prompts come first.
    logError('Waiting for git', error);
  });
  void beginning.then(start);
  const settings = vscode.workspace.onDidChangeConfiguration(follow);
  return {
    base,
    get message() {
      return control?.message ?? '';
    },
    set message(text: string) {
      if (control !== undefined) control.message = text;
    },
    toggleRemovedText: () => removed.toggle(),
    dispose: () => {
      isDisposed = true;
      vscode.Disposable.from(settings, removed, base).dispose();
      control?.dispose();
      count?.dispose();
    },
  };
}

function isWanted(): boolean {
  return vscode.workspace.getConfiguration('promptLedger').get<boolean>('sourceControl', true);
}
