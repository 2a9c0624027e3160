import { refuseDoubt } from '../derive/damage';
import { ancestorsOf } from '../derive/versions';
import { LedgerError } from '../../base/errors';
import type { LedgerRecord, ReleaseRecord, VersionRecord } from '../records/records';
import type { Environment } from '../environments/registryConfig';
import { resolveVersion, shortId } from './resolve';
import { previousOf } from './tag';
import { parseTagName } from '../../base/names';
import type { PromptState } from '../derive/model';

/** What a release record says besides its changelog, verdict, who and when. */
export type ReleasePlan = Pick<
  ReleaseRecord,
  'kind' | 'environment' | 'from' | 'version' | 'previous' | 'rollback'
>;

/**
 * Decides what a promotion to `target` releases: what `promoteFrom` serves, or `chosen`. Approvals and
 * gates are asked for apart, so that a preview can tell what is missing. Throws `tag-not-found`,
 * `version-not-found`, `nothing-to-promote`, and `environment-protected` for a version that never
 * went through the environment before; `record-corrupt` where it may depend on a damaged record.
 */
export function planPromotion(
  prompt: string,
  state: PromptState,
  target: Environment,
  chosen: VersionRecord | undefined,
): ReleasePlan {
  const version = chosen ?? servedBySource(prompt, state, target);
  refuseDoubt(prompt, state, `served ${target.name}`, `tips ${target.name}`, 'versions');
  if (target.protected) refuseUnseen(prompt, state, target, version);
  const current = state.tags.get(target.name);
  if (current?.version === version.id && !current.diverged) {
    throw new LedgerError(
      'nothing-to-promote',
      { prompt, environment: target.name, version: version.id },
      `"${target.name}" already serves v${version.number} of "${prompt}".`,
    );
  }
  return {
    kind: 'release',
    environment: target.name,
    from: target.promoteFrom ?? null,
    version: version.id,
    previous: previousOf(current),
    rollback: false,
  };
}

function servedBySource(prompt: string, state: PromptState, target: Environment): VersionRecord {
  if (target.promoteFrom === undefined) {
    throw new LedgerError(
      'nothing-to-promote',
      { prompt, environment: target.name },
      `"${target.name}" is the first environment: nothing is promoted to it. Tag a version with it, or name the version to release.`,
    );
  }
  const { promoteFrom } = target;
  refuseDoubt(prompt, state, `served ${promoteFrom}`);
  if ((state.tags.get(promoteFrom)?.version ?? null) === null)
    throw nothingBefore(prompt, target.name, promoteFrom);
  return resolveVersion(prompt, state, { kind: 'tag', tag: parseTagName(promoteFrom) });
}

function nothingBefore(prompt: string, environment: string, promoteFrom: string): LedgerError {
  return new LedgerError(
    'tag-not-found',
    { prompt, environment, tag: promoteFrom },
    `"${environment}" takes what "${promoteFrom}" serves, and "${promoteFrom}" serves nothing of "${prompt}" yet. Fill it first, for example with: promptledger tag ${prompt} ${promoteFrom}`,
  );
}

/** What is protected takes only what the environment before it has served. */
function refuseUnseen(
  prompt: string,
  state: PromptState,
  target: Environment,
  version: VersionRecord,
): void {
  const { promoteFrom } = target;
  if (promoteFrom === undefined) return;
  const moves = state.tags.get(promoteFrom)?.moves ?? [];
  if (moves.some(move => move.applied && move.record.version === version.id)) return;
  refuseDoubt(prompt, state, `moves ${promoteFrom}`);
  throw new LedgerError(
    'environment-protected',
    { prompt, environment: target.name, version: version.id, promoteFrom },
    `"${target.name}" is protected: it takes only what "${promoteFrom}" has served, and that never served v${version.number}. Promote it to "${promoteFrom}" first.`,
  );
}

/**
 * The records that a release is allowed by: what its source served, who approved, and what experiments came
 * to. It names none of them, so it has to be later for everybody to see that they came first.
 */
export function allowedBy(
  { tags, approvals, experiments }: PromptState,
  { environment, from, version }: Pick<ReleasePlan, 'environment' | 'from' | 'version'>,
): readonly LedgerRecord[] {
  const moves = from === null ? [] : (tags.get(from)?.moves ?? []);
  return [
    ...moves.map(({ record }) => record).filter(record => record.version === version),
    ...approvals.filter(item => item.environment === environment && item.version === version),
    ...experiments.filter(item => item.version === version),
  ];
}

/** The versions that a rollback can go to, nearest first, each once, without what is served now. */
export function rollbackTargets(state: PromptState, environment: string): readonly VersionRecord[] {
  const stack = state.releases.get(environment)?.stack ?? [];
  const served = state.tags.get(environment)?.version;
  const ids = [...stack].reverse().map(release => release.version);
  return [...new Set(ids)].filter(id => id !== served).flatMap(id => state.versions.get(id) ?? []);
}

/** `nothing-to-roll-back`: an environment never released `chosen`, or nothing before what it serves. */
export function nothingToRollBack(
  prompt: string,
  environment: string,
  chosen?: VersionRecord,
): LedgerError {
  const wanted =
    chosen === undefined
      ? `earlier release of "${prompt}"`
      : `release of v${chosen.number} (${shortId(chosen.id)}) of "${prompt}"`;
  return new LedgerError(
    'nothing-to-roll-back',
    { prompt, environment, version: chosen?.id ?? null },
    `"${environment}" has no ${wanted} to go back to. Its releases show what there is.`,
  );
}

/**
 * Decides what a rollback releases: the release below, or `chosen`. Never blocked by protection.
 * Throws `nothing-to-roll-back`, and `record-corrupt` where it may depend on a damaged record.
 */
export function planRollback(
  prompt: string,
  state: PromptState,
  environment: Environment,
  chosen: VersionRecord | undefined,
): ReleasePlan {
  refuseDoubt(prompt, state, `moves ${environment.name}`, 'versions');
  const targets = rollbackTargets(state, environment.name);
  const target =
    chosen === undefined ? targets[0] : targets.find(version => version.id === chosen.id);
  if (target === undefined) throw nothingToRollBack(prompt, environment.name, chosen);
  return {
    kind: 'release',
    environment: environment.name,
    from: null,
    version: target.id,
    previous: previousOf(state.tags.get(environment.name)),
    rollback: true,
  };
}

/**
 * A changelog to begin with: the messages of the versions that `next` has and `current` has not,
 * oldest first, as a Markdown list. Empty messages are left out.
 */
export function suggestChangelog(
  state: PromptState,
  current: string | null | undefined,
  next: VersionRecord,
): string {
  const before = ancestorsOf(state.versions, current ?? '');
  const news = ancestorsOf(state.versions, next.id);
  return [...state.versions.values()]
    .filter(version => news.has(version.id) && !before.has(version.id))
    .filter(version => version.message.trim() !== '')
    .map(version => `- ${version.message.trim().replaceAll('\n', '\n  ')}`)
    .join('\n');
}
