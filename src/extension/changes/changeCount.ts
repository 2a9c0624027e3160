import * as vscode from 'vscode';
import { findChanges } from '../../core/compare/changes/changes';
import { inBackground } from '../shell/log';
import { promptOfUri } from '../shell/paths';
import { workingText } from '../compare/sides';
import type { RegistryHost } from '../shell/registryHost';
import type { ChangeBase } from './changeBase';

/** Once per word, not per letter. */
const COUNT_AFTER_MS = 200;

/**
 * In the status bar, while a prompt is edited: how many changes it has, and since when. A click
 * chooses since when.
 */
export class ChangeCount implements vscode.Disposable {
  readonly #registryHost: RegistryHost;
  readonly #base: ChangeBase;
  readonly #item = vscode.window.createStatusBarItem(
    'promptLedger.changesSince',
    vscode.StatusBarAlignment.Right,
    100,
  );
  readonly #owned: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;

  constructor(registryHost: RegistryHost, base: ChangeBase) {
    this.#registryHost = registryHost;
    this.#base = base;
    this.#item.name = 'Changes of the Prompt';
    this.#item.command = 'promptLedger.changesSince';
    const soon = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        inBackground('Counting changes', this.#count());
      }, COUNT_AFTER_MS);
    };
    this.#owned = vscode.Disposable.from(
      this.#item,
      registryHost.onDidChange(soon),
      base.onDidChange(soon),
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.workspace.onDidChangeTextDocument(soon),
    );
    soon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#owned.dispose();
  }

  async #count(): Promise<void> {
    const { session } = this.#registryHost;
    const prompt = session && editedPrompt(session.root);
    if (session === undefined || prompt === undefined) {
      this.#item.hide();
      return;
    }
    const base = this.#base.of(session, prompt);
    const since = this.#base.tag ?? 'head';
    if (base === undefined) {
      const why = this.#base.tag === undefined ? 'no version yet' : `not tagged ${since}`;
      if (session.queries.prompt(prompt)?.problem === undefined) {
        this.#show(
          `$(diff) ${why}`,
          `"${prompt}" has ${why}: there is nothing to compare it with.`,
        );
      } else {
        this.#show('$(diff) in doubt', `A record of "${prompt}" is damaged or cannot be read.`);
      }
      return;
    }
    const count = findChanges(base.source, await workingText(session, prompt)).length;
    const what = count === 1 ? '1 change' : `${count} changes`;
    this.#show(`$(diff) ${what} since ${since}`, `${what} since ${base.label}.`);
  }

  #show(text: string, tooltip: string): void {
    const next = 'Choose since when changes are marked.';
    this.#item.text = text;
    this.#item.tooltip = `${tooltip} ${next}`;
    this.#item.accessibilityInformation = { label: `${tooltip} ${next}`, role: 'button' };
    this.#item.show();
  }
}

/** The prompt whose working document is edited. */
function editedPrompt(root: vscode.Uri): string | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === root.scheme ? promptOfUri(root, uri) : undefined;
}
