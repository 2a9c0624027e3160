import * as vscode from 'vscode';
import type { Range } from '../../core/compare/text/range';

/** A change that a person looks at in VS Code's inline peek. */
export interface PeekedChange {
  readonly kind: 'change';
  readonly uri: vscode.Uri;
  /** Its lines in the document, counted from 0; empty where lines were only removed. */
  readonly lines: Range;
}

/** What the buttons of the peek hand over, or `undefined` for any other arguments. */
export function peekedChange(
  uri: unknown,
  ...[changes, index]: readonly unknown[]
): PeekedChange | undefined {
  if (!(uri instanceof vscode.Uri) || !Array.isArray(changes)) return undefined;
  const lines = changedLines(changes[Number(index)]);
  return lines === undefined ? undefined : { kind: 'change', uri, lines };
}

/** VS Code counts lines from 1, both inclusive; an end of 0 is a gap after the first. */
function changedLines(change: unknown): Range | undefined {
  if (typeof change !== 'object' || change === null) return undefined;
  const { modifiedStartLineNumber: start, modifiedEndLineNumber: end } = change as Readonly<
    Record<string, unknown>
  >;
  if (typeof start !== 'number' || typeof end !== 'number') return undefined;
  return end === 0 ? { start, endExclusive: start } : { start: start - 1, endExclusive: end };
}
