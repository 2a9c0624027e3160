import { parseDocument } from '../../prompt/document/document';
import type { DiffBudget } from '../text/budget';
import { tellChanges, tellFrontMatter } from './changes';
import { tellValues, type FrontMatterChange } from './frontMatter';
import { asPlainText, readSide, type ReadSide, type SideProblem } from './side';
import { diffStructure } from './structure';
import { countEdits, diffTexts } from '../text/textEdits';
import { diffValues } from './values';
import type { PromptChange } from './model';

export interface DiffProblem extends Partial<SideProblem> {
  readonly side: 'left' | 'right';
  readonly message: string;
}

/** Two sources, read as far as they can be. */
export interface ReadSides {
  /** `text` when a side has broken front matter: both are then compared from their first line on. */
  readonly comparedAs: 'prompt' | 'text';
  readonly problems: readonly DiffProblem[];
  readonly left: ReadSide;
  readonly right: ReadSide;
}

export function readSides(leftSource: string, rightSource: string): ReadSides {
  const [left, right] = [readSide(leftSource), readSide(rightSource)];
  const problems = [
    ...left.problems.map(problem => ({ side: 'left' as const, ...problem })),
    ...right.problems.map(problem => ({ side: 'right' as const, ...problem })),
  ];
  if (problems.length === 0) return { comparedAs: 'prompt', problems, left, right };
  return {
    comparedAs: 'text',
    problems,
    left: asPlainText(left.source),
    right: asPlainText(right.source),
  };
}

/** What two sources differ in, part by part, without their lines. */
export interface ToldSides {
  readonly frontMatter: readonly FrontMatterChange[];
  /** The front matter says the same in other words: comments, order, quotes or layout. */
  readonly isFrontMatterRewritten: boolean;
  readonly changes: readonly PromptChange[];
  /** Bodies that are no valid prompt: their parts cannot be told. */
  readonly bodyProblems: readonly DiffProblem[];
  /** What differs is white space, and no part of the prompt is another because of it. */
  readonly isOnlyWhitespace: boolean;
  /** Lines of the front matter as written. */
  readonly frontMatterLines: { readonly added: number; readonly removed: number };
}

/** Tells what happened. A body that is no valid prompt is told by its lines alone. */
export function tellSides({ left, right }: ReadSides, budget: DiffBudget): ToldSides {
  const values = diffValues(left.frontMatter, right.frontMatter, budget);
  const isRewritten = values.length === 0 && left.frontMatterText !== right.frontMatterText;
  const fronts = diffTexts(left.frontMatterText, right.frontMatterText, budget);
  const facts = {
    frontMatter: tellValues(values),
    isFrontMatterRewritten: isRewritten,
    frontMatterLines: countEdits(fronts),
  };
  const isWhitespace = left.body !== right.body && values.length === 0 && isSameText(left, right);
  const tell = (changes: readonly PromptChange[], bodyProblems: readonly DiffProblem[]) => ({
    ...{ ...facts, changes, bodyProblems },
    isOnlyWhitespace: isWhitespace && changes.every(isOfLines),
  });
  const [before, after] = [parseDocument(left.source), parseDocument(right.source)];
  if (before.document !== undefined && after.document !== undefined) {
    const [placedLeft, placedRight] = [
      { document: before.document, layout: before.layout },
      { document: after.document, layout: after.layout },
    ];
    const structure = diffStructure(before.document, after.document, budget);
    return tell(tellChanges(structure, placedLeft, placedRight), []);
  }
  const lines = countEdits(diffTexts(left.body, right.body, budget));
  const told = tellFrontMatter(values, left.frontMatter, right.frontMatter);
  const isBodyChanged = lines.added + lines.removed > 0;
  const text: PromptChange[] = isBodyChanged ? [{ part: 'text', kind: 'changed', ...lines }] : [];
  const bodyProblems = [
    ...before.problems.map(problem => ({ side: 'left' as const, ...problem })),
    ...after.problems.map(problem => ({ side: 'right' as const, ...problem })),
  ].filter(({ severity }) => severity === 'error');
  return tell([...text, ...told], bodyProblems);
}

/** A missing blank can make two names one, and a missing line break two messages. */
function isOfLines(change: PromptChange): boolean {
  if (change.part === 'text') return true;
  if (change.part !== 'message' || change.kind !== 'changed') return false;
  return change.left?.role === change.right?.role;
}

function isSameText(left: ReadSide, right: ReadSide): boolean {
  const print = ({ frontMatterText, body }: ReadSide) =>
    [frontMatterText, body].map(text => text.replaceAll(/\s+/g, '')).join('\n');
  return print(left) === print(right);
}
