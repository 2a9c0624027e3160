import * as vscode from 'vscode';
import { summarize } from '../../core/compare/telling/summarize';
import { tellChange } from '../../core/compare/telling/wording';
import type { HistorySummary } from '../../protocol/historyItem';
import { workingText } from '../compare/sides';
import { onDidType } from '../compare/typing';
import type { RegistrySession } from '../shell/session';
import type { RegistryHost } from '../shell/registryHost';
import { graphOf, type HistoryGraph } from './historyGraph';
import { historyItem } from './historyItems';
import type { HistoryChange, HistoryHost, PromptHistory } from './historyPanel';
import { WORKING_ITEM, workingParents } from './workingItem';

/** A version that changed more than this is better compared than told. */
const CHANGES_TOLD = 30;

/** What history panels need, from the registry of this window and the documents as typed. */
export class RegistryHistoryHost implements HistoryHost, vscode.Disposable {
  readonly #registryHost: RegistryHost;
  readonly #changed = new vscode.EventEmitter<HistoryChange>();
  readonly #owned: vscode.Disposable;
  readonly onDidChange = this.#changed.event;
  /** Versions never change, and neither does what one changed. */
  readonly #summaries = new Map<string, HistorySummary>();
  /** The order of long histories takes its time; typing changes nothing of it. */
  readonly #graphs = new Map<string, HistoryGraph>();

  constructor(registryHost: RegistryHost) {
    this.#registryHost = registryHost;
    const registry = registryHost.onDidChange(({ prompts, selection, config }) => {
      if (config) this.#graphs.clear();
      for (const prompt of prompts) this.#graphs.delete(prompt);
      // Another registry comes with another selection; another selection alone changes nothing.
      if (config || !selection) this.#changed.fire({ prompts, isAll: config });
    });
    const typing = onDidType(registryHost, prompt => {
      this.#changed.fire({ prompts: [prompt], isAll: false });
    });
    this.#owned = vscode.Disposable.from(this.#changed, registry, typing);
  }

  readonly read: HistoryHost['read'] = async prompt => {
    const session = await this.#registryHost.require();
    const isName = session.queries.history.isName(prompt);
    // Only files know former names, and reading all of a long history takes a while.
    const name = isName ? prompt : (await session.registry.prompt(prompt)).name;
    const graph = graphOf(
      session.queries.history,
      name,
      await workingParents(session, name),
      this.#graphs.get(name),
    );
    this.#graphs.set(name, graph);
    const { ids, labels, lanes, rows } = graph;
    const history: PromptHistory = {
      ...{ prompt: name, ids, labels, lanes },
      rows: (from, to) => ({
        items: ids.slice(from, to).map(id => historyItem(session, graph, id)),
        rows: rows.slice(from, to),
      }),
      summarize: id => this.#summarize(session, name, graph, id),
      find: text => {
        const found = session.queries.history.find(name, text);
        return ids.flatMap((id, place) => (found.has(id) ? [place] : []));
      },
    };
    return history;
  };

  dispose(): void {
    this.#owned.dispose();
  }

  async #summarize(
    session: RegistrySession,
    prompt: string,
    graph: HistoryGraph,
    id: string,
  ): Promise<HistorySummary> {
    const known = this.#summaries.get(id);
    if (known !== undefined) return known;
    const { queries } = session;
    if (id === WORKING_ITEM) {
      const left = queries.source(graph.workingParents[0] ?? '');
      return { id, ...summarizeChange(left, await workingText(session, prompt)) };
    }
    const [before] = queries.history.parents(id) ?? [];
    const left = before === undefined ? '' : queries.source(before);
    const found = { id, ...summarizeChange(left, queries.source(id)) };
    // What a version changed looks otherwise once its missing parent has come.
    if (left !== undefined) this.#summaries.set(id, found);
    return found;
  }
}

function summarizeChange(left = '', right = ''): Omit<HistorySummary, 'id'> {
  const { summary: text, added, removed, changes } = summarize(left, right);
  return { text, added, removed, changes: changes.slice(0, CHANGES_TOLD).map(tellChange) };
}
