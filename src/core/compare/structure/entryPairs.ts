import type { PlacePair } from '../text/ascending';
import type { DiffBudget } from '../text/budget';
import { findEdits, internTexts, type Edit } from '../text/edits';
import { bestPairs, readWords, similarity, type WordBag } from '../text/similarity';
import type { ChatEntry } from '../../prompt/document/model';

/** Two messages that share less of their words than this are two messages. */
const MIN_SIMILARITY = 0.35;
/** What a message that moved and changed must have in common with what it was. */
const MIN_MOVED_SIMILARITY = 0.6;
/** What one comparison of two messages costs, in steps of the budget. */
const STEPS_PER_COMPARISON = 200;

/** One message of each side, as printed. */
export interface PrintedEntries {
  readonly entries: readonly ChatEntry[];
  readonly texts: readonly string[];
}

interface Sides<T> {
  readonly left: T;
  readonly right: T;
}

/** Messages that no other took yet. */
type Free = Sides<Set<number>>;
/** The same, of one stretch between equal messages, in order. */
type Gap = Sides<readonly number[]>;

/**
 * Which message became which, ascending by `left`: equal ones in order, equal ones that moved, alike
 * ones between the same neighbours, alike ones elsewhere, and then, where one stands in the place of
 * another of its role, that one.
 */
export function pairEntries(sides: Sides<PrintedEntries>, budget: DiffBudget): PlacePair[] {
  const { left, right } = sides;
  const [leftIds = [], rightIds = []] = internTexts(left.texts, right.texts);
  const { edits } = findEdits(leftIds, rightIds, budget);
  const free: Free = {
    left: new Set(edits.flatMap(edit => indexesOf(edit.left))),
    right: new Set(edits.flatMap(edit => indexesOf(edit.right))),
  };
  const pairs = equalPairs(edits, left.texts.length);
  const take = (found: readonly PlacePair[]) => {
    for (const pair of found) {
      free.left.delete(pair.left);
      free.right.delete(pair.right);
      pairs.push(pair);
    }
  };
  take(movedPairs(leftIds, rightIds, free));
  const likeness = likenessOf(sides);
  for (const edit of edits) take(alikeInOrder(gapOf(edit, free), likeness, budget));
  take(alikeElsewhere(free, likeness, budget));
  for (const edit of edits) take(pairsByRole(gapOf(edit, free), sides));
  return pairs.sort((a, b) => a.left - b.left);
}

function indexesOf({ start, endExclusive }: Edit['left']): number[] {
  return Array.from({ length: endExclusive - start }, (_, offset) => start + offset);
}

function gapOf(edit: Edit, free: Free): Gap {
  return {
    left: indexesOf(edit.left).filter(index => free.left.has(index)),
    right: indexesOf(edit.right).filter(index => free.right.has(index)),
  };
}

function equalPairs(edits: readonly Edit[], leftLength: number): PlacePair[] {
  const pairs: PlacePair[] = [];
  let [left, right] = [0, 0];
  const addUpTo = (end: number) => {
    for (; left < end; left += 1, right += 1) pairs.push({ left, right });
  };
  for (const edit of edits) {
    addUpTo(edit.left.start);
    [left, right] = [edit.left.endExclusive, edit.right.endExclusive];
  }
  addUpTo(leftLength);
  return pairs;
}

/** Equal messages that stand elsewhere: the first with the first. */
function movedPairs(
  leftIds: readonly number[],
  rightIds: readonly number[],
  free: Free,
): PlacePair[] {
  const places = queuesOf([...free.right], index => rightIds[index]);
  return [...free.left].flatMap(left => {
    const right = places.get(leftIds[left])?.pop();
    return right === undefined ? [] : [{ left, right }];
  });
}

/** Places by what stands there; `pop` takes the first of them. */
function queuesOf<Key>(
  places: readonly number[],
  keyOf: (place: number) => Key,
): ReadonlyMap<Key, number[]> {
  const queues = new Map<Key, number[]>();
  for (const place of [...places].reverse()) {
    const key = keyOf(place);
    const queue = queues.get(key);
    if (queue === undefined) queues.set(key, [place]);
    else queue.push(place);
  }
  return queues;
}

type Likeness = (left: number, right: number) => number;

/** How alike two messages are; the words of each are counted once, when first asked for. */
function likenessOf({ left, right }: Sides<PrintedEntries>): Likeness {
  const known = new Map<string, WordBag>();
  const bagOf = (text = ''): WordBag => {
    const bag = known.get(text) ?? readWords(text);
    known.set(text, bag);
    return bag;
  };
  return (i, j) => similarity(bagOf(left.texts[i]), bagOf(right.texts[j]));
}

function alikeInOrder(gap: Gap, likeness: Likeness, budget: DiffBudget): PlacePair[] {
  if (!budget.spend(gap.left.length * gap.right.length * STEPS_PER_COMPARISON)) return [];
  const gain = (i: number, j: number) => {
    const alike = likeness(gap.left[i] ?? -1, gap.right[j] ?? -1);
    return alike >= MIN_SIMILARITY ? alike : 0;
  };
  return bestPairs(gap.left.length, gap.right.length, gain).flatMap(pair => {
    const [left, right] = [gap.left[pair.left], gap.right[pair.right]];
    return left === undefined || right === undefined ? [] : [{ left, right }];
  });
}

/** A message that moved and changed a little, the most alike first. */
function alikeElsewhere(free: Free, likeness: Likeness, budget: DiffBudget): PlacePair[] {
  if (!budget.spend(free.left.size * free.right.size * STEPS_PER_COMPARISON)) return [];
  const candidates = [...free.left]
    .flatMap(left => [...free.right].map(right => ({ left, right, alike: likeness(left, right) })))
    .filter(({ alike }) => alike >= MIN_MOVED_SIMILARITY)
    .sort((a, b) => b.alike - a.alike || a.left - b.left || a.right - b.right);
  const taken: Free = { left: new Set(), right: new Set() };
  return candidates.flatMap(({ left, right }) => {
    if (taken.left.has(left) || taken.right.has(right)) return [];
    taken.left.add(left);
    taken.right.add(right);
    return [{ left, right }];
  });
}

/** What was written anew in its place: a system message stays the system message. */
function pairsByRole(gap: Gap, { left, right }: Sides<PrintedEntries>): PlacePair[] {
  const queues = queuesOf(gap.right, index => right.entries[index]?.role);
  const pairs: PlacePair[] = [];
  let last = -1;
  for (const at of gap.left) {
    const queue = queues.get(left.entries[at]?.role);
    let to = queue?.pop();
    // In order: what stands above the last one taken is for nobody any more.
    while (to !== undefined && to <= last) to = queue?.pop();
    if (to === undefined) continue;
    pairs.push({ left: at, right: to });
    last = to;
  }
  return pairs;
}
