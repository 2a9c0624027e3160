import * as vscode from 'vscode';
import { diffDocuments } from '../../core/compare/telling/documents';
import { diffPromptSets, type PromptDifference } from '../../core/compare/telling/promptSets';
import { toDiffView, type DiffView } from '../../core/compare/sharing/view';
import { LedgerError } from '../../core/base/errors';
import type { Handlers } from '../../protocol/channel';
import type { SharedForm } from '../../protocol/diff';
import { readSetPanelState, setsChannel, type SetRow } from '../../protocol/promptSets';
import { documentFile } from '../shell/paths';
import { affectsDiffSettings, readDiffLimits, readDiffSettings } from './diffSettings';
import { WORKING } from '../../registry/sides';
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
import { Panels, type Page, type Panel } from '../shell/panelFrame';
import type { RegistryHost } from '../shell/registryHost';
import { compareText } from '../../core/base/textOrder';

type Channel = typeof setsChannel;

/** Opens the panel of one prompt. */
export type OpenOne = (prompt: string, left: string, right: string) => void;

/** The panel that compares all prompts; at most one is open. */
export function promptSetPanels(
  extensionUri: vscode.Uri,
  registryHost: RegistryHost,
  openOne: OpenOne,
): Panels<SetInput, Channel> {
  return new Panels(extensionUri, {
    viewType: 'promptLedger.promptSets',
    channel: setsChannel,
    script: 'promptSets.js',
    styles: ['diff.css', 'promptSets.css'],
    icon: 'diff',
    keyOf: () => '',
    readState: saved => {
      const state = readSetPanelState(saved);
      return state && { left: state.left, right: state.right };
    },
    open: (panel, input) => new PromptSetPage(panel, { registryHost, openOne }, input),
  });
}

interface World {
  readonly registryHost: RegistryHost;
  readonly openOne: OpenOne;
}

class PromptSetPage implements Page<SetInput, Channel> {
  readonly handlers: Handlers<Channel> = {
    ready: () => this.#panel.repaint(),
    list: async ({ left, right }) => {
      await this.#follow({ left, right });
      return this.#list({ left, right });
    },
    compare: ({ left, right, prompt }) => this.#compare({ left, right }, prompt),
    open: async ({ left, right, prompt }) => {
      await this.#open({ left, right }, prompt);
      return null;
    },
    copy: async ({ left, right, form }) => {
      await vscode.env.clipboard.writeText(await this.#copyOf(form, { left, right }));
      return null;
    },
  };
  readonly #panel: Panel<Channel>;
  readonly #world: World;
  readonly #listening: vscode.Disposable;
  #input: SetInput;
  /** Sides that a command asked for and that the page has not taken up yet. */
  #asked: SetInput | undefined;

  constructor(panel: Panel<Channel>, world: World, input: SetInput) {
    this.#panel = panel;
    this.#world = world;
    this.#input = input;
    const repaint = (): void => {
      panel.repaintSoon();
    };
    this.#listening = vscode.Disposable.from(
      world.registryHost.onDidChange(repaint),
      // Every prompt is compared, so not at every key, and not for a page that nobody sees.
      onDidPauseTyping(world.registryHost, () => {
        if (panel.isReady() && Object.values(this.#input).includes(WORKING)) repaint();
      }),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (affectsDiffSettings(event)) repaint();
      }),
    );
  }

  dispose(): void {
    this.#listening.dispose();
  }

  state(): SetInput {
    return this.#input;
  }

  title(): string {
    const { left, right } = this.#input;
    return `Prompts: ${setLabel(left)} ↔ ${setLabel(right)}`;
  }

  become(input: SetInput): void {
    this.#input = input;
    this.#asked = input;
    this.#panel.repaintSoon();
  }

  async repaint(isLast: () => boolean): Promise<void> {
    const choices = await setChoices(await this.#world.registryHost.require());
    if (isLast()) {
      this.#panel.tell('sets', { ...this.#input, choices, settings: readDiffSettings() });
    }
  }

  /** Takes over the sides that the page lists, but for those from before it was asked for others. */
  async #follow(input: SetInput): Promise<void> {
    const asked = this.#asked;
    if (asked !== undefined && (asked.left !== input.left || asked.right !== input.right)) {
      await this.#panel.repaint();
      return;
    }
    this.#asked = undefined;
    this.#input = input;
    this.#panel.showTitle();
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
    const session = await this.#world.registryHost.require();
    const sides = [left, right].map(side => sideOfPrompt(session, prompt, side));
    const [leftSide, rightSide] = sides;
    if (leftSide === undefined || rightSide === undefined) {
      const message = 'This side is no version of the prompt. Read the comparison here.';
      throw new LedgerError('version-not-found', { prompt }, message);
    }
    this.#world.openOne(prompt, leftSide, rightSide);
  }

  async #copyOf(form: SharedForm, input: SetInput): Promise<string> {
    const { root } = await this.#world.registryHost.require();
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
    return comparedSets(await this.#world.registryHost.require(), input);
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
