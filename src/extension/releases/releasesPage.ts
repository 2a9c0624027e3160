import * as vscode from 'vscode';
import type { ReleaseStory } from '../../core/ledger/derive/timeline';
import { LedgerError } from '../../core/base/errors';
import { printRelease } from '../../core/release/releaseNotes';
import { readVerdict, verdictPhrases } from '../../core/release/verdictText';
import {
  isTimelineAction,
  readTimelineState,
  type TimelineAction,
  type TimelineRelease,
  type TimelineState,
  type TimelineView,
} from '../../protocol/releases';
import { fullTime, relativeTime, versionLabel } from '../shell/format';
import { PagePanels, type Page } from '../shell/pagePanel';
import type { RegistryHost } from '../shell/registryHost';

const VIEW_TYPE = 'promptLedger.releases';

/** The releases of a prompt as a timeline: one page per prompt. */
export function releasesPanels(
  extensionUri: vscode.Uri,
  registryHost: RegistryHost,
  compare: (prompt: string, left: string, right: string) => void,
): PagePanels<TimelineState, TimelineAction> {
  return new PagePanels(extensionUri, {
    viewType: VIEW_TYPE,
    script: 'releases.js',
    style: 'releases.css',
    icon: 'releases',
    page: new ReleasesPage(registryHost, compare),
    isAction: isTimelineAction,
    readState: readTimelineState,
    keyOf: ({ prompt }) => prompt,
    onDidChange: listener => registryHost.onDidChange(listener),
  });
}

class ReleasesPage implements Page<TimelineState, TimelineAction> {
  readonly #registryHost: RegistryHost;
  readonly #compare: (prompt: string, left: string, right: string) => void;

  constructor(
    registryHost: RegistryHost,
    compare: (prompt: string, left: string, right: string) => void,
  ) {
    this.#registryHost = registryHost;
    this.#compare = compare;
  }

  title({ prompt }: TimelineState): string {
    return `Releases of ${prompt.slice(prompt.lastIndexOf('/') + 1)}`;
  }

  async view({ prompt, environment }: TimelineState): Promise<TimelineView> {
    const session = await this.#registryHost.open();
    const all = (await session?.registry.releases({ prompt })) ?? [];
    const shown = all.filter(item => environment === '' || item.environment === environment);
    const environments = [...new Set(all.map(item => item.environment))].sort();
    return { type: 'view', prompt, environment, environments, releases: shown.map(toTimeline) };
  }

  async act(
    state: TimelineState,
    action: TimelineAction,
  ): Promise<{ note?: string; state?: TimelineState }> {
    const { prompt } = state;
    if (action.kind === 'choose') {
      return { state: { prompt, environment: action.environment } };
    }
    if (action.kind === 'promote') {
      await vscode.commands.executeCommand('promptLedger.promote', { kind: 'prompt', prompt });
      return {};
    }
    const release = await this.#find(prompt, action.id);
    const { version, environment, replaced } = release;
    switch (action.kind) {
      case 'open':
        await run('openVersion', { kind: 'version', prompt, version: { id: version } });
        return {};
      case 'compare':
        if (replaced !== null && version !== null) this.#compare(prompt, replaced.version, version);
        return {};
      case 'rollback':
        await run('rollback', { kind: 'answers', prompt, environment, to: version });
        return {};
      case 'copy':
        await vscode.env.clipboard.writeText(printRelease(release));
        return { note: 'Copied.' };
    }
  }

  async #find(prompt: string, id: string): Promise<ReleaseStory> {
    const { registry } = await this.#registryHost.require();
    const found = (await registry.releases({ prompt })).find(release => release.id === id);
    if (found !== undefined) return found;
    const message =
      'This release is not in the registry any more. A branch switch may have taken it away.';
    throw new LedgerError('version-not-found', { prompt, release: id }, message);
  }
}

function run(command: string, node: object): Thenable<unknown> {
  return vscode.commands.executeCommand(`promptLedger.${command}`, node);
}

function toTimeline(release: ReleaseStory): TimelineRelease {
  const { id, environment, replaced, rollback, live, below, at, author, from, approvals } = release;
  const verdict = readVerdict(release.verdict);
  return {
    ...{ id, environment, rollback, live, below, changelog: release.changelog },
    version: versionLabel(release),
    replaced: replaced === null ? '' : versionLabel(replaced),
    when: relativeTime(at),
    at: fullTime(at),
    who: author.name,
    from: from ?? '',
    approvals: approvals.map(item => item.author.name),
    breaking: verdict.breaking,
    why: verdict.why,
    changes: verdictPhrases(verdict),
  };
}
