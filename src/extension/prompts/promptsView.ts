import * as vscode from 'vscode';
import { troublesOf } from '../../core/ledger/derive/troubles';
import { fileTarget } from '../exchange/selectedFiles';
import { inBackground } from '../shell/log';
import { shownItem } from '../shell/shown';
import type { RegistryHost } from '../shell/registryHost';
import { folderTreeUri, TreeDecorations } from './decorations';
import { promptItem, promptTooltip } from './promptItem';
import type { PromptInfo } from '../../core/ledger/derive/model';

/** A folder of prompts, or a prompt. */
export type PromptNode =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'prompt'; readonly prompt: string; readonly info: PromptInfo };

/** The tree of prompts by folders. */
export class PromptsView implements vscode.TreeDataProvider<PromptNode>, vscode.Disposable {
  readonly #registryHost: RegistryHost;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<PromptNode>;
  readonly #decorations = new TreeDecorations();
  readonly #owned: vscode.Disposable;
  #environments: readonly string[] = [];
  #prompts: readonly PromptInfo[] = [];

  constructor(registryHost: RegistryHost) {
    this.#registryHost = registryHost;
    this.#view = vscode.window.createTreeView('promptLedger.prompts', {
      treeDataProvider: this,
      showCollapseAll: true,
      dragAndDropController: fileTarget<PromptNode>(folderOf),
    });
    const subscription = registryHost.onDidChange(change => {
      if (change.config || !change.selection) this.#repaint();
      if (change.selection) inBackground('Revealing a prompt', this.#reveal());
    });
    this.#owned = vscode.Disposable.from(
      this.#view,
      this.#changed,
      this.#decorations,
      vscode.window.registerFileDecorationProvider(this.#decorations),
      subscription,
      this.#view.onDidChangeSelection(({ selection: [node] }) => {
        if (node?.kind === 'prompt') registryHost.select(node.prompt);
      }),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible) inBackground('Revealing a prompt', this.#reveal());
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async getChildren(parent?: PromptNode): Promise<PromptNode[]> {
    if (parent?.kind === 'prompt') return [];
    if (parent === undefined) await this.#load();
    const prefix = parent === undefined ? '' : `${parent.path}/`;
    return childrenOf(this.#prompts, prefix);
  }

  getParent(node: PromptNode): PromptNode | undefined {
    const name = node.kind === 'folder' ? node.path : node.prompt;
    const end = name.lastIndexOf('/');
    return end < 0 ? undefined : { kind: 'folder', path: name.slice(0, end) };
  }

  getTreeItem(node: PromptNode): vscode.TreeItem {
    const item =
      node.kind === 'folder'
        ? this.#folderItem(node.path)
        : promptItem(node.info, this.#environments);
    return shownItem(item);
  }

  resolveTreeItem(item: vscode.TreeItem, node: PromptNode): vscode.TreeItem {
    if (node.kind === 'prompt') item.tooltip = promptTooltip(node.info);
    return item;
  }

  async #load(): Promise<void> {
    const session = await this.#registryHost.open();
    const environments = (await session?.registry.environments()) ?? [];
    this.#environments = environments.map(({ name }) => name);
    this.#prompts = (session?.answers.prompts() ?? []).filter(isShown);
    this.#decorations.show(this.#prompts);
    this.#showBadge();
    // Several folders may have a registry: which of them this is.
    const folders = vscode.workspace.workspaceFolders ?? [];
    const folder = session && vscode.workspace.getWorkspaceFolder(session.root);
    this.#view.description = folders.length > 1 ? folder?.name : undefined;
  }

  #showBadge(): void {
    const count = this.#prompts.filter(info => info.state !== 'clean').length;
    const tooltip = count === 1 ? '1 prompt to commit' : `${count} prompts to commit`;
    this.#view.badge = count === 0 ? undefined : { value: count, tooltip };
  }

  #repaint(): void {
    this.#changed.fire(undefined);
    // Hidden trees are not asked for their children, and the badge shows all the same.
    if (!this.#view.visible) inBackground('Counting modified prompts', this.#load());
  }

  async #reveal(): Promise<void> {
    const { selection } = this.#registryHost;
    const isShown = this.#view.selection.some(
      node => node.kind === 'prompt' && node.prompt === selection,
    );
    if (selection === undefined || isShown || !this.#view.visible) return;
    const info = (await this.#registryHost.open())?.queries.prompt(selection);
    if (info === undefined) return;
    await this.#view.reveal({ kind: 'prompt', prompt: selection, info }, { select: true });
  }

  #folderItem(path: string): vscode.TreeItem {
    const label = path.slice(path.lastIndexOf('/') + 1);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    item.id = `folder:${path}`;
    item.contextValue = 'folder';
    item.iconPath = vscode.ThemeIcon.Folder;
    item.resourceUri = folderTreeUri(path);
    return item;
  }
}

/** Where what is dropped on a row goes: beside a prompt, into a folder. */
function folderOf(node: PromptNode): string | undefined {
  if (node.kind === 'folder') return node.path;
  const end = node.prompt.lastIndexOf('/');
  return end < 0 ? undefined : node.prompt.slice(0, end);
}

/** What is archived is out of sight, unless a person has to look at it. */
function isShown(info: PromptInfo): boolean {
  return !info.archived || troublesOf(info).some(({ kind }) => kind !== 'texts');
}

/** Folders first, then prompts, each sorted by name. */
function childrenOf(prompts: readonly PromptInfo[], prefix: string): PromptNode[] {
  const below = prompts.filter(info => info.prompt.startsWith(prefix));
  const folders = below.flatMap(({ prompt }) => {
    const end = prompt.indexOf('/', prefix.length);
    return end < 0 ? [] : [prompt.slice(0, end)];
  });
  return [
    ...[...new Set(folders)].map((path): PromptNode => ({ kind: 'folder', path })),
    ...below
      .filter(({ prompt }) => !prompt.slice(prefix.length).includes('/'))
      .map((info): PromptNode => ({ kind: 'prompt', prompt: info.prompt, info })),
  ];
}
