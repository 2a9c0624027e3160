import type { GraphLine, GraphRow } from '../core/graph/layout';
import { either, isCount, isText, listOf, oneOf, shape, type Guard } from './guards';

/** What the panel remembers: it is restored from this alone after a reload. */
export interface HistoryPanelState {
  readonly prompt: string;
  /** How many versions are asked for. */
  readonly limit: number;
  /** The ids that are selected. */
  readonly selected: readonly string[];
}

/** A version of the list, or the working document where it differs from what it was made from. */
export interface HistoryItem {
  /** A version's id, or `working`. */
  readonly id: string;
  /** `v7`, or "Working document". */
  readonly label: string;
  /** The first line of the message. */
  readonly subject: string;
  readonly message: string;
  readonly author: string;
  /** How long ago, and the time in full. */
  readonly when: string;
  readonly time: string;
  /** Where tags point at it, sorted. */
  readonly tags: readonly string[];
  readonly kind: 'version' | 'merge' | 'working';
  readonly head: boolean;
  readonly parents: readonly HistoryParent[];
}

/** What a version follows from. */
export interface HistoryParent {
  readonly id: string;
  readonly label: string;
  /** The version is missing in this registry. */
  readonly missing: boolean;
}

/** Everything the panel shows but the summaries. Sent after "ready" and after every change. */
export interface HistoryViewMessage {
  readonly type: 'view';
  readonly prompt: string;
  readonly limit: number;
  /** Newest first, children before parents. */
  readonly items: readonly HistoryItem[];
  /** The graph: a row for each item. */
  readonly rows: readonly GraphRow[];
  /** There are older versions than these. */
  readonly hasMore: boolean;
}

/** What one version changed, against the first that it follows from. */
export interface HistorySummary {
  readonly id: string;
  readonly text: string;
  readonly added: number;
  readonly removed: number;
}

/** Summaries of versions, sent as they are found out. */
export interface HistorySummariesMessage {
  readonly type: 'summaries';
  readonly prompt: string;
  readonly summaries: readonly HistorySummary[];
}

/** The history cannot be read now; the message says why and what to do. */
export interface HistoryFailureMessage {
  readonly type: 'failure';
  readonly message: string;
}

interface ReadyMessage {
  readonly type: 'ready';
}

/** What a person asks for. Each request has one reply, of the same id. */
export type HistoryAction =
  | {
      readonly kind: 'compare';
      readonly left: string;
      readonly right: string;
      readonly in: 'panel' | 'editor';
    }
  | { readonly kind: 'open'; readonly id: string }
  | { readonly kind: 'copyReference'; readonly id: string }
  | { readonly kind: 'showMore'; readonly limit: number };

export interface HistoryRequest {
  readonly type: 'request';
  readonly id: number;
  readonly action: HistoryAction;
}

export type HistoryReply =
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly note: string }
  | { readonly type: 'reply'; readonly id: number; readonly ok: false; readonly message: string };

export type HistoryToHost = ReadyMessage | HistoryRequest;
export type HistoryToPanel =
  HistoryViewMessage | HistorySummariesMessage | HistoryFailureMessage | HistoryReply;

/** A message from the panel, or `undefined` when it is none. */
export function readHistoryToHost(message: unknown): HistoryToHost | undefined {
  return isToHost(message) ? message : undefined;
}

/** A message from the host, or `undefined` when it is none. */
export function readHistoryToPanel(message: unknown): HistoryToPanel | undefined {
  return isToPanel(message) ? message : undefined;
}

export function readHistoryPanelState(value: unknown): HistoryPanelState | undefined {
  return isPanelState(value) ? value : undefined;
}

type Action<Kind extends HistoryAction['kind']> = HistoryAction & { readonly kind: Kind };

const isFlag = oneOf(true, false);

const isAction: Guard<HistoryAction> = either(
  either(
    shape<Action<'compare'>>({
      kind: oneOf('compare'),
      left: isText,
      right: isText,
      in: oneOf('panel', 'editor'),
    }),
    shape<Action<'showMore'>>({ kind: oneOf('showMore'), limit: isCount }),
  ),
  either(
    shape<Action<'open'>>({ kind: oneOf('open'), id: isText }),
    shape<Action<'copyReference'>>({ kind: oneOf('copyReference'), id: isText }),
  ),
);

const isToHost: Guard<HistoryToHost> = either(
  shape<ReadyMessage>({ type: oneOf('ready') }),
  shape<HistoryRequest>({ type: oneOf('request'), id: isCount, action: isAction }),
);

const isPanelState = shape<HistoryPanelState>({
  prompt: isText,
  limit: isCount,
  selected: listOf(isText),
});

const isItem = shape<HistoryItem>({
  id: isText,
  label: isText,
  subject: isText,
  message: isText,
  author: isText,
  when: isText,
  time: isText,
  tags: listOf(isText),
  kind: oneOf('version', 'merge', 'working'),
  head: isFlag,
  parents: listOf(shape<HistoryParent>({ id: isText, label: isText, missing: isFlag })),
});

const isLine = shape<GraphLine>({ from: isCount, to: isCount });
const isRow = shape<GraphRow>({
  id: isText,
  lane: isCount,
  above: listOf(isLine),
  below: listOf(isLine),
  isCut: isFlag,
});

const isView = shape<HistoryViewMessage>({
  type: oneOf('view'),
  prompt: isText,
  limit: isCount,
  items: listOf(isItem),
  rows: listOf(isRow),
  hasMore: isFlag,
});

const isSummaries = shape<HistorySummariesMessage>({
  type: oneOf('summaries'),
  prompt: isText,
  summaries: listOf(
    shape<HistorySummary>({ id: isText, text: isText, added: isCount, removed: isCount }),
  ),
});

const isReply: Guard<HistoryReply> = either(
  shape<HistoryReply & { ok: true }>({
    type: oneOf('reply'),
    id: isCount,
    ok: oneOf(true),
    note: isText,
  }),
  shape<HistoryReply & { ok: false }>({
    type: oneOf('reply'),
    id: isCount,
    ok: oneOf(false),
    message: isText,
  }),
);

const isToPanel: Guard<HistoryToPanel> = either(
  either(isView, isSummaries),
  either(shape<HistoryFailureMessage>({ type: oneOf('failure'), message: isText }), isReply),
);
