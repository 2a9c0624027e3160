import { summarize } from './summarize';
import { unifiedDiff } from '../text/unified';
import type { PromptChange } from '../structure/model';

/** One side of a comparison: what it is called, and its document. */
export interface DiffSide {
  readonly label: string;
  readonly source: string;
}

/** A comparison as programs see it. */
export interface DiffInfo {
  readonly left: string;
  readonly right: string;
  readonly identical: boolean;
  /** What happened, for a person, in one line. */
  readonly summary: string;
  /** Lines, as git counts them. */
  readonly added: number;
  readonly removed: number;
  /** What happened, part by part. */
  readonly changes: readonly PromptChange[];
  /** A unified diff; empty where the sides are the same. */
  readonly unified: string;
}

/** Compares two documents. */
export function diffInfo(left: DiffSide, right: DiffSide): DiffInfo {
  const identical = left.source === right.source;
  const labels = { leftLabel: left.label, rightLabel: right.label };
  const { summary, added, removed, changes } = summarize(left.source, right.source);
  return {
    left: left.label,
    right: right.label,
    identical,
    ...{ summary, added, removed, changes },
    unified: identical ? '' : unifiedDiff(left.source, right.source, labels),
  };
}
