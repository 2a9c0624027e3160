import * as vscode from 'vscode';
import type { Environment } from '../../core/ledger/environments/registryConfig';
import { byWhom, fullTime, moveSummary, subject, versionLabel } from '../shell/format';
import { dropTarget } from '../versions/dragVersions';
import { damageText } from '../prompts/promptItem';
import type { RegistryHost } from '../shell/registryHost';
import { moreItem, shownItem, ShownMarkdown } from '../shell/shown';
import type { ReleaseInfo, TagInfo, TagMoveInfo } from '../../core/ledger/derive/model';

/** A tag, an environment that serves nothing yet, or one move in a tag's history. */
export type TagNode =
  | {
      readonly kind: 'tag';
      readonly prompt: string;
      readonly tag: string;
      readonly info: TagInfo | undefined;
      readonly environment: Environment | undefined;
      /** Where it points may depend on a record file that says nothing. */
      readonly isInDoubt: boolean;
    }
  | {
      readonly kind: 'move';
      readonly prompt: string;
      readonly move: TagMoveInfo;
      readonly release: ReleaseInfo | undefined;
      readonly parent: TagNode;
    }
  | {
      readonly kind: 'moreMoves';
      readonly prompt: string;
      readonly tag: string;
      readonly parent: TagNode;
    };

const PAGE = 30;

/** Where the tags of the prompt in focus point: environments in pipeline order, then others. */
export class TagsView implements vscode.TreeDataProvider<TagNode>, vscode.Disposable {
  readonly #registryHost: RegistryHost;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<TagNode>;
  readonly #owned: vscode.Disposable;
  /** How many moves are shown of tags of which somebody wanted more than a page. */
  readonly #limits = new Map<string, number>();

  constructor(registryHost: RegistryHost) {
    this.#registryHost = registryHost;
    this.#view = vscode.window.createTreeView('promptLedger.tags', {
      treeDataProvider: this,
      dragAndDropController: dropTarget<TagNode>(draggedFrom, targetOf),
    });
    const subscription = registryHost.onDidChange(change => {
      const { selection } = registryHost;
      this.#view.description = selection;
      const isOther = selection !== undefined && !change.prompts.includes(selection);
      if (isOther && !change.selection && !change.config) return;
      this.#changed.fire(undefined);
    });
    this.#owned = vscode.Disposable.from(this.#view, this.#changed, subscription);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** Shows another page of a tag's moves. */
  showMore({ prompt, tag }: { readonly prompt: string; readonly tag: string }): void {
    const key = `${prompt}@${tag}`;
    this.#limits.set(key, (this.#limits.get(key) ?? PAGE) + PAGE);
    this.#changed.fire(undefined);
  }

  async getChildren(parent?: TagNode): Promise<TagNode[]> {
    const prompt = this.#registryHost.selection;
    if (prompt === undefined) this.#view.message = undefined;
    if (prompt === undefined) return [];
    if (parent === undefined) return this.#tags(prompt);
    return parent.kind === 'tag' ? this.#moves(parent) : [];
  }

  getParent(node: TagNode): TagNode | undefined {
    return node.kind === 'tag' ? undefined : node.parent;
  }

  getTreeItem(node: TagNode): vscode.TreeItem {
    switch (node.kind) {
      case 'tag':
        return shownItem(tagItem(node));
      case 'move':
        return shownItem(moveItem(node));
      case 'moreMoves':
        return shownItem(moreItem(node));
    }
  }

  async #tags(prompt: string): Promise<TagNode[]> {
    const session = await this.#registryHost.open();
    const info = session?.queries.prompt(prompt);
    this.#view.message = damageText(info);
    if (session === undefined || info === undefined) return [];
    const environments = await session.registry.environments();
    // Removed tags come last: what they pointed at, and who took them away, stays to be seen.
    const { answers, queries } = session;
    const tags = [...answers.tags(prompt), ...queries.removedTags(prompt)];
    const infos = new Map(tags.map(info => [info.tag, info]));
    const names = new Set([...environments.map(({ name }) => name), ...infos.keys()]);
    return [...names].map(tag => ({
      kind: 'tag',
      prompt,
      tag,
      info: infos.get(tag),
      environment: environments.find(({ name }) => name === tag),
      isInDoubt: info.problem !== undefined && !infos.has(tag),
    }));
  }

  async #moves(parent: TagNode & { kind: 'tag' }): Promise<TagNode[]> {
    const { prompt, tag } = parent;
    const limit = this.#limits.get(`${prompt}@${tag}`) ?? PAGE;
    const session = await this.#registryHost.open();
    const moves = session?.answers.moves(prompt, tag, { limit: limit + 1 }) ?? [];
    const releases = new Map(
      session?.queries.releases(prompt, tag).map(release => [release.id, release]),
    );
    const nodes = moves.slice(0, limit).map((move): TagNode => ({
      kind: 'move',
      prompt,
      move,
      release: releases.get(move.id),
      parent,
    }));
    return moves.length > limit ? [...nodes, { kind: 'moreMoves', prompt, tag, parent }] : nodes;
  }
}

/** A tag or a move stands for the version that it points at. */
function draggedFrom(node: TagNode): { prompt: string; version: string } | undefined {
  if (node.kind === 'moreMoves') return undefined;
  const version = node.kind === 'tag' ? node.info?.version : node.move.version;
  return typeof version === 'string' ? { prompt: node.prompt, version } : undefined;
}

function targetOf(node: TagNode): { tag: string; isEnvironment: boolean } | undefined {
  if (node.kind !== 'tag') return undefined;
  const { tag, environment } = node;
  // Nothing is promoted to the first environment; a plain tag moves it, where that is allowed.
  const isEnvironment =
    environment !== undefined && (environment.protected || environment.promoteFrom !== undefined);
  return { tag, isEnvironment };
}

function tagItem(node: TagNode & { kind: 'tag' }): vscode.TreeItem {
  const { prompt, tag, info, environment, isInDoubt } = node;
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(tag, info === undefined ? None : Collapsed);
  const flags = flagsOf(info, environment);
  const nothing = isInDoubt ? 'in doubt: a record is damaged' : 'serves nothing yet';
  const where = info === undefined ? nothing : versionLabel(info);
  const since = info === undefined ? [] : [byWhom(info)];
  item.id = `tag:${prompt}:${tag}`;
  item.description = [where, ...flags, ...since].join(' · ');
  item.contextValue = contextOf(info, environment);
  item.iconPath = iconOf(info, environment);
  item.accessibilityInformation = { label: [tag, where, ...flags, ...since].join(', ') };
  item.tooltip = info === undefined ? `${tag}: ${nothing}.` : tagTooltip(info);
  return item;
}

function flagsOf(info: TagInfo | undefined, environment: Environment | undefined): string[] {
  return [
    ...(environment?.protected === true ? ['protected'] : []),
    ...(info?.immutable === true ? ['immutable'] : []),
    ...(info?.diverged === true ? ['diverged'] : []),
  ];
}

function contextOf(info: TagInfo | undefined, environment: Environment | undefined): string {
  return [
    environment === undefined ? 'tag' : 'environment',
    info === undefined || info.version === null ? 'unset' : 'set',
    ...(environment?.protected === true ? ['protected'] : []),
    ...(info?.immutable === true ? ['immutable'] : []),
    ...(environment?.promoteFrom === undefined ? [] : ['promotable']),
  ].join(' ');
}

function iconOf(info: TagInfo | undefined, environment: Environment | undefined): vscode.ThemeIcon {
  if (info?.diverged === true) {
    const color = new vscode.ThemeColor('gitDecoration.conflictingResourceForeground');
    return new vscode.ThemeIcon('warning', color);
  }
  if (info?.immutable === true) return new vscode.ThemeIcon('lock');
  if (environment === undefined) return new vscode.ThemeIcon('tag');
  return new vscode.ThemeIcon(environment.protected ? 'shield' : 'server-environment');
}

function moveItem({ prompt, move, release }: TagNode & { kind: 'move' }): vscode.TreeItem {
  const item = new vscode.TreeItem(versionLabel(move));
  const what = release === undefined ? moveSummary(move) : releaseSummary(release);
  const said = release?.changelog ?? move.description;
  const note = said.trim() === '' ? [] : [subject(said.replace(/^- /, ''))];
  item.id = `move:${prompt}:${move.id}`;
  item.description = [what, ...note, byWhom(move)].join(' · ');
  item.contextValue = move.version === null ? 'move removed' : 'move';
  item.iconPath = new vscode.ThemeIcon(moveIcon(move, release));
  item.tooltip = moveTooltip(move, release);
  return item;
}

function releaseSummary(release: ReleaseInfo): string {
  if (release.rollback) return 'rolled back';
  return release.from === null ? 'released' : `promoted from ${release.from}`;
}

function moveIcon(move: TagMoveInfo, release: ReleaseInfo | undefined): string {
  if (!move.applied) return 'circle-slash';
  if (release !== undefined) return release.rollback ? 'discard' : 'rocket';
  return move.version === null ? 'trash' : 'tag';
}

function tagTooltip(info: TagInfo): vscode.MarkdownString {
  const text = new ShownMarkdown();
  text
    .appendMarkdown('**')
    .appendText(info.tag)
    .appendMarkdown('** ')
    .appendText(versionLabel(info));
  if (info.description !== '') text.appendMarkdown('\n\n').appendText(info.description);
  if (info.diverged) {
    text.appendMarkdown(
      '\n\n$(warning) Two branches moved this tag to different versions. Set it again to decide.',
    );
  }
  text.appendMarkdown('\n\n').appendText(`${info.author.name}, ${fullTime(info.at)}`);
  return text;
}

function moveTooltip(move: TagMoveInfo, release: ReleaseInfo | undefined): vscode.MarkdownString {
  const text = new ShownMarkdown();
  text.appendText(
    `${versionLabel(move)}: ${release === undefined ? moveSummary(move) : releaseSummary(release)}`,
  );
  const said = (release?.changelog ?? move.description).trim();
  if (said !== '') text.appendMarkdown('\n\n').appendText(said);
  text.appendMarkdown('\n\n').appendText(`${move.author.name}, ${fullTime(move.at)}`);
  return text;
}
