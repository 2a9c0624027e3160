import * as vscode from 'vscode';
import type { Handlers } from '../../protocol/channel';
import {
  diffChannel,
  readDiffPanelState,
  type DiffSide,
  type DiffSideChoice,
} from '../../protocol/diff';
import { Panels, type Page, type Panel } from '../shell/panelFrame';
import { compareSamples, compareSides, copyOf } from './diffAnswers';
import { affectsDiffSettings, readDiffSettings } from './diffSettings';
import type { DiffChange, DiffHost, DiffInput } from './model';

type Channel = typeof diffChannel;

/** The comparison panels: one that is asked for again is brought to the front. */
export function diffPanels(extensionUri: vscode.Uri, host: DiffHost): Panels<DiffInput, Channel> {
  return new Panels(extensionUri, {
    viewType: 'promptLedger.diff',
    channel: diffChannel,
    script: 'diff.js',
    styles: ['diff.css'],
    icon: 'diff',
    // Its title follows what its sides are called.
    repaintsHidden: true,
    keyOf: ({ prompt, left, right, sample }) => JSON.stringify([prompt, left, right, sample]),
    readState: saved => {
      const state = readDiffPanelState(saved);
      if (state === undefined) return undefined;
      const { prompt, left, right, sample } = state;
      return { prompt, left, right, sample };
    },
    open: (panel, input) => new DiffPage(panel, host, input),
  });
}

/** One comparison: answers its page, and tells it when a side may have changed. */
class DiffPage implements Page<DiffInput, Channel> {
  readonly handlers: Handlers<Channel> = {
    ready: () => this.#panel.repaint(),
    compare: ({ left, right, sample }) => {
      this.#input = { prompt: this.#input.prompt, left, right, sample };
      this.#panel.showTitle();
      return compareSides(this.#host, this.#input);
    },
    rendered: ({ left, right, sample }) =>
      compareSides(this.#host, { prompt: this.#input.prompt, left, right, sample }),
    samples: ({ left, right, sample }) => {
      const input = { prompt: this.#input.prompt, left, right, sample };
      return compareSamples(this.#host, input, this.#samples);
    },
    openNative: async ({ left, right }) => {
      await this.#host.openNative(this.#input.prompt, left, right);
      return null;
    },
    copy: async ({ left, right, sample, form }) => {
      const input = { prompt: this.#input.prompt, left, right, sample };
      const label = (side: DiffSide): string => this.#label(side);
      await vscode.env.clipboard.writeText(await copyOf(this.#host, input, { form, label }));
      return null;
    },
  };
  readonly #panel: Panel<Channel>;
  readonly #host: DiffHost;
  readonly #listening: vscode.Disposable;
  #input: DiffInput;
  #choices: readonly DiffSideChoice[] = [];
  #samples: readonly string[] = [];

  constructor(panel: Panel<Channel>, host: DiffHost, input: DiffInput) {
    this.#panel = panel;
    this.#host = host;
    this.#input = input;
    this.#listening = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (affectsDiffSettings(event)) panel.repaintSoon();
      }),
      host.onDidChange(change => {
        if (this.#isTouchedBy(change)) panel.repaintSoon();
      }),
    );
  }

  dispose(): void {
    this.#listening.dispose();
  }

  state(): DiffInput {
    return this.#input;
  }

  /** `greeting: v3 ↔ v5`, with the sample behind it where one is rendered. */
  title(): string {
    const { prompt, left, right, sample } = this.#input;
    const name = prompt.slice(prompt.lastIndexOf('/') + 1);
    const rendered = sample === null ? '' : ` (${sample})`;
    return `${name}: ${this.#label(left)} ↔ ${this.#label(right)}${rendered}`;
  }

  become(): void {
    // Only what is shown already is asked for again.
  }

  /** The title says what the sides are called. */
  async prepare(): Promise<void> {
    await this.#readSides(() => true);
  }

  async repaint(isLast: () => boolean): Promise<void> {
    if (!(await this.#readSides(isLast))) return;
    const [choices, samples] = [this.#choices, this.#samples];
    const settings = readDiffSettings();
    this.#panel.tell('sides', { ...this.#input, choices, samples, settings });
  }

  /** A rendered prompt may include any other. */
  #isTouchedBy({ prompts, samples }: DiffChange): boolean {
    const { prompt, sample } = this.#input;
    return samples === true || sample !== null || [...prompts].includes(prompt);
  }

  /** False when a later lookup is under way, which knows better. */
  async #readSides(isLast: () => boolean): Promise<boolean> {
    const { prompt } = this.#input;
    // Without choices the page still asks for its comparison, and that answer says what is wrong.
    const found = Promise.all([this.#host.sides(prompt), this.#host.samples(prompt)]);
    const [choices, samples] = await found.catch(() => [[], []] as const);
    if (!isLast()) return false;
    [this.#choices, this.#samples] = [choices, samples];
    return true;
  }

  #label(side: DiffSide): string {
    const choice = this.#choices.find(candidate => candidate.side === side);
    return choice?.shortLabel ?? (/^[0-9a-f]{32}$/.test(side) ? side.slice(0, 8) : side);
  }
}
