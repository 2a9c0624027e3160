import { parseChat, printChat } from '../../prompt/document/chat';
import { fillPlaces } from './applyValues';
import { longestAscending } from '../text/ascending';
import type { DiffBudget } from '../text/budget';
import { pairEntries } from './entryPairs';
import { applyTextEdits, diffTexts, type TextEdit } from '../text/textEdits';
import type { ChatEntry } from '../../prompt/document/model';

/** A message, or a history, that is not the same at the same place. Indexes count from 0. */
export interface EntryChange {
  /** Absent when added. */
  readonly left?: number;
  /** Absent when removed. */
  readonly right?: number;
  /** It stands elsewhere among the messages that both sides have. */
  readonly isMoved: boolean;
  /** What changed of it as a document has it, role line included; all of it when added or removed. */
  readonly edits: readonly TextEdit[];
}

/** What leads from one chat to another. A message that moved is a move, changed or not. */
export function diffEntries(
  left: readonly ChatEntry[],
  right: readonly ChatEntry[],
  budget: DiffBudget,
): readonly EntryChange[] {
  const texts = { left: left.map(printOne), right: right.map(printOne) };
  const pairs = pairEntries(
    {
      left: { entries: left, texts: texts.left },
      right: { entries: right, texts: texts.right },
    },
    budget,
  );
  const staying = new Set(longestAscending(pairs));
  const [leftPaired, rightPaired] = [pairs.map(pair => pair.left), pairs.map(pair => pair.right)];
  const [isKept, hasOrigin] = [new Set(leftPaired), new Set(rightPaired)];
  const changes: EntryChange[] = [];
  texts.left.forEach((text, index) => {
    if (isKept.has(index)) return;
    changes.push({ left: index, isMoved: false, edits: diffTexts(text, '', budget) });
  });
  for (const pair of pairs) {
    const isMoved = !staying.has(pair);
    const [before = '', after = ''] = [texts.left[pair.left], texts.right[pair.right]];
    if (before === after && !isMoved) continue;
    changes.push({ ...pair, isMoved, edits: diffTexts(before, after, budget) });
  }
  texts.right.forEach((text, index) => {
    if (hasOrigin.has(index)) return;
    changes.push({ right: index, isMoved: false, edits: diffTexts('', text, budget) });
  });
  return changes.sort((a, b) => placeOf(a) - placeOf(b));
}

/** The right chat: `applyEntries(a, diffEntries(a, b))` equals `b`. */
export function applyEntries(
  left: readonly ChatEntry[],
  changes: readonly EntryChange[],
): readonly ChatEntry[] {
  const taken = new Set(changes.flatMap(change => change.left ?? []));
  const placed = new Map<number, string>();
  for (const change of changes) {
    if (change.right === undefined) continue;
    const entry = change.left === undefined ? undefined : left[change.left];
    const before = entry === undefined ? '' : printOne(entry);
    placed.set(change.right, applyTextEdits(before, change.edits));
  }
  const rest = left.filter((_, index) => !taken.has(index)).map(printOne);
  return parseChat(fillPlaces(rest, placed).join(''), 1).messages;
}

function printOne(entry: ChatEntry): string {
  return printChat([entry]);
}

/** Changes are told in the order of the right side; what went stands where it was. */
function placeOf({ left, right }: EntryChange): number {
  return right ?? (left ?? 0) - 0.5;
}
