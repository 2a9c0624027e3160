import { isSomebodyElse, personOf } from '../plan/approvals';
import { type Author, type ReleaseRecord } from '../records/records';
import { standsBefore } from './order';
import { releaseInfo, releasesOf } from './shapes';
import type { PromptState, ReleaseInfo } from './model';

/** A version that a release took the place of. */
export interface ReplacedVersion {
  readonly version: string;
  /** `null` where the version is missing here. */
  readonly number: number | null;
}

/** Somebody's consent, as it stood when a release was made. */
export interface ApprovalInfo {
  readonly author: Author;
  readonly at: string;
  readonly note: string;
}

/** A release with what surrounded it. */
export interface ReleaseStory extends ReleaseInfo {
  /** What the environment served before; `null` for nothing. */
  readonly replaced: ReplacedVersion | null;
  /** By people other than the version's author, before the release; oldest first. */
  readonly approvals: readonly ApprovalInfo[];
  /** The environment serves this release now. */
  readonly live: boolean;
  /** A rollback can go to it. */
  readonly below: boolean;
}

/** The releases of a prompt, of all environments or of one, newest first. */
export function releaseStories(
  prompt: string,
  state: PromptState,
  environment?: string,
): readonly ReleaseStory[] {
  return releasesOf(state, environment).map(record => storyOf(prompt, state, record));
}

function storyOf(prompt: string, state: PromptState, record: ReleaseRecord): ReleaseStory {
  const tag = state.tags.get(record.environment);
  const stack = state.releases.get(record.environment)?.stack ?? [];
  return {
    ...releaseInfo(prompt, state, record),
    replaced: replacedBy(state, record),
    approvals: approvalsFor(state, record),
    live: tag?.served.id === record.id,
    below:
      tag?.version !== record.version && stack.some(({ version }) => version === record.version),
  };
}

/** Of several that nobody had agreed on, the last one in order: that was served. */
function replacedBy(state: PromptState, record: ReleaseRecord): ReplacedVersion | null {
  const replaced = new Set(record.previous);
  const moves = state.tags.get(record.environment)?.moves ?? [];
  const version = moves.findLast(move => replaced.has(move.record.id))?.record.version ?? null;
  if (version === null) return null;
  return { version, number: state.versions.get(version)?.number ?? null };
}

function approvalsFor(state: PromptState, record: ReleaseRecord): readonly ApprovalInfo[] {
  const version = state.versions.get(record.version);
  const isOther = (author: Author): boolean =>
    version === undefined || isSomebodyElse(author, version.author);
  const given = state.approvals
    .filter(item => item.environment === record.environment && item.version === record.version)
    .filter(item => standsBefore(state.records, item, record) && isOther(item.author));
  const first = new Map([...given].reverse().map(item => [personOf(item.author), item]));
  return given
    .filter(item => first.get(personOf(item.author)) === item)
    .map(({ author, at, note }) => ({ author, at, note }));
}
