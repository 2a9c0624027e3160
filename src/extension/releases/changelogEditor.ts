import * as vscode from 'vscode';

/** The scheme of changelogs that are being written: `promptledger-changelog:/1/production.md`. */
const SCHEME = 'promptledger-changelog';

interface Draft {
  text: Uint8Array;
  changedAt: number;
  readonly finish: (text: string | undefined) => void;
}

/**
 * Changelogs in a real editor. Each lies in memory until it is accepted or its editor is closed, as
 * the message of a commit does in git: there is no file that could be left behind.
 */
export class ChangelogEditor implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #drafts = new Map<string, Draft>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #owned: vscode.Disposable;
  #count = 0;

  constructor() {
    this.#owned = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerFileSystemProvider(SCHEME, this, { isCaseSensitive: true }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const tab of closed) this.#drafts.get(uriOf(tab)?.toString() ?? '')?.finish(undefined);
      }),
    );
  }

  dispose(): void {
    for (const draft of [...this.#drafts.values()]) draft.finish(undefined);
    this.#owned.dispose();
  }

  /** Opens a text to be written; `undefined` where the person closed it instead. */
  async write(name: string, text: string): Promise<string | undefined> {
    this.#count += 1;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${this.#count}/${name}.md` });
    const key = uri.toString();
    const written = new Promise<string | undefined>(resolve => {
      this.#drafts.set(key, {
        text: new TextEncoder().encode(text),
        changedAt: Date.now(),
        finish: result => {
          this.#drafts.delete(key);
          resolve(result);
        },
      });
    });
    const document = await vscode.workspace.openTextDocument(uri);
    const { end } = document.lineAt(document.lineCount - 1).range;
    // At once with the editor: a cursor that jumps later would tear apart what is typed by then.
    const selection = new vscode.Range(end, end);
    await vscode.window.showTextDocument(document, { preview: false, selection });
    return written;
  }

  /** Takes the changelog in the active editor, or the only one that is being written. */
  async accept(): Promise<void> {
    const found = this.#active();
    if (found === undefined) return;
    const { document, draft } = found;
    const text = document.getText();
    await document.save();
    draft.finish(text);
    await closeTab(document.uri);
  }

  /** Gives up the changelog in the active editor. */
  async cancel(): Promise<void> {
    const found = this.#active();
    if (found === undefined) return;
    found.draft.finish(undefined);
    await vscode.window.showTextDocument(found.document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }

  #active(): { document: vscode.TextDocument; draft: Draft } | undefined {
    const active = vscode.window.activeTextEditor?.document;
    const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === SCHEME);
    const document = active?.uri.scheme === SCHEME ? active : open.at(-1);
    const draft = this.#drafts.get(document?.uri.toString() ?? '');
    return document === undefined || draft === undefined ? undefined : { document, draft };
  }

  // --- a file system of drafts ---

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { text, changedAt } = this.#draft(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: changedAt, size: text.byteLength };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.#draft(uri).text;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const draft = this.#draft(uri);
    draft.text = content;
    draft.changedAt = Date.now();
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  #draft(uri: vscode.Uri): Draft {
    const draft = this.#drafts.get(uri.toString());
    if (draft === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return draft;
  }
}

function uriOf({ input }: vscode.Tab): vscode.Uri | undefined {
  return input instanceof vscode.TabInputText ? input.uri : undefined;
}

async function closeTab(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
  const open = tabs.filter(tab => uriOf(tab)?.toString() === uri.toString());
  await vscode.window.tabGroups.close(open);
}
