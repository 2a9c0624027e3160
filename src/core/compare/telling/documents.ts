import type { RenderedText } from '../../prompt/render/renderedText';
import { countLines, diffBodies, type BodyDiff } from '../structure/bodies';
import { createBudget, type DiffLimits } from '../text/budget';
import {
  readSides,
  tellSides,
  type DiffProblem,
  type ReadSides,
  type ToldSides,
} from '../structure/comparison';
import type { FrontMatterChange } from '../structure/frontMatter';
import { asPlainText } from '../structure/side';
import { summarizeChanges } from './summary';
import type { PromptChange } from '../structure/model';

/** All that differs between two prompt documents. */
export interface DocumentDiff extends BodyDiff {
  readonly identical: boolean;
  /**
   * `text` when a side has broken front matter: both are then compared from their first line on.
   * `rendered` when what is compared is not the documents but what a model would get of them.
   */
  readonly comparedAs: 'prompt' | 'text' | 'rendered';
  readonly problems: readonly DiffProblem[];
  /** What happened, part by part. Empty where only the layout differs. */
  readonly changes: readonly PromptChange[];
  readonly frontMatter: readonly FrontMatterChange[];
  /** The front matter says the same in other words: comments, order, quotes or layout. */
  readonly isFrontMatterRewritten: boolean;
  /** Lines of the document, front matter as written among them. A changed line is both. */
  readonly stats: { readonly added: number; readonly removed: number };
  /** For a person, in one line. */
  readonly summary: string;
}

/** Compares two documents: parts and front matter by meaning, the body by line and word. */
export function diffDocuments(
  leftSource: string,
  rightSource: string,
  limits?: Partial<DiffLimits>,
): DocumentDiff {
  const budget = createBudget(limits);
  const sides = readSides(leftSource, rightSource);
  const told = tellSides(sides, budget);
  const { frontMatterLines, isOnlyWhitespace, frontMatter, isFrontMatterRewritten } = told;
  const body = diffBodies(sides.left, sides.right, budget);
  const lines = countLines(body.hunks);
  const facts = {
    identical: sides.left.source === sides.right.source,
    changes: told.changes,
    stats: {
      added: lines.added + frontMatterLines.added,
      removed: lines.removed + frontMatterLines.removed,
    },
  };
  return {
    ...body,
    ...{ frontMatter, isFrontMatterRewritten, changes: told.changes },
    ...facts,
    comparedAs: sides.comparedAs,
    problems: problemsOf(sides, told),
    summary: summarizeChanges({ ...facts, isOnlyWhitespace }),
  };
}

/** A side whose front matter is broken is compared as text: its body says nothing more. */
function problemsOf(sides: ReadSides, { bodyProblems }: ToldSides): readonly DiffProblem[] {
  return sides.problems.length > 0
    ? sides.problems
    : bodyProblems.map(({ side, message, line, column }) => ({
        ...{ side, message },
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
      }));
}

/** Compares two rendered texts, by line and word; what rendering had to say stays on its side. */
export function diffRendered(
  left: RenderedText,
  right: RenderedText,
  limits?: Partial<DiffLimits>,
): DocumentDiff {
  const sides = { left: asPlainText(left.text ?? ''), right: asPlainText(right.text ?? '') };
  const body = diffBodies(sides.left, sides.right, createBudget(limits));
  const stats = countLines(body.hunks);
  const isChanged = stats.added + stats.removed > 0;
  const facts = {
    identical: left.text !== undefined && left.text === right.text,
    changes: isChanged ? [{ part: 'text' as const, kind: 'changed' as const, ...stats }] : [],
    stats,
  };
  const isRendered = left.text !== undefined && right.text !== undefined;
  return {
    ...body,
    ...facts,
    comparedAs: 'rendered',
    frontMatter: [],
    isFrontMatterRewritten: false,
    problems: [...renderProblems('left', left), ...renderProblems('right', right)],
    summary: isRendered ? summarizeChanges(facts) : 'Cannot be compared',
  };
}

function renderProblems(side: DiffProblem['side'], { error }: RenderedText): DiffProblem[] {
  return error === undefined ? [] : [{ side, message: error.message }];
}
