import type { GraphRow } from '../core/compare/graph/layout';
import { either, isCount, isText, listOf, oneOf, shape, type Guard } from './guards';
import {
  isGraphRow,
  isHistoryItem,
  isHistoryRun,
  isHistorySummary,
  type HistoryItem,
  type HistoryRun,
  type HistorySummary,
} from './historyItem';

/** What the panel remembers: it is restored from this alone after a reload. */
export interface HistoryPanelState {
  readonly prompt: string;
  /** The place of the topmost version that was seen. */
  readonly top: number;
  readonly selected: readonly HistoryRun[];
  /** The text that is looked for; empty where nothing is. */
  readonly find: string;
}

/** Every version by its id and what it is called; little enough to be sent of a long history. */
export interface HistoryViewMessage {
  readonly type: 'view';
  readonly prompt: string;
  /** Newest first, children before parents. A version's id, or `working`. */
  readonly ids: readonly string[];
  /** `v7`, or "Working document"; one for each id. */
  readonly labels: readonly string[];
  /** How many lanes the graph has where it is widest. */
  readonly lanes: number;
}

/** Versions in full, from the place `from` of the list on. Sent for what is looked at. */
export interface HistoryRowsMessage {
  readonly type: 'rows';
  readonly from: number;
  readonly items: readonly HistoryItem[];
  /** Their graph: a row for each. */
  readonly rows: readonly GraphRow[];
}

/** Summaries of the versions that are looked at, sent as they are found out. */
export interface HistorySummariesMessage {
  readonly type: 'summaries';
  readonly summaries: readonly HistorySummary[];
}

/** The places of the versions in which a text was found, in ascending order. */
export interface HistoryFoundMessage {
  readonly type: 'found';
  readonly text: string;
  readonly places: readonly number[];
}

/** A person came here for this version. */
export interface HistoryRevealMessage {
  readonly type: 'reveal';
  readonly id: string;
}

/** The history cannot be read now; the message says why and what to do. */
export interface HistoryFailureMessage {
  readonly type: 'failure';
  readonly message: string;
}

/** The page listens, and looks at the list from the place `from` on. */
interface ReadyMessage {
  readonly type: 'ready';
  readonly from: number;
}

/** The page looks at these places of the list, `to` not among them, and at one that is selected. */
interface LookMessage {
  readonly type: 'look';
  readonly from: number;
  readonly to: number;
  readonly also: number;
}

/** Where a text is found is answered with `HistoryFoundMessage`. */
interface FindMessage {
  readonly type: 'find';
  readonly text: string;
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
  | { readonly kind: 'copyReference'; readonly id: string };

export interface HistoryRequest {
  readonly type: 'request';
  readonly id: number;
  readonly action: HistoryAction;
}

export type HistoryReply =
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly note: string }
  | { readonly type: 'reply'; readonly id: number; readonly ok: false; readonly message: string };

export type HistoryToHost = ReadyMessage | LookMessage | FindMessage | HistoryRequest;
/** What the extension tells without being asked by number. */
export type HistoryNews =
  | HistoryViewMessage
  | HistoryRowsMessage
  | HistorySummariesMessage
  | HistoryFoundMessage
  | HistoryRevealMessage
  | HistoryFailureMessage;
export type HistoryToPanel = HistoryNews | HistoryReply;

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

const isAction: Guard<HistoryAction> = either(
  shape<Action<'compare'>>({
    kind: oneOf('compare'),
    left: isText,
    right: isText,
    in: oneOf('panel', 'editor'),
  }),
  either(
    shape<Action<'open'>>({ kind: oneOf('open'), id: isText }),
    shape<Action<'copyReference'>>({ kind: oneOf('copyReference'), id: isText }),
  ),
);

const isToHost: Guard<HistoryToHost> = either(
  either(
    shape<ReadyMessage>({ type: oneOf('ready'), from: isCount }),
    shape<LookMessage>({ type: oneOf('look'), from: isCount, to: isCount, also: isCount }),
  ),
  either(
    shape<FindMessage>({ type: oneOf('find'), text: isText }),
    shape<HistoryRequest>({ type: oneOf('request'), id: isCount, action: isAction }),
  ),
);

const isPanelState = shape<HistoryPanelState>({
  prompt: isText,
  top: isCount,
  selected: listOf(isHistoryRun),
  find: isText,
});

const isView = shape<HistoryViewMessage>({
  type: oneOf('view'),
  prompt: isText,
  ids: listOf(isText),
  labels: listOf(isText),
  lanes: isCount,
});

const isRows = shape<HistoryRowsMessage>({
  type: oneOf('rows'),
  from: isCount,
  items: listOf(isHistoryItem),
  rows: listOf(isGraphRow),
});

const isSummaries = shape<HistorySummariesMessage>({
  type: oneOf('summaries'),
  summaries: listOf(isHistorySummary),
});

const isFound = shape<HistoryFoundMessage>({
  type: oneOf('found'),
  text: isText,
  places: listOf(isCount),
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

const isNews: Guard<HistoryNews> = either(
  either(either(isView, isRows), either(isSummaries, isFound)),
  either(
    shape<HistoryRevealMessage>({ type: oneOf('reveal'), id: isText }),
    shape<HistoryFailureMessage>({ type: oneOf('failure'), message: isText }),
  ),
);

const isToPanel: Guard<HistoryToPanel> = either(isNews, isReply);
