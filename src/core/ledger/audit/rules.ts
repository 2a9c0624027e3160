import { archivedOverText } from '../derive/archived';
import { contestedNames, contestText } from '../derive/contestedNames';
import type { NameTable } from '../derive/nameTable';
import { standsBefore } from '../derive/order';
import type { TagState } from '../derive/tags';
import type { LedgerErrorCode } from '../../base/errors';
import { isSomebodyElse, personOf } from '../plan/approvals';
import { shortId } from '../plan/resolve';
import type { LedgerRecord, ReleaseRecord, RenameRecord } from '../records/records';
import { isFromTheFuture } from '../records/recordTime';
import type { Environment } from '../environments/registryConfig';
import type { PromptState } from '../derive/model';

/** A record that a rule forbids, or that needs a person. */
export interface RuleProblem {
  readonly record: Pick<LedgerRecord, 'id' | 'at'>;
  readonly code: LedgerErrorCode;
  readonly message: string;
}

/** What several rules say of one record in one word is one problem. */
export function distinctProblems(problems: readonly RuleProblem[]): readonly RuleProblem[] {
  const first = new Map<string, RuleProblem>();
  for (const problem of problems) {
    const key = `${problem.record.id} ${problem.code}`;
    if (!first.has(key)) first.set(key, problem);
  }
  return [...first.values()];
}

/** What a merge left for a person to decide: heads and tags that differ, and being archived. */
export function divergences(prompt: string, state: PromptState): readonly RuleProblem[] {
  const heads = state.diverged
    ? state.heads.map(record => ({
        record,
        code: 'reference-ambiguous' as const,
        message: `v${record.number} (${shortId(record.id)}) of "${prompt}" is one of ${state.heads.length} newest versions that differ. Merge them.`,
      }))
    : [];
  const tags = [...state.tags.values()]
    .filter(tag => tag.diverged)
    .map(tag => ({
      record: tag.served,
      code: 'reference-ambiguous' as const,
      message: splitTag(prompt, tag),
    }));
  return [...heads, ...tags, ...archivedOver(prompt, state)];
}

function archivedOver(prompt: string, { archiveDivergence }: PromptState): readonly RuleProblem[] {
  if (archiveDivergence === undefined) return [];
  const { record, heads } = archiveDivergence;
  const message = archivedOverText(prompt, heads);
  return [{ record, code: 'reference-ambiguous', message }];
}

/** Names that two branches gave to different prompts: a problem of each rename that claims one in vain. */
export function contestedClaims(
  names: NameTable,
): readonly (RuleProblem & { readonly record: RenameRecord })[] {
  const contests = names.contests();
  const shown = contestedNames(contests, folder => names.nameOf(folder));
  return contests.map(({ name, claimant, claim }) => ({
    record: claim,
    code: 'reference-ambiguous' as const,
    message: (shown.get(claimant) ?? [])
      .filter(contested => contested.name === name)
      .map(contestText)
      .join(' '),
  }));
}

function splitTag(prompt: string, { tag, tips, immutable, disputed, version }: TagState): string {
  const where = tips.map(tip => (tip.version === null ? 'nothing' : shortId(tip.version)));
  const places = [...new Set(where)].join(' and ');
  if (disputed) {
    return `"${tag}" of "${prompt}" was made immutable twice, and stands at ${places}: nothing tells which one is meant, so it leads nowhere. Use another name.`;
  }
  const next =
    immutable && version !== null
      ? `It is immutable, so it stays at ${shortId(version)}. To end this, tag that version with it again, and use another name for the other.`
      : 'Set it again to decide.';
  return `"${tag}" of "${prompt}" was moved to ${places} on two branches. ${next}`;
}

/** Records that say they were written a day or more from now. They count, and move no clock. */
export function fromTheFuture(
  records: readonly LedgerRecord[],
  now: number,
): readonly RuleProblem[] {
  return records
    .filter(record => isFromTheFuture(record.at, now))
    .map(record => ({
      record,
      code: 'record-corrupt',
      message: `It says that it was written at ${record.at}, which has not come yet: the clock of ${record.author.name} was wrong. It counts, after what it names and before what names it.`,
    }));
}

/** Moves that the rules forbid: of registry.json as it is now, for no record says what it was. */
export function forbiddenMoves(
  state: PromptState,
  environments: readonly Environment[],
): readonly RuleProblem[] {
  return [
    ...[...state.tags.values()].flatMap(voidMoves),
    ...environments.flatMap(item => frozenMoves(state, item)),
    ...environments.filter(item => item.protected).flatMap(item => plainMoves(state, item)),
    ...environments.flatMap(item => badReleases(state, item)),
  ];
}

/** Moves of a frozen tag to elsewhere, as long as nobody has confirmed where it stands. */
function voidMoves({ tag, moves, tips, version }: TagState): readonly RuleProblem[] {
  const open = new Set(tips);
  return moves
    .filter(({ applied, record }) => !applied && open.has(record) && record.version !== version)
    .map(({ record }) => ({
      record,
      code: 'tag-immutable',
      message: `It moves "${tag}", which is immutable. The move counts for nothing.`,
    }));
}

/** An environment can always move: a record that would freeze one was written by hand. */
function frozenMoves(state: PromptState, { name }: Environment): readonly RuleProblem[] {
  return (state.tags.get(name)?.moves ?? [])
    .filter(({ record }) => record.kind === 'tag' && record.immutable)
    .map(({ record }) => ({
      record,
      code: 'tag-immutable',
      message: `It would make "${name}" immutable, which is an environment and can always move.`,
    }));
}

/** Protection is checked by the writer; a record that slipped past one is told here. */
function plainMoves(state: PromptState, { name }: Environment): readonly RuleProblem[] {
  return (state.tags.get(name)?.moves ?? [])
    .filter(({ record }) => record.kind === 'tag')
    .map(({ record }) => ({
      record,
      code: 'environment-protected',
      message: 'A plain tag moved a protected environment. Only a release may.',
    }));
}

/** Promotions that `promote` would have refused. A rollback goes wherever there was a release. */
function badReleases(state: PromptState, environment: Environment): readonly RuleProblem[] {
  const history = state.releases.get(environment.name)?.history ?? [];
  return history.flatMap((release, at) => {
    if (release.rollback) return strayRollback(release, history.slice(0, at));
    const problems = [unseen(state, environment, release), unapproved(state, environment, release)];
    return problems.filter(problem => problem !== undefined);
  });
}

function strayRollback(
  record: ReleaseRecord,
  before: readonly ReleaseRecord[],
): readonly RuleProblem[] {
  if (before.some(release => release.version === record.version)) return [];
  const message = `It rolls "${record.environment}" back to ${shortId(record.version)}, which was never released there before.`;
  return [{ record, code: 'nothing-to-roll-back', message }];
}

/**
 * Where a release came from is what it says itself: a pipeline that got another environment since
 * must not put its whole past in the wrong.
 */
function unseen(
  state: PromptState,
  { promoteFrom, protected: isProtected }: Environment,
  record: ReleaseRecord,
): RuleProblem | undefined {
  const source = record.from ?? promoteFrom;
  return isProtected ? neverServed(state, source, record) : undefined;
}

/** Says that a release is of a version that `source` had not served before it; any will do without one. */
export function neverServed(
  state: PromptState,
  source: string | undefined,
  record: ReleaseRecord,
): RuleProblem | undefined {
  if (source === undefined) return undefined;
  const isSeen = state.tags
    .get(source)
    ?.moves.some(
      ({ applied, record: move }) =>
        applied && move.version === record.version && standsBefore(state.records, move, record),
    );
  if (isSeen === true) return undefined;
  const message = `It released ${shortId(record.version)} to "${record.environment}", and "${source}" had never served that.`;
  return { record, code: 'environment-protected', message };
}

function unapproved(
  state: PromptState,
  { name, approvals }: Environment,
  record: ReleaseRecord,
): RuleProblem | undefined {
  const version = state.versions.get(record.version);
  if (approvals === 0 || version === undefined) return undefined;
  const people = state.approvals
    .filter(item => item.environment === name && item.version === record.version)
    .filter(item => standsBefore(state.records, item, record))
    .filter(item => isSomebodyElse(item.author, version.author))
    .map(item => personOf(item.author));
  const missing = approvals - new Set(people).size;
  if (missing <= 0) return undefined;
  const message = `It released v${version.number} to "${name}" with ${missing} approval${missing === 1 ? '' : 's'} missing.`;
  return { record, code: 'approvals-missing', message };
}
