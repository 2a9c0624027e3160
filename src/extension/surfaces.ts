import type * as vscode from 'vscode';
import { EVERYTHING } from '../protocol/audit';
import { auditPanels } from './audit/auditPage';
import { BlameDecorations } from './blame/blameDecorations';
import { BlameReader } from './blame/lineBlame';
import { ChangelogEditor } from './releases/changelogEditor';
import { MergeEditor } from './versions/mergeEditor';
import type { Surfaces } from './shell/command';
import { RegistryDiffHost } from './compare/diffHost';
import { diffPanels } from './compare/diffPanel';
import { RegistryHistoryHost } from './history/historyHost';
import { historyPanels } from './history/historyPanel';
import { RegistryPreviewHost } from './preview/previewHost';
import { promptSetPanels } from './compare/promptSetPanel';
import { ExperimentTests } from './run/experimentTests';
import { RunHost } from './run/runHost';
import { previewPanels } from './preview/previewPanel';
import { queryPanels } from './query/queryPanel';
import { releasesPanels } from './releases/releasesPage';
import { registerSourceControl } from './changes/register';
import { DeploymentsView } from './environments/deploymentsView';
import { TagsView } from './tags/tagsView';
import { VersionsView } from './versions/versionsView';
import type { RegistryHost } from './shell/registryHost';

/** What one area shows: how commands open it, and what is to be disposed. */
interface Area<Name extends keyof Surfaces> {
  readonly opens: Pick<Surfaces, Name>;
  readonly owned: readonly { dispose(): unknown }[];
}

/** Makes the panels and the views that commands open. */
export function createSurfaces(root: vscode.Uri, registryHost: RegistryHost): Area<keyof Surfaces> {
  const comparisons = comparing(root, registryHost);
  const areas = [
    previewing(root, registryHost),
    querying(root, registryHost),
    listing(registryHost),
    following(root, registryHost),
    merging(),
  ] as const;
  const releases = releasing(root, registryHost, comparisons.opens.compare);
  const [previews, queries, lists, histories, merges] = areas;
  return {
    opens: {
      ...comparisons.opens,
      ...previews.opens,
      ...queries.opens,
      ...lists.opens,
      ...histories.opens,
      ...merges.opens,
      ...releases.opens,
    },
    owned: [comparisons, ...areas, releases].flatMap(({ owned }) => owned),
  };
}

function comparing(root: vscode.Uri, registryHost: RegistryHost): Area<'compare' | 'compareAll'> {
  const host = new RegistryDiffHost(registryHost);
  const panels = diffPanels(root, host);
  const sets = promptSetPanels(root, registryHost, (prompt, left, right) => {
    panels.show({ prompt, left, right, sample: null });
  });
  return {
    opens: {
      compare: (prompt, left, right, sample) => {
        panels.show({ prompt, left, right, sample: sample ?? null });
      },
      compareAll: (left, right) => {
        sets.show({ left, right });
      },
    },
    owned: [host, panels, sets],
  };
}

function previewing(
  root: vscode.Uri,
  registryHost: RegistryHost,
): Area<'preview' | 'run' | 'runHost'> {
  const host = new RegistryPreviewHost(registryHost);
  const runHost = new RunHost(registryHost);
  const panels = previewPanels(root, host, runHost);
  return {
    opens: {
      preview: prompt => {
        panels.show({ prompt });
      },
      run: (prompt, sample) => {
        panels.show({ prompt, sample, isRun: true });
      },
      runHost,
    },
    owned: [host, panels, new ExperimentTests(registryHost, runHost)],
  };
}

function querying(root: vscode.Uri, registryHost: RegistryHost): Area<'query'> {
  const panels = queryPanels(root, {
    query: async (input, token) => (await registryHost.require()).query(input, token),
  });
  return {
    opens: {
      query: sql => {
        panels.show(sql);
      },
    },
    owned: [panels],
  };
}

function listing(registryHost: RegistryHost): Area<'showMore'> {
  const versions = new VersionsView(registryHost);
  const tags = new TagsView(registryHost);
  return {
    opens: {
      showMore: node => {
        if (isMoreMoves(node)) tags.showMore(node);
        else versions.showMore();
      },
    },
    owned: [versions, tags],
  };
}

function merging(): Area<'decideMerge'> {
  const editor = new MergeEditor();
  return {
    opens: { decideMerge: (session, prompt, conflict) => editor.open(session, prompt, conflict) },
    owned: [editor],
  };
}

/** How a prompt became what it is, and what was changed since. */
function following(
  root: vscode.Uri,
  registryHost: RegistryHost,
): Area<'history' | 'changes' | 'blame'> {
  const host = new RegistryHistoryHost(registryHost);
  const panels = historyPanels(root, host);
  const changes = registerSourceControl(registryHost);
  const blame = new BlameReader();
  return {
    opens: {
      history: (prompt, version) => {
        panels.show({ prompt, version });
      },
      changes,
      blame,
    },
    owned: [host, panels, changes, new BlameDecorations(registryHost, blame)],
  };
}

type Releasing =
  | 'releases'
  | 'audit'
  | 'writeChangelog'
  | 'acceptChangelog'
  | 'cancelChangelog'
  | 'filterDeployments';

function releasing(
  root: vscode.Uri,
  registryHost: RegistryHost,
  compare: Surfaces['compare'],
): Area<Releasing> {
  const deployments = new DeploymentsView(registryHost);
  const changelogs = new ChangelogEditor();
  const releases = releasesPanels(root, registryHost, compare);
  const audits = auditPanels(root, registryHost);
  return {
    opens: {
      releases: (prompt, environment = '') => {
        releases.show({ prompt, environment });
      },
      audit: filter => {
        audits.show({ ...EVERYTHING, prompt: filter.prompt ?? '' });
      },
      writeChangelog: (name, text) => changelogs.write(name, text),
      acceptChangelog: () => changelogs.accept(),
      cancelChangelog: () => changelogs.cancel(),
      filterDeployments: filter => {
        deployments.filter(filter);
      },
    },
    owned: [deployments, changelogs, releases, audits],
  };
}

function isMoreMoves(node: unknown): node is { prompt: string; tag: string } {
  return typeof node === 'object' && node !== null && 'tag' in node && 'prompt' in node;
}
