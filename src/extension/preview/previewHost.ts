import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { emptyValues, type ValueChange } from '../../core/prompt/samples/sample';
import { parseSample } from '../../registry/render';
import { requireTrust } from '../shell/trust';
import { askSampleName } from '../shell/questions';
import { documentUri, sampleUri } from '../shell/paths';
import { buildPreview, type PreviewSample } from './previewContent';
import type { PreviewHost } from './previewPanel';
import { onDidChangeSamples } from './sampleChanges';
import type { RegistrySession } from '../shell/session';
import { workingText } from '../compare/sides';
import type { RegistryHost } from '../shell/registryHost';

/** What previews need, from the registry of this window and the documents as typed. */
export class RegistryPreviewHost implements PreviewHost, vscode.Disposable {
  readonly #registryHost: RegistryHost;
  readonly #changed = new vscode.EventEmitter<unknown>();
  readonly #owned: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(registryHost: RegistryHost) {
    this.#registryHost = registryHost;
    const registry = registryHost.onDidChange(() => {
      this.#changed.fire(undefined);
    });
    const samples = onDidChangeSamples(registryHost, () => {
      this.#changed.fire(undefined);
    });
    this.#owned = vscode.Disposable.from(this.#changed, registry, samples);
  }

  async documentOf(prompt: string): Promise<{ uri: vscode.Uri; text: string } | undefined> {
    const session = await this.#registryHost.require();
    try {
      const text = await workingText(session, prompt);
      return { uri: documentUri(session.root, prompt), text };
    } catch (error) {
      if (error instanceof LedgerError && error.code === 'prompt-not-found') return undefined;
      throw error;
    }
  }

  async samplesOf(prompt: string): Promise<readonly PreviewSample[]> {
    const session = await this.#registryHost.require();
    const names = await session.documents.samples(prompt);
    return Promise.all(names.map(name => readSample(session, prompt, name)));
  }

  async includesOf(source: string) {
    const session = await this.#registryHost.require();
    return (await session.registry.includes(source)).resolver;
  }

  async openSample(prompt: string, sample: string): Promise<void> {
    const { root } = await this.#registryHost.require();
    await vscode.window.showTextDocument(sampleUri(root, prompt, sample), {
      viewColumn: vscode.ViewColumn.One,
      // The prompt may be shown as a preview, and would give way to another one.
      preview: false,
    });
  }

  async newSample(prompt: string): Promise<string | undefined> {
    const made = await vscode.commands.executeCommand<{ sample: string } | undefined>(
      'promptLedger.editSample',
      { kind: 'prompt', prompt },
    );
    return made?.sample;
  }

  async saveSample(prompt: string, sample: string, changes: readonly ValueChange[]): Promise<void> {
    requireTrust();
    const { registry } = await this.#registryHost.require();
    await registry.saveSample({ prompt, sample, changes });
  }

  async saveSampleAs(
    prompt: string,
    copyOf: string | null,
    changes: readonly ValueChange[],
  ): Promise<string | undefined> {
    requireTrust();
    const session = await this.#registryHost.require();
    const sample = await askSampleName(session, prompt);
    if (sample === undefined) return undefined;
    await session.registry.saveSample({ prompt, sample, changes, copyOf });
    return sample;
  }

  async completeSample(prompt: string, sample: string): Promise<void> {
    requireTrust();
    const { registry } = await this.#registryHost.require();
    const { form } = await buildPreview(this, { prompt, sample, changes: [] });
    if (form === undefined) return;
    const lacking = form.fields.filter(({ name }) => form.lacks.includes(name));
    await registry.saveSample({ prompt, sample, changes: emptyValues(lacking) });
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

async function readSample(
  session: RegistrySession,
  prompt: string,
  name: string,
): Promise<PreviewSample> {
  try {
    const text = await session.documents.readSample(prompt, name);
    return { name, values: parseSample(prompt, name, text) };
  } catch (error) {
    if (error instanceof LedgerError) return { name, error: error.message };
    throw error;
  }
}
