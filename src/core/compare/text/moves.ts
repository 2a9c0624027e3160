import type { DiffBudget } from './budget';
import { rangeOf, type Range } from './range';
import { readWords, similarity, type WordBag } from './similarity';
import { diffWords } from './words';

/** Lines that stand elsewhere on the right: `left` went, `right` came, and they read the same. */
export interface LineMove {
  readonly left: Range;
  readonly right: Range;
  /** What changed of a line on its way; absent when nothing did. */
  readonly spans?: { readonly left: readonly Range[]; readonly right: readonly Range[] };
}

/** A move is told from chance by the letters in it. */
const MIN_LETTERS = 20;
/** Of a line that stands in very many places only the first few are looked at. */
const MAX_CANDIDATES = 16;
/** Lines that are compared at most. Thousands of equal rules or brackets would be compared for minutes. */
const MAX_COMPARED = 500_000;

export interface ChangedLines {
  readonly lines: readonly string[];
  /** The lines that only went, or only came, ascending. */
  readonly changed: readonly number[];
}

/**
 * Finds paragraphs that moved, whatever their indentation; the longest of each line first.
 *
 *     -Be kind to everybody who asks.
 *      Answer in two sentences.              Answer in two sentences.
 *                                     ->     Be kind to everybody who asks.   (moved)
 *     +Be kind to everybody who asks.
 */
export function findMoves(left: ChangedLines, right: ChangedLines): LineMove[] {
  const isRemoved = new Set(left.changed);
  const isAdded = new Set(right.changed);
  const places = placesByText(left);
  const moves: LineMove[] = [];
  let next = 0;
  let compared = 0;
  for (const start of right.changed) {
    if (start < next) continue;
    if (compared > MAX_COMPARED) break;
    const candidates = places.get(keyOf(right.lines[start])) ?? [];
    const runs = candidates.map(from => {
      let length = 0;
      while (
        isRemoved.has(from + length) &&
        isAdded.has(start + length) &&
        keyOf(left.lines[from + length]) === keyOf(right.lines[start + length])
      ) {
        length += 1;
      }
      compared += length;
      return { from, length };
    });
    const best = runs.reduce((a, b) => (b.length > a.length ? b : a), { from: 0, length: 0 });
    const length = withoutBlankEnd(right.lines, start, best.length);
    if (!isWorthTelling(right.lines.slice(start, start + length))) continue;
    moves.push({
      left: rangeOf(best.from, best.from + length),
      right: rangeOf(start, start + length),
    });
    for (let offset = 0; offset < length; offset += 1) isRemoved.delete(best.from + offset);
    next = start + length;
  }
  return moves;
}

/** What a line that moved and changed must have in common with what it was. */
const MIN_SIMILARITY = 0.75;
/** A short line is like many others. */
const MIN_LENGTH = 40;
const STEPS_PER_COMPARISON = 20;

/** Finds single long lines that moved and changed a little, the most alike first. */
export function findChangedMoves(
  left: ChangedLines,
  right: ChangedLines,
  budget: DiffBudget,
): LineMove[] {
  const [gone, come] = [longLines(left), longLines(right)];
  if (!budget.spend(gone.length * come.length * STEPS_PER_COMPARISON)) return [];
  const pairs = gone
    .flatMap(from => come.map(to => ({ from, to, alike: similarity(from.words, to.words) })))
    .filter(({ alike }) => alike >= MIN_SIMILARITY)
    .sort((a, b) => b.alike - a.alike || a.from.line - b.from.line || a.to.line - b.to.line);
  const [froms, tos] = [new Set<number>(), new Set<number>()];
  return pairs.flatMap(({ from, to }): LineMove[] => {
    if (froms.has(from.line) || tos.has(to.line)) return [];
    froms.add(from.line);
    tos.add(to.line);
    const words = diffWords(from.words.tokens, to.words.tokens, budget);
    return [
      {
        left: rangeOf(from.line, from.line + 1),
        right: rangeOf(to.line, to.line + 1),
        spans: { left: words.left, right: words.right },
      },
    ];
  });
}

/** The lines of one side that moved. */
export function linesIn(moves: readonly LineMove[], side: 'left' | 'right'): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { [side]: range } of moves) {
    for (let line = range.start; line < range.endExclusive; line += 1) lines.add(line);
  }
  return lines;
}

function longLines({ lines, changed }: ChangedLines): { line: number; words: WordBag }[] {
  return changed
    .filter(line => (lines[line]?.length ?? 0) >= MIN_LENGTH)
    .map(line => ({ line, words: readWords(lines[line] ?? '') }));
}

function placesByText({ lines, changed }: ChangedLines): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const index of changed) {
    const key = keyOf(lines[index]);
    const known = places.get(key);
    if (known === undefined) places.set(key, [index]);
    else if (known.length < MAX_CANDIDATES) known.push(index);
  }
  places.delete('');
  return places;
}

function keyOf(line = ''): string {
  return line.trim();
}

function withoutBlankEnd(lines: readonly string[], start: number, length: number): number {
  let kept = length;
  while (kept > 0 && keyOf(lines[start + kept - 1]) === '') kept -= 1;
  return kept;
}

function isWorthTelling(lines: readonly string[]): boolean {
  const letters = lines.join('').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return letters >= MIN_LETTERS;
}
