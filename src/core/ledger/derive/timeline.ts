import { isSomebodyElse, personOf } from '../plan/approvals';
import type { ApprovalRecord, Author, ReleaseRecord } from '../records/records';
import { standsBefore } from './order';
import { releaseInfo, releasesOf } from './shapes';
import { movedTag } from './tags';
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

/** What of a story follows from the records of one prompt, by the id of its release; without its numbers. */
export interface ReleaseSurroundings extends Pick<ReleaseStory, 'approvals' | 'live' | 'below'> {
  /** The version that it took the place of. */
  readonly replaced: string | null;
}

/** The releases of a prompt, of all environments or of one, newest first. */
export function releaseStories(
  prompt: string,
  state: PromptState,
  environment?: string,
): readonly ReleaseStory[] {
  const surroundings = surroundingsOf(state);
  return releasesOf(state, environment).map(record => {
    const { replaced, ...around } = surroundings(record);
    const number = state.versions.get(replaced ?? '')?.number ?? null;
    return {
      ...releaseInfo(prompt, state, record),
      replaced: replaced === null ? null : { version: replaced, number },
      ...around,
    };
  });
}

/** Tells what surrounded the releases of a prompt; for all of them it takes time in proportion to the records. */
export function surroundingsOf(state: PromptState): (record: ReleaseRecord) => ReleaseSurroundings {
  const replaced = replacedVersions(state);
  const approvals = approvalsByTarget(state);
  const stacks = new Map(
    [...state.releases].map(([environment, { stack }]) => [
      environment,
      new Set(stack.map(({ version }) => version)),
    ]),
  );
  return record => {
    const { environment, version } = record;
    const tag = state.tags.get(environment);
    return {
      replaced: replaced(record),
      approvals: approvalsFor(state, record, approvals.get(targetOf(record)) ?? []),
      live: tag?.served.id === record.id,
      below: tag?.version !== version && stacks.get(environment)?.has(version) === true,
    };
  };
}

/** Of several that nobody had agreed on, the last one in order: that was served. */
function replacedVersions({ tags }: PromptState): (record: ReleaseRecord) => string | null {
  const moves = new Map(
    [...tags.values()].flatMap(tag =>
      tag.moves.map(({ record }, place) => [record.id, { record, place }] as const),
    ),
  );
  return ({ environment, previous }) => {
    const found = previous
      .flatMap(id => moves.get(id) ?? [])
      .filter(({ record }) => movedTag(record) === environment)
      .sort((left, right) => left.place - right.place);
    return found.at(-1)?.record.version ?? null;
  };
}

type Target = Pick<ApprovalRecord, 'environment' | 'version'>;

/** An id holds no blank, so that one text stands for both. */
function targetOf({ environment, version }: Target): string {
  return `${environment} ${version}`;
}

/** Every approval, in order, by the environment and the version that it is for. */
function approvalsByTarget({
  approvals,
}: PromptState): ReadonlyMap<string, readonly ApprovalRecord[]> {
  const found = new Map<string, ApprovalRecord[]>();
  for (const approval of approvals) {
    const known = found.get(targetOf(approval));
    if (known === undefined) found.set(targetOf(approval), [approval]);
    else known.push(approval);
  }
  return found;
}

function approvalsFor(
  state: PromptState,
  record: ReleaseRecord,
  all: readonly ApprovalRecord[],
): readonly ApprovalInfo[] {
  const version = state.versions.get(record.version);
  const isOther = (author: Author): boolean =>
    version === undefined || isSomebodyElse(author, version.author);
  const given = all.filter(
    item => standsBefore(state.records, item, record) && isOther(item.author),
  );
  const first = new Map([...given].reverse().map(item => [personOf(item.author), item]));
  return given
    .filter(item => first.get(personOf(item.author)) === item)
    .map(({ author, at, note }) => ({ author, at, note }));
}
