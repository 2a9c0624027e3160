/**
 * Which heads a working document was made from. An editor remembers it between two looks at the
 * disk, so that a commit can tell "based on what is newest" from "somebody was faster".
 */
export interface DraftBase {
  /** The parents of the commit that follows. */
  readonly parents: readonly string[];
  /** What the last look saw: the heads, and the digest of the text. */
  readonly heads: readonly string[];
  readonly digest: string;
}

/** What one look at the disk sees of a prompt. */
export interface DraftLook {
  readonly heads: readonly { readonly id: string; readonly digest: string }[];
  readonly digest: string;
  /** Whether the text changed through this editor, and not by another program. */
  readonly isOwnEdit: boolean;
}

/**
 * Follows a working document from one look to the next.
 * - The heads and the text changed together, by another program: a git merge brought both, so the
 *   text holds every head.
 * - The text equals heads: it is made from those, or from all that were merged into it before.
 * - Else it stays made from what it was; if that is no head any more, the next commit is stale.
 */
export function followDraft(before: DraftBase | undefined, look: DraftLook): DraftBase {
  const heads = look.heads.map(head => head.id);
  const parents = parentsOf(before, look, heads);
  return { parents, heads, digest: look.digest };
}

function parentsOf(
  before: DraftBase | undefined,
  look: DraftLook,
  heads: readonly string[],
): readonly string[] {
  const equal = look.heads.filter(head => head.digest === look.digest).map(head => head.id);
  if (before === undefined) return equal.length > 0 ? equal : heads;
  const headsChanged = before.heads.join() !== heads.join();
  if (headsChanged && before.digest !== look.digest && !look.isOwnEdit) return heads;
  if (equal.length === 0) return before.parents;
  const wasMerged =
    equal.every(id => before.parents.includes(id)) &&
    before.parents.every(id => heads.includes(id));
  return wasMerged ? before.parents : equal;
}
