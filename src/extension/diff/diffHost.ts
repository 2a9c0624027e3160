import * as vscode from 'vscode';
import { openNativeDiff } from '../commands/compare';
import { documentFile, promptOfUri } from '../paths';
import { onDidChangeSamples } from '../sampleChanges';
import { renderedSide, sideChoices, sideId, sideSource } from './sides';
import type { Workbench } from '../workbench';
import type { DiffChange, DiffHost } from './model';

/** What comparison panels need, from the registry of this window and the documents as typed. */
export class WorkbenchDiffHost implements DiffHost, vscode.Disposable {
  readonly #workbench: Workbench;
  readonly #changed = new vscode.EventEmitter<DiffChange>();
  readonly #owned: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
    const registry = workbench.onDidChange(({ prompts }) => {
      this.#changed.fire({ prompts });
    });
    const typing = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const root = workbench.session?.root;
      const prompt = root && promptOfUri(root, document.uri);
      if (prompt !== undefined) this.#changed.fire({ prompts: [prompt] });
    });
    const samples = onDidChangeSamples(workbench, () => {
      this.#changed.fire({ prompts: [], samples: true });
    });
    this.#owned = vscode.Disposable.from(this.#changed, registry, typing, samples);
  }

  readonly sides: DiffHost['sides'] = async prompt =>
    sideChoices(await this.#workbench.require(), prompt);

  readonly source: DiffHost['source'] = async (prompt, side) =>
    sideSource(await this.#workbench.require(), prompt, side);

  readonly file: DiffHost['file'] = async prompt =>
    documentFile((await this.#workbench.require()).root, prompt);

  readonly samples: DiffHost['samples'] = async prompt =>
    (await this.#workbench.require()).documents.samples(prompt);

  readonly rendered: DiffHost['rendered'] = async (prompt, side, sample) =>
    renderedSide(await this.#workbench.require(), prompt, side, sample);

  readonly openNative: DiffHost['openNative'] = async (prompt, left, right) => {
    const session = await this.#workbench.require();
    const choices = sideChoices(session, prompt);
    const describe = async (side: string): Promise<{ side: string; label: string }> => {
      const label = choices.find(choice => choice.side === side)?.shortLabel ?? side;
      return { side: await sideId(session, prompt, side), label };
    };
    const [leftSide, rightSide] = await Promise.all([describe(left), describe(right)]);
    await openNativeDiff(session.root, prompt, leftSide, rightSide);
  };

  dispose(): void {
    this.#owned.dispose();
  }
}
