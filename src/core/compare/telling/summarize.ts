import { countLines } from '../structure/bodies';
import { createBudget } from '../text/budget';
import { readSides, tellSides } from '../structure/comparison';
import { diffLines, splitLines } from '../text/lines';
import { summarizeChanges, type SummaryFacts } from './summary';
import type { PromptChange } from '../structure/model';

/** What happened between two documents, in one line and in numbers. */
export interface DiffSummary {
  readonly summary: string;
  readonly identical: boolean;
  /** Lines of the document, as git counts them. */
  readonly added: number;
  readonly removed: number;
  readonly changes: readonly PromptChange[];
}

/**
 * Sums up what leads from one document to another, without looking into its lines: for lists of many
 * versions. Total: a document that cannot be read is compared as text.
 *
 *     summarize(v1, v2).summary // "System message changed, variable `tone` added"
 */
export function summarize(
  leftSource: string,
  rightSource: string,
  samples?: SummaryFacts['samples'],
): DiffSummary {
  const budget = createBudget();
  const sides = readSides(leftSource, rightSource);
  const identical = sides.left.source === sides.right.source;
  const { changes, frontMatterLines, isOnlyWhitespace } = tellSides(sides, budget);
  const [left, right] = [splitLines(sides.left.body), splitLines(sides.right.body)];
  const body = countLines(diffLines(left, right, budget).hunks);
  const stats = {
    added: body.added + frontMatterLines.added,
    removed: body.removed + frontMatterLines.removed,
  };
  const known = { identical, changes, stats, isOnlyWhitespace };
  const facts = { ...known, ...(samples === undefined ? {} : { samples }) };
  return { summary: summarizeChanges(facts), identical, ...stats, changes };
}
