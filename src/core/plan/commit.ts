import type { PromptState } from '../derive/derivePrompt';
import { LedgerError } from '../errors';
import type { VersionRecord } from '../records/records';
import { shortId } from './resolve';

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
 * and `nothing-to-commit` where the only parent already says the same.
 */
export function planCommit(state: PromptState, request: CommitRequest): CommitPlan {
  const heads = state.heads.map(head => head.id);
  const parents = request.parents ?? heads;
  refuseStale(request.prompt, state, parents);
  refuseUnchanged(state, request, parents);
  return {
    kind: 'version',
    parents,
    number: 1 + Math.max(0, ...[...state.versions.values()].map(version => version.number)),
    message: request.message,
    includes: request.includes,
    source: request.source.split('\n'),
  };
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
    head.source.join('\n') === request.source &&
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
