import * as vscode from 'vscode';
import { showHidden } from '../../core/base/hiddenCharacters';
import { findRemoved, type RemovedText } from '../../core/compare/changes/removed';
import { LANGUAGE, promptOfUri } from '../shell/paths';
import type { RegistryHost } from '../shell/registryHost';
import type { ChangeBase } from './changeBase';
import { ShownMarkdown } from '../shell/shown';

/** Removed text stands between these, as `git diff --word-diff` writes it. */
const [OPEN, CLOSE] = ['[-', '-]'];
const NEWLINE = '⏎';
/** A paragraph more is not read in place: the hover has all of it. */
const SHOWN_LENGTH = 200;

/**
 * Removed text at the place where it stood, on demand. As inlay hints, because they wrap with the
 * text, are read by screen readers ("Inlay Hints: Read Line with Inline Hints"), and stay out of what
 * is copied.
 */
export class RemovedTextHints implements vscode.InlayHintsProvider, vscode.Disposable {
  readonly #registryHost: RegistryHost;
  readonly #base: ChangeBase;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeInlayHints = this.#changed.event;
  readonly #owned: vscode.Disposable;
  #isShown = false;

  constructor(registryHost: RegistryHost, base: ChangeBase) {
    this.#registryHost = registryHost;
    this.#base = base;
    const update = (): void => {
      if (this.#isShown) this.#changed.fire();
    };
    this.#owned = vscode.Disposable.from(
      this.#changed,
      vscode.languages.registerInlayHintsProvider({ language: LANGUAGE, scheme: 'file' }, this),
      registryHost.onDidChange(update),
      base.onDidChange(update),
    );
  }

  /** Shows removed text, or hides it, and says which. */
  async toggle(): Promise<boolean> {
    this.#isShown = !this.#isShown;
    this.#changed.fire();
    await vscode.commands.executeCommand('setContext', 'promptLedger.removedShown', this.#isShown);
    return this.#isShown;
  }

  provideInlayHints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    const { session } = this.#registryHost;
    if (!this.#isShown || session === undefined) return [];
    const prompt = promptOfUri(session.root, document.uri);
    const base = prompt === undefined ? undefined : this.#base.of(session, prompt);
    if (base === undefined) return [];
    const text = document.getText().replaceAll('\r\n', '\n');
    return findRemoved(base.source, text)
      .map(removed => hintOf(removed, base.label))
      .filter(({ position }) => range.contains(position));
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

function hintOf({ line, column, removed }: RemovedText, since: string): vscode.InlayHint {
  const flat = removed.replaceAll('\n', NEWLINE);
  const shown = flat.length > SHOWN_LENGTH ? `${flat.slice(0, SHOWN_LENGTH)}…` : flat;
  const label = `${OPEN}${shown === '' ? NEWLINE : showHidden(shown)}${CLOSE}`;
  const hint = new vscode.InlayHint(new vscode.Position(line, column), label);
  hint.tooltip = new ShownMarkdown()
    .appendText(`Removed since ${since}:`)
    .appendCodeblock(removed, 'plaintext');
  return hint;
}
