import { createBudget, type DiffBudget, type DiffLimits } from './budget';
import type { RenderedText } from '../renderedText';
import { diffFrontMatter, type FrontMatterChange } from './frontMatter';
import { diffLines, splitLines, type LineHunk } from './lines';
import { pairLines, type LineChange } from './pairs';
import { lengthOf } from './range';
import { asPlainText, readSide, type ReadSide, type SideProblem } from './side';

/** The body of one side. */
export interface BodyLines {
  /** Without their newlines. */
  readonly lines: readonly string[];
  /** The line of the document on which the body begins, counted from 1. */
  readonly firstLine: number;
  readonly endsWithNewline: boolean;
}

/** A hunk of the body; indexes are into the lines of each side. */
export type BodyHunk =
  | (LineHunk & { readonly kind: 'same' })
  | (LineHunk & { readonly kind: 'changed'; readonly changes: readonly LineChange[] });

export interface DiffProblem extends Partial<SideProblem> {
  readonly side: 'left' | 'right';
  readonly message: string;
}

/** All that differs between two prompt documents. */
export interface DocumentDiff {
  readonly identical: boolean;
  /**
   * `text` when a side has broken front matter: both are then compared from their first line on.
   * `rendered` when what is compared is not the documents but what a model would get of them.
   */
  readonly comparedAs: 'prompt' | 'text' | 'rendered';
  readonly problems: readonly DiffProblem[];
  readonly frontMatter: readonly FrontMatterChange[];
  /** The front matter says the same in other words: comments, order, quotes or layout. */
  readonly isFrontMatterRewritten: boolean;
  readonly left: BodyLines;
  readonly right: BodyLines;
  readonly hunks: readonly BodyHunk[];
  /** Lines of the body. A changed line is removed and added. */
  readonly stats: { readonly added: number; readonly removed: number };
  /** For a person, in one line. */
  readonly summary: string;
  /** The documents differ so much that some stretch is shown more coarsely than it could be. */
  readonly hitLimit: boolean;
}

/** Compares two documents: front matter by value, the body by line and word. */
export function diffDocuments(
  leftSource: string,
  rightSource: string,
  limits?: DiffLimits,
): DocumentDiff {
  const budget = createBudget(limits);
  const { comparedAs, problems, left, right } = readSides(leftSource, rightSource);
  const frontMatter = diffFrontMatter(left.frontMatter, right.frontMatter, budget);
  const body = diffBodies(left.body, right.body, budget);
  const facts = {
    identical: left.source === right.source,
    frontMatter,
    isFrontMatterRewritten:
      frontMatter.length === 0 && left.frontMatterText !== right.frontMatterText,
    stats: countLines(body.hunks),
  };
  return {
    ...facts,
    comparedAs,
    problems,
    left: bodyLines(left),
    right: bodyLines(right),
    ...body,
    summary: summarize(facts),
  };
}

/** Compares two rendered texts, by line and word; what rendering had to say stays on its side. */
export function diffRendered(
  left: RenderedText,
  right: RenderedText,
  limits?: DiffLimits,
): DocumentDiff {
  const [leftText, rightText] = [left.text ?? '', right.text ?? ''];
  const body = diffBodies(leftText, rightText, createBudget(limits));
  const facts = {
    identical: left.text !== undefined && left.text === right.text,
    frontMatter: [],
    isFrontMatterRewritten: false,
    stats: countLines(body.hunks),
  };
  const isRendered = left.text !== undefined && right.text !== undefined;
  return {
    ...facts,
    comparedAs: 'rendered',
    problems: [...renderProblems('left', left), ...renderProblems('right', right)],
    left: bodyLines(asPlainText(leftText)),
    right: bodyLines(asPlainText(rightText)),
    ...body,
    summary: isRendered ? summarize(facts) : 'Cannot be compared',
  };
}

function renderProblems(side: DiffProblem['side'], { error }: RenderedText): DiffProblem[] {
  return error === undefined ? [] : [{ side, message: error.message }];
}

interface ReadSides extends Pick<DocumentDiff, 'comparedAs' | 'problems'> {
  readonly left: ReadSide;
  readonly right: ReadSide;
}

function readSides(leftSource: string, rightSource: string): ReadSides {
  const [left, right] = [readSide(leftSource), readSide(rightSource)];
  const problems = [
    ...left.problems.map(problem => ({ side: 'left' as const, ...problem })),
    ...right.problems.map(problem => ({ side: 'right' as const, ...problem })),
  ];
  return problems.length === 0
    ? { comparedAs: 'prompt', problems, left, right }
    : {
        comparedAs: 'text',
        problems,
        left: asPlainText(left.source),
        right: asPlainText(right.source),
      };
}

function diffBodies(leftBody: string, rightBody: string, budget: DiffBudget) {
  const [left, right] = [splitLines(leftBody), splitLines(rightBody)];
  const compared = diffLines(left, right, budget);
  let hitLimit = compared.hitLimit;
  const hunks = compared.hunks.map((hunk): BodyHunk => {
    if (hunk.kind === 'same') return { ...hunk, kind: 'same' };
    const paired = pairLines(
      left.slice(hunk.left.start, hunk.left.endExclusive).map(withoutNewline),
      right.slice(hunk.right.start, hunk.right.endExclusive).map(withoutNewline),
      budget,
    );
    hitLimit ||= paired.hitLimit;
    return { ...hunk, kind: 'changed', changes: paired.changes.map(change => moved(change, hunk)) };
  });
  return { hunks, hitLimit };
}

/** From indexes into the hunk to indexes into the side. */
function moved(change: LineChange, hunk: LineHunk): LineChange {
  const [left, right] = [hunk.left.start, hunk.right.start];
  switch (change.kind) {
    case 'modified':
      return { ...change, left: change.left + left, right: change.right + right };
    case 'removed':
      return { ...change, left: change.left + left };
    case 'added':
      return { ...change, right: change.right + right };
  }
}

function withoutNewline(line: string): string {
  return line.endsWith('\n') ? line.slice(0, -1) : line;
}

function bodyLines({ body, bodyLine }: ReadSide): BodyLines {
  return {
    lines: splitLines(body).map(withoutNewline),
    firstLine: bodyLine,
    endsWithNewline: body.endsWith('\n'),
  };
}

function countLines(hunks: readonly BodyHunk[]): DocumentDiff['stats'] {
  const changed = hunks.filter(hunk => hunk.kind === 'changed');
  return {
    added: changed.reduce((sum, hunk) => sum + lengthOf(hunk.right), 0),
    removed: changed.reduce((sum, hunk) => sum + lengthOf(hunk.left), 0),
  };
}

type Facts = Pick<DocumentDiff, 'identical' | 'frontMatter' | 'isFrontMatterRewritten' | 'stats'>;

/** `2 front matter changes, 3 lines added, 1 line removed`. */
function summarize({ identical, frontMatter, isFrontMatterRewritten, stats }: Facts): string {
  if (identical) return 'Identical';
  const parts: string[] = [];
  if (frontMatter.length > 0) parts.push(count(frontMatter.length, 'front matter change'));
  if (isFrontMatterRewritten) parts.push('front matter rewritten with the same values');
  if (stats.added > 0) parts.push(`${count(stats.added, 'line')} added`);
  if (stats.removed > 0) parts.push(`${count(stats.removed, 'line')} removed`);
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
