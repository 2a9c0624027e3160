import * as vscode from 'vscode';
import { diffDocuments } from '../../core/compare/telling/documents';
import { diffPromptSets, type PromptDifference } from '../../core/compare/telling/promptSets';
import { toDiffView, type DiffView } from '../../core/compare/sharing/view';
import { LedgerError } from '../../core/base/errors';
import {
  readSetPanelState,
  readSetsToHost,
  type SetRequest,
  type SetRow,
  type SetsToPanel,
} from '../../protocol/promptSets';
import { documentFile } from '../shell/paths';
import type { SharedForm } from './diffAnswers';
import { affectsDiffSettings, readDiffLimits, readDiffSettings } from './diffSettings';
import { WORKING } from '../../registry/promptSets';
import { inBackground } from '../shell/log';
import { copyOfSets } from './sharedSets';
import {
  comparedSets,
  setChoices,
  setLabel,
  sideOfPrompt,
  type LeftOutPrompt,
  type SetInput,
} from './promptSets';
import { onDidPauseTyping } from './typing';
import { createNonce, webviewHtml, webviewRoots } from '../shell/webviewHtml';
import type { RegistryHost } from '../shell/registryHost';
import { compareText } from '../../core/base/textOrder';

export const PROMPT_SETS_VIEW_TYPE = 'promptLedger.promptSets';

/** Opens the panel of one prompt. */
export type OpenOne = (prompt: string, left: string, right: string) => void;

/** The panel that compares all prompts; at most one is open. */
export class PromptSetPanels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #extensionUri: vscode.Uri;
  readonly #registryHost: RegistryHost;
  readonly #openOne: OpenOne;
  readonly #serializer: vscode.Disposable;
  #panel: PromptSetPanel | undefined;

  constructor(extensionUri: vscode.Uri, registryHost: RegistryHost, openOne: OpenOne) {
    this.#extensionUri = extensionUri;
    this.#registryHost = registryHost;
    this.#openOne = openOne;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(PROMPT_SETS_VIEW_TYPE, this);
  }

  /** Shows the panel with these sides. */
  open(input: SetInput): void {
    if (this.#panel !== undefined) {
      this.#panel.show(input);
      return;
    }
    const title = 'Compare Prompts';
    const column = vscode.ViewColumn.Active;
    this.#adopt(vscode.window.createWebviewPanel(PROMPT_SETS_VIEW_TYPE, title, column), input);
  }

  /** Called by VS Code for the panel that was open before a reload. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const input = readSetPanelState(state);
    if (input === undefined || this.#panel !== undefined) panel.dispose();
    else this.#adopt(panel, { left: input.left, right: input.right });
    return Promise.resolve();
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#panel?.dispose();
  }

  #adopt(webviewPanel: vscode.WebviewPanel, input: SetInput): void {
    const [registryHost, openOne] = [this.#registryHost, this.#openOne];
    const panel = new PromptSetPanel(webviewPanel, this.#extensionUri, {
      ...{ registryHost, openOne, input },
    });
    this.#panel = panel;
    webviewPanel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
      panel.dispose();
    });
  }
}

interface PanelParts {
  readonly registryHost: RegistryHost;
  readonly openOne: OpenOne;
  readonly input: SetInput;
}

class PromptSetPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #registryHost: RegistryHost;
  readonly #openOne: OpenOne;
  readonly #owned: vscode.Disposable;
  #input: SetInput;
  /** Sides that a command asked for and that the page has not taken up yet. */
  #asked: SetInput | undefined;

  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, parts: PanelParts) {
    this.#panel = panel;
    this.#registryHost = parts.registryHost;
    this.#openOne = parts.openOne;
    this.#input = parts.input;
    const look = () => {
      inBackground('Comparing all prompts', this.#sendSets());
    };
    this.#owned = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const request = readSetsToHost(message);
        if (request?.type === 'ready') look();
        else if (request !== undefined) inBackground('Comparing all prompts', this.#reply(request));
      }),
      this.#registryHost.onDidChange(look),
      // Every prompt is compared, so not at every key, and not for a page that nobody sees.
      onDidPauseTyping(this.#registryHost, () => {
        if (panel.visible && Object.values(this.#input).includes(WORKING)) look();
      }),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (affectsDiffSettings(event)) look();
      }),
    );
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'diff-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'diff-dark.svg'),
    };
    panel.webview.options = { enableScripts: true, localResourceRoots: webviewRoots(extensionUri) };
    this.#showTitle();
    panel.webview.html = webviewHtml(panel.webview, extensionUri, {
      title: panel.title,
      script: 'promptSets.js',
      styles: ['diff.css', 'promptSets.css'],
      nonce: createNonce(),
    });
  }

  show(input: SetInput): void {
    this.#input = input;
    this.#asked = input;
    this.#showTitle();
    this.#panel.reveal();
    inBackground('Comparing all prompts', this.#sendSets());
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #showTitle(): void {
    const { left, right } = this.#input;
    this.#panel.title = `Prompts: ${setLabel(left)} ↔ ${setLabel(right)}`;
  }

  async #sendSets(): Promise<void> {
    const choices = await setChoices(await this.#registryHost.require());
    this.#send({ type: 'sets', ...this.#input, choices, settings: readDiffSettings() });
  }

  async #reply(request: SetRequest): Promise<void> {
    const { id } = request;
    try {
      this.#send({ type: 'reply', id, ok: true, value: await this.#answer(request) });
    } catch (error) {
      const code = error instanceof LedgerError ? error.code : 'io';
      const message = error instanceof Error ? error.message : String(error);
      this.#send({ type: 'reply', id, ok: false, error: { code, message } });
    }
  }

  async #answer(request: SetRequest): Promise<unknown> {
    const { type, left, right, prompt = '' } = request;
    switch (type) {
      case 'list':
        await this.#follow({ left, right });
        return this.#list({ left, right });
      case 'compare':
        return this.#compare({ left, right }, prompt);
      case 'open':
        await this.#open({ left, right }, prompt);
        return null;
      case 'copyUnified':
      case 'copyMarkdown':
      case 'copyHtml':
        await vscode.env.clipboard.writeText(await this.#copyOf(type, { left, right }));
        return null;
    }
  }

  /** Takes over the sides that the page lists, but for those from before it was asked for others. */
  async #follow(input: SetInput): Promise<void> {
    const asked = this.#asked;
    if (asked !== undefined && (asked.left !== input.left || asked.right !== input.right)) {
      await this.#sendSets();
      return;
    }
    this.#asked = undefined;
    this.#input = input;
    this.#showTitle();
  }

  async #list(input: SetInput): Promise<readonly SetRow[]> {
    const { left, right, leftOut } = await this.#sets(input);
    const rows = [...diffPromptSets(left, right).map(toRow), ...leftOut.map(toLeftOutRow)];
    return rows.sort((one, other) => compareText(one.prompt, other.prompt));
  }

  async #compare(input: SetInput, prompt: string): Promise<DiffView> {
    const { left, right, leftOut } = await this.#sets(input);
    const why = leftOut.find(item => item.prompt === prompt)?.sentence;
    if (why !== undefined) throw new LedgerError('record-corrupt', { prompt }, why);
    const sources = [left.get(prompt) ?? '', right.get(prompt) ?? ''] as const;
    return toDiffView(diffDocuments(...sources, readDiffLimits()));
  }

  async #open({ left, right }: SetInput, prompt: string): Promise<void> {
    const session = await this.#registryHost.require();
    const sides = [left, right].map(side => sideOfPrompt(session, prompt, side));
    const [leftSide, rightSide] = sides;
    if (leftSide === undefined || rightSide === undefined) {
      const message = 'This side is no version of the prompt. Read the comparison here.';
      throw new LedgerError('version-not-found', { prompt }, message);
    }
    this.#openOne(prompt, leftSide, rightSide);
  }

  async #copyOf(form: SharedForm, input: SetInput): Promise<string> {
    const { root } = await this.#registryHost.require();
    const { left, right } = await this.#sets(input);
    return copyOfSets(
      {
        left: { label: setLabel(input.left), prompts: left },
        right: { label: setLabel(input.right), prompts: right },
      },
      form,
      prompt => documentFile(root, prompt),
    );
  }

  async #sets(input: SetInput) {
    return comparedSets(await this.#registryHost.require(), input);
  }

  #send(message: SetsToPanel): void {
    inBackground('Telling the page', this.#panel.webview.postMessage(message));
  }
}

/** The prompts that differ between two sides. Throws what reading a side does. */
export async function comparePromptSets(
  registryHost: RegistryHost,
  input: SetInput,
): Promise<readonly PromptDifference[]> {
  const { left, right } = await comparedSets(await registryHost.require(), input);
  return diffPromptSets(left, right);
}

function toRow({ prompt, kind, summary, added, removed, breaking }: PromptDifference): SetRow {
  return { prompt, kind, summary, added, removed, breaking };
}

function toLeftOutRow({ prompt, sentence }: LeftOutPrompt): SetRow {
  return { prompt, kind: 'leftOut', summary: sentence, added: 0, removed: 0, breaking: false };
}
