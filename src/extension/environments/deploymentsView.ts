import * as vscode from 'vscode';
import type { Deployment, PromptDeployments } from '../../core/ledger/derive/deployments';
import type { Environment } from '../../core/ledger/environments/registryConfig';
import { LedgerError } from '../../core/base/errors';
import { showHidden } from '../../core/base/hiddenCharacters';
import { fullTime, subject } from '../shell/format';
import { logError } from '../shell/log';
import type { RegistryHost } from '../shell/registryHost';
import {
  deploymentSummary,
  environmentSummary,
  FILTER_LABELS,
  passes,
  type DeploymentFilter,
} from './deploymentFilter';
import { shownItem, ShownMarkdown } from '../shell/shown';

/** An environment, or what it serves of one prompt. */
export type DeploymentNode =
  | {
      readonly kind: 'pipeline';
      /** Its name: what commands need. */
      readonly environment: string;
      readonly config: Environment;
      readonly deployments: readonly Deployment[];
    }
  | {
      readonly kind: 'deployment';
      readonly prompt: string;
      readonly tag: string;
      readonly environment: Environment;
      readonly info: { readonly version: string | null };
      readonly deployment: Deployment;
      readonly parent: DeploymentNode;
    };

/** What every environment serves of every prompt, in the order of the pipeline, last one first. */
export class DeploymentsView implements vscode.TreeDataProvider<DeploymentNode>, vscode.Disposable {
  readonly #registryHost: RegistryHost;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<DeploymentNode>;
  readonly #owned: vscode.Disposable;
  /** The environments that are unfolded, for when a filter that unfolds them is taken away. */
  readonly #unfolded = new Set<string>();
  #filter: DeploymentFilter = 'all';

  constructor(registryHost: RegistryHost) {
    this.#registryHost = registryHost;
    const options = { treeDataProvider: this, showCollapseAll: true };
    this.#view = vscode.window.createTreeView('promptLedger.environments', options);
    const subscription = registryHost.onDidChange(({ prompts, config }) => {
      if (prompts.length > 0 || config) this.#changed.fire(undefined);
    });
    this.#owned = vscode.Disposable.from(
      ...[this.#view, this.#changed, subscription],
      this.#view.onDidExpandElement(({ element }) => {
        if (element.kind === 'pipeline') this.#unfolded.add(element.environment);
      }),
      this.#view.onDidCollapseElement(({ element }) => {
        if (element.kind === 'pipeline') this.#unfolded.delete(element.environment);
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** Shows only what passes. */
  filter(filter: DeploymentFilter): void {
    this.#filter = filter;
    this.#view.description = filter === 'all' ? undefined : FILTER_LABELS[filter];
    this.#changed.fire(undefined);
  }

  async getChildren(parent?: DeploymentNode): Promise<DeploymentNode[]> {
    if (parent === undefined) return this.#environments();
    return parent.kind === 'pipeline' ? this.#deployments(parent) : [];
  }

  getParent(node: DeploymentNode): DeploymentNode | undefined {
    return node.kind === 'pipeline' ? undefined : node.parent;
  }

  getTreeItem(node: DeploymentNode): vscode.TreeItem {
    if (node.kind === 'deployment') return shownItem(deploymentItem(node));
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const isOpen = this.#filter !== 'all' || this.#unfolded.has(node.environment);
    const item = pipelineItem(node, this.#filter);
    item.collapsibleState = isOpen ? Expanded : Collapsed;
    return shownItem(item);
  }

  async #environments(): Promise<DeploymentNode[]> {
    const session = await this.#registryHost.open();
    if (session === undefined) return [];
    try {
      const { environments } = await session.registry.config();
      const found = await session.registry.deployments();
      const all = found.flatMap(item => item.deployments);
      this.#view.message = leftOutText(found);
      return [...environments].reverse().map(config => ({
        kind: 'pipeline',
        environment: config.name,
        config,
        deployments: all.filter(({ environment }) => environment === config.name),
      }));
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      logError('Deployments', error);
      this.#view.message = showHidden(error.message);
      return [];
    }
  }

  #deployments(parent: DeploymentNode & { kind: 'pipeline' }): DeploymentNode[] {
    const { config, deployments } = parent;
    return deployments
      .filter(deployment => passes(deployment, this.#filter, Date.now()))
      .map(deployment => ({
        kind: 'deployment',
        prompt: deployment.prompt,
        tag: config.name,
        environment: config,
        info: { version: deployment.version },
        deployment,
        parent,
      }));
  }
}

/** What is not shown, because it may depend on a record file that says nothing. */
function leftOutText(found: readonly PromptDeployments[]): string | undefined {
  const left = found.filter(({ problem }) => problem !== undefined);
  if (left.length === 0) return undefined;
  const names = left.map(({ prompt }) => prompt).join(', ');
  const paths = left.flatMap(({ problem }) => problem?.path ?? []).join(', ');
  return `Left out, for a record of each is damaged or cannot be read: ${names} (${paths}). Repair the registry.`;
}

function pipelineItem(
  { config, deployments }: DeploymentNode & { kind: 'pipeline' },
  filter: DeploymentFilter,
): vscode.TreeItem {
  const item = new vscode.TreeItem(config.name);
  const rules = [
    ...(config.protected ? ['protected'] : []),
    ...(config.approvals > 0 ? [`${config.approvals} approvals`] : []),
    ...(config.gates.includes('samples') ? ['samples must render'] : []),
    ...config.experiments.map(({ name }) => `${name} must be met`),
  ];
  const shown = deployments.filter(deployment => passes(deployment, filter, Date.now())).length;
  const parts = [
    ...(filter === 'all' ? [] : [`${shown} shown`]),
    environmentSummary(deployments),
    ...rules,
  ];
  // A filter opens what it leaves, and VS Code remembers by id what a person closed.
  item.id = `pipeline:${config.name}:${filter}`;
  item.description = parts.join(' · ');
  item.iconPath = new vscode.ThemeIcon(config.protected ? 'shield' : 'server-environment');
  const target = config.promoteFrom === undefined ? '' : ' promotable';
  item.contextValue = `pipeline${target}${config.protected ? ' protected' : ''}`;
  item.tooltip = pipelineTooltip(config, parts);
  item.accessibilityInformation = { label: [config.name, ...parts].join(', ') };
  return item;
}

function pipelineTooltip(config: Environment, parts: readonly string[]): vscode.MarkdownString {
  const text = new ShownMarkdown();
  text.appendMarkdown('**').appendText(config.name).appendMarkdown('**');
  for (const part of parts) text.appendMarkdown('\n\n').appendText(part);
  if (config.promoteFrom !== undefined) {
    text.appendMarkdown('\n\n$(arrow-right) ').appendText(`promoted from ${config.promoteFrom}`);
  }
  return text;
}

function deploymentItem({
  prompt,
  environment,
  deployment,
}: DeploymentNode & { kind: 'deployment' }) {
  const item = new vscode.TreeItem(prompt);
  const summary = deploymentSummary(deployment);
  item.id = `deployment:${environment.name}:${prompt}`;
  item.description = summary;
  item.iconPath = iconOf(deployment);
  item.contextValue = contextOf(environment, deployment);
  item.accessibilityInformation = { label: `${prompt}, ${summary.replaceAll(' · ', ', ')}` };
  item.tooltip = tooltipOf(deployment, summary);
  if (deployment.version !== null) {
    const version = { id: deployment.version };
    item.command = {
      command: 'promptLedger.openVersion',
      title: 'Open Version',
      arguments: [{ kind: 'version', prompt, version }],
    };
  }
  return item;
}

function contextOf(environment: Environment, { version, from, released }: Deployment): string {
  return [
    'deployment',
    version === null ? 'unset' : 'set',
    ...((from?.behind ?? 0) > 0 ? ['behind'] : []),
    ...(environment.promoteFrom === undefined ? [] : ['promotable']),
    ...(released === null ? [] : ['released']),
  ].join(' ');
}

function iconOf({ diverged, version, number, by }: Deployment): vscode.ThemeIcon {
  if (diverged || (version !== null && number === null)) {
    const color = new vscode.ThemeColor('gitDecoration.conflictingResourceForeground');
    return new vscode.ThemeIcon('warning', color);
  }
  if (by === 'rollback') return new vscode.ThemeIcon('discard');
  if (version === null) return new vscode.ThemeIcon('circle-large-outline');
  return new vscode.ThemeIcon(by === 'tag' ? 'tag' : 'rocket');
}

function tooltipOf({ released, prompt }: Deployment, summary: string): vscode.MarkdownString {
  const text = new ShownMarkdown();
  text.appendMarkdown('**').appendText(prompt).appendMarkdown('**\n\n').appendText(summary);
  if (released !== null) {
    text
      .appendMarkdown('\n\n$(rocket) ')
      .appendText(`Last release: ${fullTime(released.at)}, ${released.author.name}`)
      .appendMarkdown('\n\n')
      .appendText(subject(released.changelog));
  }
  return text;
}
