import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { Emitter } from '../../registry/event';
import type { RegistryChange } from '../../registry/ledger';
import { refuseLinkedRoot } from '../../store/findRegistry';
import { inBackground } from './log';
import { RegistrySession } from './session';
import { promptOfUri } from './paths';

/** What the views show: the registry of this window and the prompt that a person looks at. */
export interface RegistryHostChange extends RegistryChange {
  /** Another prompt was chosen. */
  readonly selection: boolean;
}

const CHOSEN_FOLDER = 'registryFolder';

/**
 * The registry of this window, opened when it is first needed, and the prompt in focus. Everything
 * that a view shows comes from here, and one event says when to ask again.
 */
export class RegistryHost implements vscode.Disposable {
  readonly context: vscode.ExtensionContext;
  readonly #changed = new Emitter<RegistryHostChange>();
  readonly #watchers: vscode.Disposable[] = [];
  readonly onDidChange = this.#changed.event;
  #opening: Promise<RegistrySession | undefined> | undefined;
  #session: RegistrySession | undefined;
  #selection: string | undefined;

  constructor(context: vscode.ExtensionContext) {
    this.context = context;
    void setState('closed');
    this.#watchers.push(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        inBackground('Following the folders', this.reopen());
      }),
      this.#watchForRegistry(),
    );
  }

  /** The open registry, where it is open already. */
  get session(): RegistrySession | undefined {
    return this.#session;
  }

  /** The current name of the prompt in focus. */
  get selection(): string | undefined {
    return this.#selection;
  }

  /** Opens the registry of this window at the first call. `undefined` where there is none. */
  open(): Promise<RegistrySession | undefined> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = undefined;
      void setState('failed');
      throw error;
    });
    return this.#opening;
  }

  /**
   * The open registry, with what others changed taken in: for commands, whose answer somebody relies on. A view
   * follows the watchers. Throws as `require`, and `io`.
   */
  async current(): Promise<RegistrySession> {
    const session = await this.require();
    await session.look();
    return session;
  }

  /** The open registry. Throws `registry-not-found`. */
  async require(): Promise<RegistrySession> {
    const session = await this.open();
    if (session !== undefined) return session;
    throw new LedgerError(
      'registry-not-found',
      { folders: workspaceFolders().map(folder => folder.uri.fsPath) },
      workspaceFolders().length === 0
        ? 'Open a folder first: a registry lives in one.'
        : 'This folder has no registry yet. Run "Prompt Ledger: Initialize Registry".',
    );
  }

  /** Puts a prompt into focus. */
  select(prompt: string | undefined): void {
    if (prompt === this.#selection) return;
    this.#selection = prompt;
    void vscode.commands.executeCommand(
      'setContext',
      'promptLedger.hasSelection',
      prompt !== undefined,
    );
    this.#changed.fire({ prompts: [], config: false, selection: true });
  }

  /** Follows the editor that is active. */
  follow(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || this.#session === undefined) return;
    const prompt = promptOfUri(this.#session.root, editor.document.uri);
    if (prompt !== undefined) this.select(prompt);
  }

  /** Closes what is open and opens the registry of `folder`, or of the first folder that has one. */
  async reopen(folder?: vscode.WorkspaceFolder): Promise<void> {
    if (folder !== undefined) {
      await this.context.workspaceState.update(CHOSEN_FOLDER, folder.uri.toString());
    }
    await this.close();
    this.select(undefined);
    await this.open();
    this.#changed.fire({ prompts: [], config: true, selection: true });
  }

  /** Saves what can be saved and closes the registry. */
  async close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#opening = undefined;
    if (session === undefined) return;
    try {
      await session.save();
    } finally {
      session.dispose();
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.#watchers).dispose();
    this.#session?.dispose();
    this.#session = undefined;
  }

  /** A registry that another program makes, or that a git pull brings, opens by itself. */
  #watchForRegistry(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher('**/registry.json', false, true, true);
    watcher.onDidCreate(uri => {
      const isOurs = workspaceFolders().some(
        folder => vscode.Uri.joinPath(registryRoot(folder), 'registry.json').path === uri.path,
      );
      if (isOurs && this.#session === undefined) {
        inBackground('Opening the registry', this.reopen());
      }
    });
    return watcher;
  }

  async #open(): Promise<RegistrySession | undefined> {
    const root = await this.#findRoot();
    if (root === undefined) {
      await setState('absent');
      return undefined;
    }
    const session = await RegistrySession.open(this.context, root);
    this.#session = session;
    session.registry.onDidChange(change => {
      this.#changed.fire({ ...change, selection: false });
    });
    await setState('open');
    this.follow(vscode.window.activeTextEditor);
    return session;
  }

  async #findRoot(): Promise<vscode.Uri | undefined> {
    const chosen = this.context.workspaceState.get<string>(CHOSEN_FOLDER);
    const folders = [...workspaceFolders()].sort(
      (left, right) =>
        Number(right.uri.toString() === chosen) - Number(left.uri.toString() === chosen),
    );
    for (const folder of folders) {
      const root = registryRoot(folder);
      if (!(await isFolder(root))) continue;
      refuseLinkedRoot(root.fsPath, folder.uri.fsPath);
      return root;
    }
    // Better said than passed over in silence, where there is no other registry.
    for (const folder of folders) refuseLinkedRoot(registryRoot(folder).fsPath, folder.uri.fsPath);
    return undefined;
  }
}

/** Folders on a disk: a registry needs files that can be renamed and flushed. */
export function workspaceFolders(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(folder => folder.uri.scheme === 'file');
}

/** Where the registry of a folder is or would be. Throws `invalid-argument` for a setting that leaves the folder. */
export function registryRoot(folder: vscode.WorkspaceFolder): vscode.Uri {
  const directory = vscode.workspace
    .getConfiguration('promptLedger', folder.uri)
    .get<string>('directory', '.promptledger');
  const parts = directory.split(/[\\/]/).filter(part => part !== '' && part !== '.');
  if (parts.length === 0 || parts.includes('..') || /^([\\/]|[a-z]:)/i.test(directory)) {
    throw new LedgerError(
      'invalid-argument',
      { directory },
      `The setting promptLedger.directory is "${directory}". It must name a folder inside the workspace folder.`,
    );
  }
  return vscode.Uri.joinPath(folder.uri, ...parts);
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    // A link carries another bit besides.
    return type === vscode.FileType.Directory;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

/** What the welcome texts of empty views and the menus of the Explorer ask for. */
function setState(state: 'closed' | 'absent' | 'open' | 'failed'): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', 'promptLedger.state', state);
}
