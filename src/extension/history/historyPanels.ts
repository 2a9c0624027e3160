import * as vscode from 'vscode';
import { readHistoryPanelState } from '../../protocol/history';
import { HistoryPanel, type HistoryHost } from './historyPanel';

/** Needs the activation event `onWebviewPanel:promptLedger.history`. */
const VIEW_TYPE = 'promptLedger.history';

/** The open history panels: at most one per prompt, whatever it is called. */
export class HistoryPanels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #extensionUri: vscode.Uri;
  readonly #host: HistoryHost;
  /** By the current names of the prompts. */
  readonly #panels = new Map<string, HistoryPanel>();
  readonly #serializer: vscode.Disposable;

  constructor(extensionUri: vscode.Uri, host: HistoryHost) {
    this.#extensionUri = extensionUri;
    this.#host = host;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this);
  }

  /** Shows the panel of a prompt, a new one if there is none, and a version in it. */
  open(prompt: string, version?: string): void {
    const known =
      this.#panels.get(prompt) ??
      this.#adopt(
        vscode.window.createWebviewPanel(VIEW_TYPE, '', vscode.ViewColumn.Active),
        prompt,
      );
    known.reveal(version);
  }

  /** Called by VS Code for each panel that was open before a reload. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, saved: unknown): Promise<void> {
    const state = readHistoryPanelState(saved);
    // A tab is restored when it is first looked at: the same history may be open by then.
    const known = state && this.#panels.get(state.prompt);
    if (state === undefined || known !== undefined) panel.dispose();
    else this.#adopt(panel, state.prompt);
    known?.reveal();
    return Promise.resolve();
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const panel of [...this.#panels.values()]) panel.close();
  }

  #adopt(webviewPanel: vscode.WebviewPanel, prompt: string): HistoryPanel {
    const panel: HistoryPanel = new HistoryPanel(webviewPanel, {
      extensionUri: this.#extensionUri,
      host: this.#host,
      prompt,
      onRename: (from, to) => {
        this.#rename(panel, from, to);
      },
    });
    this.#panels.set(prompt, panel);
    webviewPanel.onDidDispose(() => {
      panel.stop();
      for (const [name, known] of this.#panels) if (known === panel) this.#panels.delete(name);
    });
    return panel;
  }

  #rename(panel: HistoryPanel, from: string, to: string): void {
    if (this.#panels.get(from) === panel) this.#panels.delete(from);
    const other = this.#panels.get(to);
    this.#panels.set(to, panel);
    if (other !== panel) other?.close();
  }
}
