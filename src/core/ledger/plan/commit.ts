import { refuseDoubt } from '../derive/damage';
import { LedgerError } from '../../base/errors';
import { MAX_NAMED, MAX_NUMBER } from '../records/recordLimits';
import type { VersionRecord } from '../records/records';
import { namedAtMost } from './named';
import { shortId } from './resolve';
import type { PromptState } from '../derive/model';
import { sourceText } from '../records/records';

/** A version that somebody wants to commit. */
export interface CommitRequest {
  readonly prompt: string;
  /** The document, with "\n" between its lines. */
  readonly source: string;
  readonly message: string;
  /** Each included reference as written, and the id of the version that it means now. */
  readonly includes: Readonly<Record<string, string>>;
  /** The heads that the writer has seen in the document; `undefined` means all there are. */
  readonly parents: readonly string[] | undefined;
}

/** What a version record says besides who and when. */
export type CommitPlan = Pick<
  VersionRecord,
  'kind' | 'parents' | 'number' | 'message' | 'includes' | 'source'
>;

/**
 * Decides what a commit writes. Throws `stale-parent` where a given parent is no head any more,
 * `nothing-to-commit` where the only parent already says the same, `too-large` for more parents than a
 * record can name, and `record-corrupt` where the heads may depend on a damaged record.
 */
export function planCommit(state: PromptState, request: CommitRequest): CommitPlan {
  refuseDoubt(request.prompt, state, 'heads');
  const parents = request.parents ?? namedAtMost(state.heads.map(head => head.id));
  refuseMany(request.prompt, parents);
  refuseStale(request.prompt, state, parents);
  refuseUnchanged(state, request, parents);
  return {
    kind: 'version',
    parents,
    number: nextNumber(state),
    message: request.message,
    includes: request.includes,
    source: request.source.split('\n'),
  };
}

/** Numbers are for people: at the limit of records the last one is used again. */
function nextNumber({ highest }: PromptState): number {
  return Math.min(highest + 1, MAX_NUMBER);
}

function refuseMany(prompt: string, parents: readonly string[]): void {
  if (parents.length <= MAX_NAMED) return;
  throw new LedgerError(
    'too-large',
    { prompt, parents: parents.length, limit: MAX_NAMED },
    `A version has at most ${MAX_NAMED} parents, and this one would have ${parents.length}. Commit with some of them as parents, then merge the others into that.`,
  );
}

/** A version that says what its only parent says would tell nobody anything. */
function refuseUnchanged(
  state: PromptState,
  request: CommitRequest,
  parents: readonly string[],
): void {
  const [parent = ''] = parents;
  const before = state.versions.get(parent);
  if (parents.length !== 1 || before === undefined || !saysTheSame(before, request)) return;
  const { prompt } = request;
  const hint = state.diverged
    ? 'Merge the other head into it before you commit.'
    : 'Change it before you commit.';
  throw new LedgerError(
    'nothing-to-commit',
    { prompt, version: before.id, number: before.number },
    `"${prompt}" is the same as v${before.number}. ${hint}`,
  );
}

function saysTheSame(head: VersionRecord, request: CommitRequest): boolean {
  const was = Object.entries(head.includes);
  return (
    sourceText(head) === request.source &&
    was.length === Object.keys(request.includes).length &&
    was.every(([reference, id]) => request.includes[reference] === id)
  );
}

/** Throws `stale-parent` where one of `parents` is no head any more: somebody was faster. */
export function refuseStale(prompt: string, state: PromptState, parents: readonly string[]): void {
  const heads = state.heads.map(head => ({ id: head.id, number: head.number }));
  const stale = parents.filter(parent => !heads.some(head => head.id === parent));
  // A text made before there was any version has seen none of those that came meanwhile.
  const isUnaware = parents.length === 0 && heads.length > 0;
  if (stale.length === 0 && !isUnaware) return;
  const newest = heads.map(head => `v${head.number} (${shortId(head.id)})`).join(', ');
  throw new LedgerError(
    'stale-parent',
    { prompt, parents: stale, heads },
    `"${prompt}" has moved on to ${newest || 'nothing'} since you began. Your text is kept. Merge the newer version into it, then commit.`,
  );
}
