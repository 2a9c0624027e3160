import * as vscode from 'vscode';
import { openNativeDiff } from './compare';
import { documentFile } from '../shell/paths';
import { onDidChangeSamples } from '../preview/sampleChanges';
import { renderedSide, sideChoices, sideNow } from './sides';
import { onDidType } from './typing';
import type { RegistryHost } from '../shell/registryHost';
import type { DiffChange, DiffHost } from './model';

/** What comparison panels need, from the registry of this window and the documents as typed. */
export class RegistryDiffHost implements DiffHost, vscode.Disposable {
  readonly #registryHost: RegistryHost;
  readonly #changed = new vscode.EventEmitter<DiffChange>();
  readonly #owned: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(registryHost: RegistryHost) {
    this.#registryHost = registryHost;
    const registry = registryHost.onDidChange(({ prompts }) => {
      this.#changed.fire({ prompts });
    });
    const typing = onDidType(registryHost, prompt => {
      this.#changed.fire({ prompts: [prompt] });
    });
    const samples = onDidChangeSamples(registryHost, () => {
      this.#changed.fire({ prompts: [], samples: true });
    });
    this.#owned = vscode.Disposable.from(this.#changed, registry, typing, samples);
  }

  readonly sides: DiffHost['sides'] = async prompt =>
    sideChoices(await this.#registryHost.require(), prompt);

  readonly source: DiffHost['source'] = async (prompt, side) =>
    (await sideNow(await this.#registryHost.require(), prompt, side)).source;

  readonly file: DiffHost['file'] = async prompt =>
    documentFile((await this.#registryHost.require()).root, prompt);

  readonly samples: DiffHost['samples'] = async prompt =>
    (await this.#registryHost.require()).documents.samples(prompt);

  readonly rendered: DiffHost['rendered'] = async (prompt, side, sample) =>
    renderedSide(await this.#registryHost.require(), prompt, side, sample);

  readonly openNative: DiffHost['openNative'] = async (prompt, left, right) => {
    const session = await this.#registryHost.require();
    const choices = sideChoices(session, prompt);
    const describe = async (side: string): Promise<{ side: string; label: string }> => {
      const label = choices.find(choice => choice.side === side)?.shortLabel ?? side;
      return { ...(await sideNow(session, prompt, side)), label };
    };
    const [leftSide, rightSide] = await Promise.all([describe(left), describe(right)]);
    await openNativeDiff(session.root, prompt, leftSide, rightSide);
  };

  dispose(): void {
    this.#owned.dispose();
  }
}
