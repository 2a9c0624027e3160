import * as vscode from 'vscode';
import { summarize } from '../../core/diff/summarize';
import { layoutGraph } from '../../core/graph/layout';
import { orderVersions } from '../../core/graph/order';
import { LedgerError } from '../../core/errors';
import { shortId } from '../../core/plan/resolve';
import type { VersionInfo } from '../../core/derive/shapes';
import type { HistoryItem, HistoryParent, HistorySummary } from '../../protocol/history';
import { fullTime, relativeTime, subject } from '../format';
import { promptOfUri } from '../paths';
import type { RegistrySession } from '../session';
import { WORKING, workingText } from '../diff/sides';
import type { Workbench } from '../workbench';
import type { HistoryHost, HistoryPage } from './historyPanel';

/** What history panels need, from the registry of this window and the documents as typed. */
export class WorkbenchHistoryHost implements HistoryHost, vscode.Disposable {
  readonly #workbench: Workbench;
  readonly #changed = new vscode.EventEmitter<{ prompts: Iterable<string> }>();
  readonly #owned: vscode.Disposable;
  readonly onDidChange = this.#changed.event;
  /** Versions never change, and neither does what one changed. */
  readonly #summaries = new Map<string, HistorySummary>();

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
    const registry = workbench.onDidChange(({ prompts, selection }) => {
      if (!selection) this.#changed.fire({ prompts });
    });
    const typing = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const root = workbench.session?.root;
      const prompt = root && promptOfUri(root, document.uri);
      if (prompt !== undefined) this.#changed.fire({ prompts: [prompt] });
    });
    this.#owned = vscode.Disposable.from(this.#changed, registry, typing);
  }

  readonly read: HistoryHost['read'] = async (prompt, limit) => {
    const session = await this.#workbench.require();
    const { name } = await session.registry.prompt(prompt);
    const found = session.queries.versions(name, { limit: limit + 1 });
    const versions = orderVersions(found.slice(0, limit));
    const labels = labelsOf(session, found);
    const working = await workingItem(session, name, labels);
    const items = [
      ...(working === undefined ? [] : [working]),
      ...versions.map(version => versionItem(version, labels)),
    ];
    const rows = layoutGraph(
      items.map(({ id, parents }) => ({ id, at: '', parents: parents.map(parent => parent.id) })),
    );
    return { items, rows, hasMore: found.length > limit } satisfies HistoryPage;
  };

  readonly summarize: HistoryHost['summarize'] = async (prompt, { id, parents }) => {
    const session = await this.#workbench.require();
    const known = this.#summaries.get(id);
    if (known !== undefined) return known;
    const [before] = parents;
    const left = before === undefined || before.missing ? '' : session.queries.source(before.id);
    const right = id === WORKING ? await workingText(session, prompt) : session.queries.source(id);
    const found = { id, ...summarizeChange(left ?? '', right ?? '') };
    if (id !== WORKING) this.#summaries.set(id, found);
    return found;
  };

  dispose(): void {
    this.#owned.dispose();
  }
}

function versionItem(version: VersionInfo, labels: Labels): HistoryItem {
  return {
    id: version.id,
    label: labels(version.id) ?? version.id,
    subject: subject(version.message),
    message: version.message.trim(),
    author: version.author.name,
    when: relativeTime(version.at),
    time: fullTime(version.at),
    tags: version.tags,
    kind: version.parents.length > 1 ? 'merge' : 'version',
    head: version.head,
    parents: version.parents.map(id => parentOf(id, labels)),
  };
}

/** What a version is called; `undefined` for one that is not here. */
type Labels = (id: string) => string | undefined;

/** By number; two branches may both have made a v5, and those show their ids. */
function labelsOf(session: RegistrySession, versions: readonly VersionInfo[]): Labels {
  const counts = new Map<number, number>();
  for (const { number } of versions) counts.set(number, (counts.get(number) ?? 0) + 1);
  const known = new Map(versions.map(({ id, number }) => [id, number]));
  return id => {
    const number = known.get(id) ?? session.queries.version(id)?.number;
    if (number === undefined) return undefined;
    return (counts.get(number) ?? 0) > 1 ? `v${number} · ${shortId(id)}` : `v${number}`;
  };
}

function parentOf(id: string, labels: Labels): HistoryParent {
  const label = labels(id);
  return { id, label: label ?? `${shortId(id)} (missing)`, missing: label === undefined };
}

/** The working document, where it says something that what it was made from does not. */
async function workingItem(
  session: RegistrySession,
  prompt: string,
  labels: Labels,
): Promise<HistoryItem | undefined> {
  const text = await workingTextIfAny(session, prompt);
  const parents =
    session.drafts.parents(prompt) ?? session.queries.heads(prompt).map(head => head.id);
  const isSame = parents.length === 1 && session.queries.source(parents[0] ?? '') === text;
  if (text === undefined || isSame) return undefined;
  return {
    id: WORKING,
    label: 'Working document',
    subject: 'Not committed',
    message: '',
    author: '',
    when: '',
    time: '',
    tags: [],
    kind: 'working',
    head: false,
    parents: parents.map(id => parentOf(id, labels)),
  };
}

async function workingTextIfAny(
  session: RegistrySession,
  prompt: string,
): Promise<string | undefined> {
  try {
    return await workingText(session, prompt);
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'prompt-not-found') return undefined;
    throw error;
  }
}

function summarizeChange(left: string, right: string): Omit<HistorySummary, 'id'> {
  const { summary, added, removed } = summarize(left, right);
  return { text: summary, added, removed };
}
