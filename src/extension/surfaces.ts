import type * as vscode from 'vscode';
import { auditPanels, EVERYTHING } from './panels/auditPage';
import { BlameDecorations } from './blame/blameDecorations';
import { BlameReader } from './blame/lineBlame';
import { ChangelogEditor } from './editor/changelogEditor';
import { MergeEditor } from './editor/mergeEditor';
import type { Surfaces } from './commands/command';
import { WorkbenchDiffHost } from './diff/diffHost';
import { DiffPanels } from './diff/diffPanel';
import { WorkbenchHistoryHost } from './history/historyHost';
import { HistoryPanels } from './history/historyPanels';
import { WorkbenchPreviewHost } from './preview/previewHost';
import { PromptSetPanels } from './promptSets/promptSetPanel';
import { registerPreviews } from './preview/previewPanel';
import { QueryPanels } from './query/queryPanel';
import { releasesPanels } from './panels/releasesPage';
import { registerSourceControl } from './sourceControl/register';
import { DeploymentsView } from './views/deploymentsView';
import { TagsView } from './views/tagsView';
import { VersionsView } from './views/versionsView';
import type { Workbench } from './workbench';

/** What one area shows: how commands open it, and what is to be disposed. */
interface Area<Name extends keyof Surfaces> {
  readonly opens: Pick<Surfaces, Name>;
  readonly owned: readonly { dispose(): unknown }[];
}

/** Makes the panels and the views that commands open. */
export function createSurfaces(root: vscode.Uri, bench: Workbench): Area<keyof Surfaces> {
  const comparisons = comparing(root, bench);
  const areas = [
    previewing(root, bench),
    querying(root, bench),
    listing(bench),
    following(root, bench),
    merging(),
  ] as const;
  const releases = releasing(root, bench, comparisons.opens.compare);
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

function comparing(root: vscode.Uri, bench: Workbench): Area<'compare' | 'compareAll'> {
  const host = new WorkbenchDiffHost(bench);
  const panels = new DiffPanels(root, host);
  const sets = new PromptSetPanels(root, bench, (prompt, left, right) => {
    panels.open({ prompt, left, right, sample: null });
  });
  return {
    opens: {
      compare: (prompt, left, right, sample) => {
        panels.open({ prompt, left, right, sample: sample ?? null });
      },
      compareAll: (left, right) => {
        sets.open({ left, right });
      },
    },
    owned: [host, panels, sets],
  };
}

function previewing(root: vscode.Uri, bench: Workbench): Area<'preview'> {
  const host = new WorkbenchPreviewHost(bench);
  const panels = registerPreviews(root, host);
  return {
    opens: {
      preview: prompt => {
        panels.open(prompt);
      },
    },
    owned: [host, panels],
  };
}

function querying(root: vscode.Uri, bench: Workbench): Area<'query'> {
  const panels = new QueryPanels(root, {
    query: async (input, token) => (await bench.require()).query(input, token),
  });
  return {
    opens: {
      query: sql => {
        panels.open(sql);
      },
    },
    owned: [panels],
  };
}

function listing(bench: Workbench): Area<'showMore'> {
  const versions = new VersionsView(bench);
  const tags = new TagsView(bench);
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
function following(root: vscode.Uri, bench: Workbench): Area<'history' | 'changes' | 'blame'> {
  const host = new WorkbenchHistoryHost(bench);
  const panels = new HistoryPanels(root, host);
  const changes = registerSourceControl(bench);
  const blame = new BlameReader();
  return {
    opens: {
      history: (prompt, version) => {
        panels.open(prompt, version);
      },
      changes,
      blame,
    },
    owned: [host, panels, changes, new BlameDecorations(bench, blame)],
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
  bench: Workbench,
  compare: Surfaces['compare'],
): Area<Releasing> {
  const deployments = new DeploymentsView(bench);
  const changelogs = new ChangelogEditor();
  const releases = releasesPanels(root, bench, compare);
  const audits = auditPanels(root, bench);
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
