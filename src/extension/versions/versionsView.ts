import * as vscode from 'vscode';
import { textsDiverged } from '../../core/ledger/derive/contestedNames';
import { byWhom, fullTime, subject } from '../shell/format';
import { dragSource } from './dragVersions';
import { damageText } from '../prompts/promptItem';
import type { RegistryHost } from '../shell/registryHost';
import { moreItem, shownItem, ShownMarkdown } from '../shell/shown';
import type { TriedVersion } from '../../index/triedQueries';
import type { VersionInfo } from '../../core/ledger/derive/model';

/** A version, or the way to more of them. */
export type VersionNode =
  | {
      readonly kind: 'version';
      readonly prompt: string;
      readonly version: VersionInfo;
      readonly diverged: boolean;
      /** The environments that serve it, the last of the pipeline first. */
      readonly serves: readonly Serving[];
      /** What experiments came to, the newest first. */
      readonly tried: readonly TriedVersion[];
    }
  | { readonly kind: 'more'; readonly prompt: string };

/** An environment that serves a version. */
interface Serving {
  readonly environment: string;
  readonly isProtected: boolean;
  /** Since when. */
  readonly at: string;
}

const PAGE = 50;

/** The versions of the prompt in focus, newest first. */
export class VersionsView implements vscode.TreeDataProvider<VersionNode>, vscode.Disposable {
  readonly #registryHost: RegistryHost;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<VersionNode>;
  readonly #owned: vscode.Disposable;
  #limit = PAGE;

  constructor(registryHost: RegistryHost) {
    this.#registryHost = registryHost;
    this.#view = vscode.window.createTreeView('promptLedger.versions', {
      treeDataProvider: this,
      dragAndDropController: dragSource<VersionNode>(node =>
        node.kind === 'version' ? { prompt: node.prompt, version: node.version.id } : undefined,
      ),
    });
    const subscription = registryHost.onDidChange(change => {
      const { selection } = registryHost;
      if (change.selection) this.#limit = PAGE;
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

  /** Shows another page of versions. */
  showMore(): void {
    this.#limit += PAGE;
    this.#changed.fire(undefined);
  }

  async getChildren(parent?: VersionNode): Promise<VersionNode[]> {
    if (parent !== undefined) return [];
    const prompt = this.#registryHost.selection;
    if (prompt !== undefined) return this.#versions(prompt);
    this.#view.message = undefined;
    return [];
  }

  async #versions(prompt: string): Promise<VersionNode[]> {
    const session = await this.#registryHost.open();
    if (session === undefined) return [];
    const found = session.answers.versions(prompt, { limit: this.#limit + 1 });
    const info = session.queries.prompt(prompt);
    this.#view.message = damageText(info);
    // Only now is it known: until then the view says nothing, rather than something wrong.
    const isNew = found.length === 0 && info?.problem === undefined;
    void vscode.commands.executeCommand('setContext', 'promptLedger.isNew', isNew);
    const diverged = info !== undefined && textsDiverged(info);
    const environments = [...(await session.registry.environments())].reverse();
    const tags = session.answers.tags(prompt);
    const serving = (id: string): readonly Serving[] =>
      environments.flatMap(({ name: environment, protected: isProtected }) => {
        const tag = tags.find(item => item.tag === environment && item.version === id);
        return tag === undefined ? [] : [{ environment, isProtected, at: tag.at }];
      });
    const all = session.queries.tried(prompt);
    const nodes = found.slice(0, this.#limit).map((version): VersionNode => {
      const serves = serving(version.id);
      const tried = all.filter(item => item.version === version.id);
      return { kind: 'version', prompt, version, diverged, serves, tried };
    });
    return found.length > this.#limit ? [...nodes, { kind: 'more', prompt }] : nodes;
  }

  getParent(): undefined {
    return undefined;
  }

  getTreeItem(node: VersionNode): vscode.TreeItem {
    return shownItem(node.kind === 'more' ? moreItem(node) : versionItem(node));
  }

  resolveTreeItem(item: vscode.TreeItem, node: VersionNode): vscode.TreeItem {
    if (node.kind === 'version') item.tooltip = tooltipOf(node);
    return item;
  }
}

function versionItem({
  prompt,
  version,
  diverged,
  serves,
  tried,
}: VersionNode & { kind: 'version' }) {
  const item = new vscode.TreeItem(labelOf(version, serves));
  const isSplitHead = version.head && diverged;
  const environments = serves.map(({ environment }) => environment);
  const marks = [
    ...tried.slice(0, 1).map(rateOf),
    ...version.tags.filter(tag => !environments.includes(tag)),
    ...(isSplitHead ? ['head, diverged'] : []),
    ...(version.parents.length > 1 ? ['merge'] : []),
  ];
  item.id = `version:${prompt}:${version.id}`;
  item.description = [...(marks.length > 0 ? [marks.join(', ')] : []), byWhom(version)].join(' · ');
  item.contextValue = version.head ? 'version head' : 'version';
  item.iconPath = iconOf(version, isSplitHead, serves);
  item.command = {
    command: 'promptLedger.openVersion',
    title: 'Open Version',
    arguments: [{ kind: 'version', prompt, version }],
  };
  const served = environments.map(name => `in ${name}`);
  const spoken = [`version ${version.number}`, ...served, subject(version.message), ...marks];
  const head = version.head && !diverged ? ['newest'] : [];
  item.accessibilityInformation = { label: [...spoken, ...head, byWhom(version)].join(', ') };
  return item;
}

/** The environments stand before the message, where no width of the view cuts them off. */
function labelOf({ number, message }: VersionInfo, serves: readonly Serving[]): string {
  const names = serves.map(({ environment }) => environment).join(', ');
  return `v${number}  ${names === '' ? '' : `● ${names}  `}${subject(message)}`;
}

function iconOf(
  version: VersionInfo,
  isSplitHead: boolean,
  serves: readonly Serving[],
): vscode.ThemeIcon {
  if (isSplitHead) {
    const color = new vscode.ThemeColor('gitDecoration.conflictingResourceForeground');
    return new vscode.ThemeIcon('git-branch', color);
  }
  if (version.parents.length > 1) return new vscode.ThemeIcon('git-merge');
  const [served] = serves;
  const color =
    served && new vscode.ThemeColor(served.isProtected ? 'charts.green' : 'charts.blue');
  return new vscode.ThemeIcon(version.head ? 'circle-filled' : 'git-commit', color);
}

/** `92 % of 40`. */
function rateOf({ passed, rows }: TriedVersion): string {
  return `${Math.round((100 * passed) / Math.max(1, rows))} % of ${rows}`;
}

function tooltipOf({
  version,
  serves,
  tried,
}: VersionNode & { kind: 'version' }): vscode.MarkdownString {
  const text = new ShownMarkdown();
  for (const { environment, at } of serves) {
    text.appendMarkdown('$(rocket) In **').appendText(environment);
    text.appendMarkdown('** since ').appendText(fullTime(at)).appendMarkdown('\n\n');
  }
  text.appendMarkdown(`**v${version.number}** \`${version.id.slice(0, 8)}\``);
  text.appendMarkdown('\n\n').appendText(version.message.trim() || '(no message)');
  text
    .appendMarkdown('\n\n$(account) ')
    .appendText(`${version.author.name} <${version.author.email}>`)
    .appendMarkdown('  \n$(clock) ')
    .appendText(fullTime(version.at));
  for (const item of tried) {
    const { experiment, model, at } = item;
    text.appendMarkdown('  \n$(beaker) ');
    text.appendText(`${rateOf(item)} rows pass in ${experiment} on ${model}, ${fullTime(at)}`);
  }
  if (version.tags.length > 0) {
    text.appendMarkdown('  \n$(tag) ').appendText(version.tags.join(', '));
  }
  return text;
}
