import type { GraphLine, GraphRow } from '../core/compare/graph/layout';
import { isCount, isFlag, isText, listOf, oneOf, shape } from './guards';

/** Versions that follow each other in the list, by the ids of the first and the last. */
export interface HistoryRun {
  readonly first: string;
  readonly last: string;
}

/** A version of the list, or the working document where it differs from what it was made from. */
export interface HistoryItem {
  /** A version's id, or `working`. */
  readonly id: string;
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

/** What one version changed, against the first that it follows from. */
export interface HistorySummary {
  readonly id: string;
  /** In one line. */
  readonly text: string;
  /** Each change in words; of many the first. */
  readonly changes: readonly string[];
  readonly added: number;
  readonly removed: number;
}

export const isHistoryRun = shape<HistoryRun>({ first: isText, last: isText });

export const isHistoryItem = shape<HistoryItem>({
  id: isText,
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
export const isGraphRow = shape<GraphRow>({
  id: isText,
  lane: isCount,
  above: listOf(isLine),
  below: listOf(isLine),
  isCut: isFlag,
});

export const isHistorySummary = shape<HistorySummary>({
  id: isText,
  text: isText,
  changes: listOf(isText),
  added: isCount,
  removed: isCount,
});
