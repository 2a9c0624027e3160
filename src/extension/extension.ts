import * as vscode from 'vscode';
import { createApi, type PromptLedgerApi } from './api';
import { registerCommands } from './commands/register';
import { auditPanels, EVERYTHING } from './auditPage';
import { ChangelogEditor } from './changelogEditor';
import { registerConfigProblems } from './configProblems';
import { WorkbenchDiffHost } from './diffHost';
import { DiffPanels } from './diffPanel';
import { registerLanguage } from './language/register';
import { inBackground, log } from './log';
import { WorkbenchPreviewHost } from './previewHost';
import { registerPreviews } from './previewPanel';
import { QueryPanels } from './queryPanel';
import { releasesPanels } from './releasesPage';
import { registerStatusItem } from './statusItem';
import { VersionDocuments } from './versionDocuments';
import { TreeDecorations } from './views/decorations';
import { DeploymentsView } from './views/deploymentsView';
import { PromptsView } from './views/promptsView';
import { TagsView } from './views/tagsView';
import { VersionsView } from './views/versionsView';
import { Workbench } from './workbench';

let workbench: Workbench | undefined;

/** Composes the extension. Opens nothing: the registry is opened when it is first needed. */
export function activate(context: vscode.ExtensionContext): PromptLedgerApi {
  const bench = new Workbench(context);
  workbench = bench;
  context.subscriptions.push(
    log,
    bench,
    registerSurfaces(context, bench),
    new PromptsView(bench),
    VersionDocuments.register(bench),
    vscode.window.registerFileDecorationProvider(new TreeDecorations()),
    registerStatusItem(bench),
    registerLanguage(bench),
    vscode.window.onDidChangeActiveTextEditor(editor => {
      bench.follow(editor);
    }),
    openSoon(bench),
  );
  return createApi(bench);
}

/** Registers panels, views and the commands that open them. */
function registerSurfaces(context: vscode.ExtensionContext, bench: Workbench): vscode.Disposable {
  const diffHost = new WorkbenchDiffHost(bench);
  const diffs = new DiffPanels(context.extensionUri, diffHost);
  const previewHost = new WorkbenchPreviewHost(bench);
  const previews = registerPreviews(context.extensionUri, previewHost);
  const queries = new QueryPanels(context.extensionUri, {
    query: async (input, token) => (await bench.require()).query(input, token),
  });
  const versions = new VersionsView(bench);
  const tags = new TagsView(bench);
  const deployments = new DeploymentsView(bench);
  const changelogs = new ChangelogEditor();
  const releases = releasesPanels(context.extensionUri, bench, (prompt, left, right) => {
    diffs.open({ prompt, left, right, sample: null });
  });
  const audits = auditPanels(context.extensionUri, bench);
  const commands = registerCommands({
    workbench: bench,
    surfaces: {
      compare: (prompt, left, right, sample) => {
        diffs.open({ prompt, left, right, sample: sample ?? null });
      },
      preview: prompt => {
        previews.open(prompt);
      },
      query: sql => {
        queries.open(sql);
      },
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
      showMore: node => {
        if (isMoreMoves(node)) tags.showMore(node);
        else versions.showMore();
      },
    },
  });
  return vscode.Disposable.from(
    ...[diffHost, diffs, previewHost, previews, queries, versions, tags, commands],
    ...[deployments, changelogs, releases, audits, registerConfigProblems(bench)],
  );
}

/** Opens the registry after activation, so that the badge counts before a view is ever shown. */
function openSoon(bench: Workbench): vscode.Disposable {
  const timer = setTimeout(() => {
    inBackground('Opening the registry', bench.open());
  }, 0);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
  });
}

/** Saves the database, so that the next start takes in only what is new. */
export async function deactivate(): Promise<void> {
  await workbench?.close();
}

function isMoreMoves(node: unknown): node is { prompt: string; tag: string } {
  return typeof node === 'object' && node !== null && 'tag' in node && 'prompt' in node;
}
