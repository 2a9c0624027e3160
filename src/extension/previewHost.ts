import * as vscode from 'vscode';
import { LedgerError } from '../core/errors';
import { parseSample } from '../registry/render';
import { documentUri, sampleUri } from './paths';
import type { PreviewHost, PreviewSample } from './previewPanel';
import type { RegistrySession } from './session';
import { workingText } from './sides';
import type { Workbench } from './workbench';

/** What previews need, from the registry of this window and the documents as typed. */
export class WorkbenchPreviewHost implements PreviewHost, vscode.Disposable {
  readonly #workbench: Workbench;
  readonly #changed = new vscode.EventEmitter<unknown>();
  readonly #owned: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
    const registry = workbench.onDidChange(() => {
      this.#changed.fire(undefined);
    });
    const typing = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const samples = workbench.session && vscode.Uri.joinPath(workbench.session.root, 'samples');
      const isSample = samples !== undefined && document.uri.path.startsWith(`${samples.path}/`);
      if (isSample) this.#changed.fire(undefined);
    });
    const watcher = vscode.workspace.createFileSystemWatcher('**/samples/**/*.json');
    const look = (): void => {
      this.#changed.fire(undefined);
    };
    const files = [watcher.onDidCreate(look), watcher.onDidChange(look), watcher.onDidDelete(look)];
    this.#owned = vscode.Disposable.from(this.#changed, registry, typing, watcher, ...files);
  }

  async documentOf(prompt: string): Promise<{ uri: vscode.Uri; text: string } | undefined> {
    const session = await this.#workbench.require();
    try {
      const text = await workingText(session, prompt);
      return { uri: documentUri(session.root, prompt), text };
    } catch (error) {
      if (error instanceof LedgerError && error.code === 'prompt-not-found') return undefined;
      throw error;
    }
  }

  async samplesOf(prompt: string): Promise<readonly PreviewSample[]> {
    const session = await this.#workbench.require();
    const names = await session.documents.samples(prompt);
    return Promise.all(names.map(name => readSample(session, prompt, name)));
  }

  async includesOf(source: string) {
    const session = await this.#workbench.require();
    return (await session.registry.includes(source)).resolver;
  }

  async openSample(prompt: string, sample: string): Promise<void> {
    const { root } = await this.#workbench.require();
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
    const open = openSampleText(session, prompt, name);
    const text = open ?? (await session.documents.readSample(prompt, name));
    return { name, values: parseSample(prompt, name, text) };
  } catch (error) {
    if (error instanceof LedgerError) return { name, error: error.message };
    throw error;
  }
}

/** What is typed in a sample that is open. */
function openSampleText(
  session: RegistrySession,
  prompt: string,
  name: string,
): string | undefined {
  const uri = sampleUri(session.root, prompt, name).toString();
  const document = vscode.workspace.textDocuments.find(item => item.uri.toString() === uri);
  return document?.getText();
}
