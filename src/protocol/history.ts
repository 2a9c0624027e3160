import type { GraphRow } from '../core/compare/graph/layout';
import { channel, isNothing, method } from './channel';
import { isCount, isText, listOf, oneOf, shape } from './guards';
import {
  isGraphRow,
  isHistoryItem,
  isHistoryRun,
  isHistorySummary,
  type HistoryItem,
  type HistoryRun,
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
export interface HistoryView {
  readonly prompt: string;
  /** Newest first, children before parents. A version's id, or `working`. */
  readonly ids: readonly string[];
  /** `v7`, or "Working document"; one for each id. */
  readonly labels: readonly string[];
  /** How many lanes the graph has where it is widest. */
  readonly lanes: number;
}

/** Versions in full, from the place `from` of the list on. Sent for what is looked at. */
export interface HistoryRows {
  readonly from: number;
  readonly items: readonly HistoryItem[];
  /** Their graph: a row for each. */
  readonly rows: readonly GraphRow[];
}

/** The part of the list that a page shows, and the version that is selected elsewhere. */
export interface HistoryLook {
  readonly from: number;
  readonly to: number;
  readonly also: number;
}

/** Two versions, older first, and where they are compared. */
export interface HistoryPair {
  readonly left: string;
  readonly right: string;
  readonly in: 'panel' | 'editor';
}

export function readHistoryPanelState(value: unknown): HistoryPanelState | undefined {
  return isPanelState(value) ? value : undefined;
}

const isPanelState = shape<HistoryPanelState>({
  prompt: isText,
  top: isCount,
  selected: listOf(isHistoryRun),
  find: isText,
});

const isView = shape<HistoryView>({
  prompt: isText,
  ids: listOf(isText),
  labels: listOf(isText),
  lanes: isCount,
});

const isRows = shape<HistoryRows>({
  from: isCount,
  items: listOf(isHistoryItem),
  rows: listOf(isGraphRow),
});

const isLook = shape<HistoryLook>({ from: isCount, to: isCount, also: isCount });
const isPair = shape<HistoryPair>({ left: isText, right: isText, in: oneOf('panel', 'editor') });

/** What the page of a history and the extension say to each other. Ids may be `working`. */
export const historyChannel = channel({
  methods: {
    /** With the place of the list that the page shows first. */
    ready: method(isCount, isNothing),
    look: method(isLook, isNothing),
    /** The places of the versions that say a text. */
    find: method(isText, listOf(isCount)),
    /** These say what came of it. */
    compare: method(isPair, isText),
    open: method(isText, isText),
    copyReference: method(isText, isText),
  },
  news: {
    view: isView,
    /** Some versions in full, in an order of its own. */
    rows: isRows,
    summaries: listOf(isHistorySummary),
    /** A person came for this version. */
    reveal: isText,
    /** Why there is nothing to show. */
    failure: isText,
  },
});
