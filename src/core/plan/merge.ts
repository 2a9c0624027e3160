import { diff3Merge } from 'node-diff3';
import type { PromptState } from '../derive/derivePrompt';
import { commonAncestor } from '../derive/versions';
import { shortId } from './resolve';
import type { VersionRecord } from '../records/records';

/** A text into which every head has been merged. */
export interface MergedText {
  readonly text: string;
  /** How many stretches disagree; they stand in `text` between git's conflict markers. */
  readonly conflicts: number;
  /** The heads that the text now holds: the parents of the commit that follows. */
  readonly heads: readonly string[];
}

/**
 * Merges every head that a text does not hold yet into it, three-way by line.
 * @param text the working document
 * @param held the versions that the text was made from
 */
export function mergeHeads(state: PromptState, text: string, held: readonly string[]): MergedText {
  let merged = text;
  let conflicts = 0;
  for (const head of state.heads.filter(head => !held.includes(head.id))) {
    const step = mergeHead(state, merged, held, head);
    merged = step.text;
    conflicts += step.conflicts;
  }
  return { text: merged, conflicts, heads: state.heads.map(head => head.id) };
}

function mergeHead(
  state: PromptState,
  text: string,
  held: readonly string[],
  head: VersionRecord,
): { text: string; conflicts: number } {
  const bases = new Set(held.map(id => commonAncestor(state.versions, id, head.id)?.id));
  const base = [...state.versions.values()].findLast(({ id }) => bases.has(id));
  const regions = diff3Merge(text.split('\n'), [...(base?.source ?? [])], [...head.source], {
    excludeFalseConflicts: true,
  });
  let conflicts = 0;
  const lines = regions.flatMap(region => {
    if (region.conflict === undefined) return region.ok ?? [];
    conflicts += 1;
    return [
      '<<<<<<< your text',
      ...region.conflict.a,
      '=======',
      ...region.conflict.b,
      `>>>>>>> v${head.number} (${shortId(head.id)})`,
    ];
  });
  return { text: lines.join('\n'), conflicts };
}
