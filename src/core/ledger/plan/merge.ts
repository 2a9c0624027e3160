import { commonAncestor } from '../derive/versions';
import { mergeDocuments } from '../../prompt/merge/documents';
import { countConflicts, printPieces, sideOfPieces, type Sides } from '../../prompt/merge/pieces';
import type { VersionRecord } from '../records/records';
import { shortId } from './resolve';
import type { PromptState } from '../derive/model';
import { sourceText } from '../records/records';

/** A head whose merge needs a person. */
export interface MergeConflict {
  readonly head: VersionRecord;
  /** What both were made from; `undefined` where they have nothing in common. */
  readonly ancestor: VersionRecord | undefined;
  /** The three texts, which differ only where nobody but a person can decide. */
  readonly sides: Sides<string>;
}

/** A text into which heads have been merged. */
export interface MergedText {
  readonly text: string;
  /** How many stretches disagree; they stand in `text` between git's conflict markers. */
  readonly conflicts: number;
  /** The heads that the text now holds: the parents of the commit that follows. */
  readonly heads: readonly string[];
}

/** What merging came to, and what an editor needs to let a person decide the rest. */
export interface MergeOutcome extends MergedText {
  readonly conflict: MergeConflict | undefined;
}

/**
 * Merges every head that a text does not hold yet into it, three-way against their common ancestor. Ends
 * with the first one that disagrees: a person decides, commits, and merges what is left.
 * @param text the working document
 * @param held the versions that the text was made from
 */
export function mergeHeads(
  state: PromptState,
  text: string,
  held: readonly string[],
): MergeOutcome {
  let merged = text;
  const heads = [...held];
  for (const head of state.heads.filter(({ id }) => !held.includes(id))) {
    const ancestor = ancestorOf(state, heads, head);
    const base = sourceText(ancestor) ?? '';
    const pieces = mergeDocuments({ base, ours: merged, theirs: sourceText(head) });
    const conflicts = countConflicts(pieces);
    const theirs = `v${head.number} (${shortId(head.id)})`;
    merged = printPieces(pieces, { ours: 'your text', theirs });
    heads.push(head.id);
    if (conflicts === 0) continue;
    const side = (name: keyof Sides<string>): string => sideOfPieces(pieces, name);
    const sides = { base: side('base'), ours: side('ours'), theirs: side('theirs') };
    const conflict = { head, ancestor, sides };
    return { text: merged, conflicts, heads: headsAmong(state, heads), conflict };
  }
  return { text: merged, conflicts: 0, heads: headsAmong(state, heads), conflict: undefined };
}

/** What a text was made from that is no head any more is no parent of what comes next. */
function headsAmong(state: PromptState, ids: readonly string[]): readonly string[] {
  return state.heads.map(({ id }) => id).filter(id => ids.includes(id));
}

function ancestorOf(
  state: PromptState,
  held: readonly string[],
  head: VersionRecord,
): VersionRecord | undefined {
  const bases = new Set(held.map(id => commonAncestor(state.versions, id, head.id)?.id));
  return [...state.versions.values()].findLast(({ id }) => bases.has(id));
}
