import * as vscode from 'vscode';
import { inBackground } from '../shell/log';
import type { RegistryHost } from '../shell/registryHost';
import type { BesideGit } from './afterGit';
import { tellWarning } from '../shell/shown';

const REPAIR = 'Repair Registry';

/**
 * Watches whether a merge of git left records to decide, which nobody can do by hand: it offers, once for
 * each merge, to keep those of both sides, and leaves the button in the title of the prompts.
 */
export class RecordConflicts implements vscode.Disposable {
  readonly #registryHost: RegistryHost;
  readonly #git: BesideGit;
  readonly #owned: vscode.Disposable;
  #count = 0;

  constructor(registryHost: RegistryHost, git: BesideGit) {
    this.#registryHost = registryHost;
    this.#git = git;
    const look = (): void => {
      this.#look();
    };
    this.#owned = vscode.Disposable.from(git.onDidLook(look), registryHost.onDidChange(look));
    look();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #look(): void {
    const root = this.#registryHost.session?.root;
    const before = this.#count;
    this.#count = root === undefined ? 0 : this.#git.unmerged(vscode.Uri.joinPath(root, 'records'));
    if (this.#count > 0 === before > 0) return;
    inBackground(
      'Showing conflicts',
      vscode.commands.executeCommand(
        'setContext',
        'promptLedger.recordsInConflict',
        this.#count > 0,
      ),
    );
    if (this.#count > 0) inBackground('Telling of conflicts', offerRepair(this.#count));
  }
}

async function offerRepair(count: number): Promise<void> {
  const files = count === 1 ? 'a record file' : `${count} record files`;
  const message = `A merge left ${files} in conflict. Repairing the registry keeps every record of both sides.`;
  if ((await tellWarning(message, REPAIR)) === REPAIR) {
    await vscode.commands.executeCommand('promptLedger.repair');
  }
}
