import * as vscode from 'vscode';
import type { ReleaseStory } from '../../core/ledger/derive/timeline';
import { LedgerError } from '../../core/base/errors';
import { printRelease } from '../../core/release/releaseNotes';
import { readVerdict, verdictPhrases } from '../../core/release/verdictText';
import type { Handlers } from '../../protocol/channel';
import {
  readTimelineState,
  releasesChannel,
  type TimelineRelease,
  type TimelineState,
} from '../../protocol/releases';
import { fullTime, relativeTime, versionLabel } from '../shell/format';
import { Panels, type Page, type Panel } from '../shell/panelFrame';
import type { RegistryHost } from '../shell/registryHost';

const VIEW_TYPE = 'promptLedger.releases';

type Channel = typeof releasesChannel;

/** Opens a comparison of two versions of a prompt. */
type Compare = (prompt: string, left: string, right: string) => void;

/** The releases of a prompt as a timeline: one page per prompt. */
export function releasesPanels(
  extensionUri: vscode.Uri,
  registryHost: RegistryHost,
  compare: Compare,
): Panels<TimelineState, Channel> {
  return new Panels(extensionUri, {
    viewType: VIEW_TYPE,
    channel: releasesChannel,
    script: 'releases.js',
    styles: ['releases.css'],
    icon: 'releases',
    enableFindWidget: true,
    keyOf: ({ prompt }) => prompt,
    readState: readTimelineState,
    open: (panel, state) => new ReleasesPage(panel, { registryHost, compare }, state),
  });
}

interface World {
  readonly registryHost: RegistryHost;
  readonly compare: Compare;
}

class ReleasesPage implements Page<TimelineState, Channel> {
  readonly handlers: Handlers<Channel> = {
    ready: () => this.#panel.repaint(),
    open: async id => {
      const { version } = await this.#find(id);
      return run('openVersion', {
        kind: 'version',
        prompt: this.#prompt,
        version: { id: version },
      });
    },
    compare: async id => {
      const { replaced, version } = await this.#find(id);
      if (replaced === null || version === null) return '';
      this.#world.compare(this.#prompt, replaced.version, version);
      return '';
    },
    rollback: async id => {
      const { environment, version } = await this.#find(id);
      return run('rollback', { kind: 'input', prompt: this.#prompt, environment, to: version });
    },
    copy: async id => {
      await vscode.env.clipboard.writeText(printRelease(await this.#find(id)));
      return 'Copied.';
    },
    promote: () => run('promote', { kind: 'prompt', prompt: this.#prompt }),
    choose: environment => {
      this.#environment = environment;
      return this.#panel.repaint();
    },
  };
  readonly #panel: Panel<Channel>;
  readonly #world: World;
  readonly #prompt: string;
  readonly #listening: { dispose(): void };
  #environment: string;

  constructor(panel: Panel<Channel>, world: World, { prompt, environment }: TimelineState) {
    this.#panel = panel;
    this.#world = world;
    this.#prompt = prompt;
    this.#environment = environment;
    this.#listening = world.registryHost.onDidChange(() => {
      panel.repaintSoon();
    });
  }

  dispose(): void {
    this.#listening.dispose();
  }

  state(): TimelineState {
    return { prompt: this.#prompt, environment: this.#environment };
  }

  title(): string {
    return `Releases of ${this.#prompt.slice(this.#prompt.lastIndexOf('/') + 1)}`;
  }

  become({ environment }: TimelineState): void {
    this.#environment = environment;
    this.#panel.repaintSoon();
  }

  async repaint(isLast: () => boolean): Promise<void> {
    const { prompt, environment } = this.state();
    const session = await this.#world.registryHost.open();
    const all = (await session?.registry.releases({ prompt })) ?? [];
    if (!isLast()) return;
    const shown = all.filter(item => environment === '' || item.environment === environment);
    const environments = [...new Set(all.map(item => item.environment))].sort();
    this.#panel.tell('view', {
      prompt,
      environment,
      environments,
      releases: shown.map(toTimeline),
    });
  }

  async #find(id: string): Promise<ReleaseStory> {
    const prompt = this.#prompt;
    const { registry } = await this.#world.registryHost.require();
    const found = (await registry.releases({ prompt })).find(release => release.id === id);
    if (found !== undefined) return found;
    const message =
      'This release is not in the registry any more. A branch switch may have taken it away.';
    throw new LedgerError('version-not-found', { prompt, release: id }, message);
  }
}

/** Runs a command, which says itself what came of it. */
async function run(command: string, node: object): Promise<string> {
  await vscode.commands.executeCommand(`promptLedger.${command}`, node);
  return '';
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
