import { shortId } from '../../core/ledger/plan/resolve';
import type { HistoryItem, HistoryParent } from '../../protocol/historyItem';
import { fullTime, relativeTime, subject } from '../shell/format';
import type { RegistrySession } from '../shell/session';
import type { HistoryGraph } from './historyGraph';
import { WORKING_ITEM } from './workingItem';

/** A version of a history in full, or its working document. */
export function historyItem(
  { queries }: RegistrySession,
  graph: HistoryGraph,
  id: string,
): HistoryItem {
  if (id === WORKING_ITEM) return workingItem(graph);
  const version = queries.versionInfo(id);
  if (version === undefined) throw new Error(`Version ${id} is gone from the index.`);
  const { message, author, at, tags, head, parents } = version;
  return {
    id,
    subject: subject(message),
    message: message.trim(),
    author: author.name,
    when: relativeTime(at),
    time: fullTime(at),
    tags,
    kind: parents.length > 1 ? 'merge' : 'version',
    head,
    parents: parents.map(parent => parentOf(parent, graph)),
  };
}

function workingItem(graph: HistoryGraph): HistoryItem {
  return {
    ...{ id: WORKING_ITEM, subject: 'Not committed', message: '', author: '', when: '', time: '' },
    ...{ tags: [], kind: 'working', head: false },
    parents: graph.workingParents.map(id => parentOf(id, graph)),
  };
}

function parentOf(id: string, { labelOf }: HistoryGraph): HistoryParent {
  const label = labelOf(id);
  return { id, label: label ?? `${shortId(id)} (missing)`, missing: label === undefined };
}
