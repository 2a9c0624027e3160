import { refuseDoubt } from '../core/ledger/derive/damage';
import { LedgerError } from '../core/base/errors';
import { approvalState, requireApprovals, type ApprovalState } from '../core/ledger/plan/approvals';
import {
  experimentVerdicts,
  requireExperiments,
  type ExperimentFinding,
} from '../core/ledger/plan/experimentGate';
import { requireGates } from '../core/ledger/plan/gates';
import {
  allowedBy,
  planPromotion,
  planRollback,
  rollbackTargets,
  suggestChangelog,
  type ReleasePlan,
} from '../core/ledger/plan/release';
import { resolveVersion } from '../core/ledger/plan/resolve';
import type {
  ApprovalRecord,
  Author,
  ReleaseRecord,
  VersionRecord,
} from '../core/ledger/records/records';
import { parseReference, parseSelector } from '../core/base/references';
import { findEnvironment, type Environment } from '../core/ledger/environments/registryConfig';
import { releaseInfo, versionInfo } from '../core/ledger/derive/shapes';
import { answersOf } from './answersOf';
import type { Promotion } from './experimentSources';
import { judge } from './judge';
import type { ApproveInput, PromoteInput, RollbackInput } from './inputs';
import type { Ledger } from './ledger';
import { withRecord } from './written';
import type { Verdict } from '../core/ledger/records/verdict';
import type { ReleaseInfo, VersionInfo } from '../core/ledger/derive/model';
import type { PromptSnapshot } from './model';

/** What a promotion would do, before it is done. */
export interface PromotionPreview {
  readonly prompt: string;
  readonly environment: string;
  /** What is served now; `null` where nothing is. */
  readonly current: VersionInfo | null;
  readonly next: VersionInfo;
  readonly changelog: string;
  readonly verdict: Verdict;
  readonly approvals: ApprovalState;
  /** Why `promote` would refuse it now: approvals, gates or experiments. */
  readonly refusal: LedgerError | null;
}

interface Decision {
  readonly target: Environment;
  readonly snapshot: PromptSnapshot;
  readonly plan: ReleasePlan;
  readonly current: VersionRecord | undefined;
  readonly next: VersionRecord;
  readonly verdict: Verdict;
  readonly experiments: readonly ExperimentFinding[];
}

/**
 * Tells what `promote` would do, and why it would refuse for want of approvals, a gate or an experiment.
 * Throws what `planPromotion` does.
 */
export async function previewPromotion(
  ledger: Ledger,
  input: PromoteInput,
): Promise<PromotionPreview> {
  const decision = await decidePromotion(ledger, input);
  const { snapshot, current, next, verdict, target } = decision;
  const { name, state } = snapshot;
  const approvals = await approvalsOf(ledger, decision);
  return {
    prompt: name,
    environment: target.name,
    current: current === undefined ? null : versionInfo(name, state, current),
    next: versionInfo(name, state, next),
    changelog: suggestChangelog(state, current?.id, next),
    verdict,
    approvals,
    refusal: refusalOf(decision, approvals),
  };
}

/**
 * Releases a version to an environment. Throws what `planPromotion`, `requireApprovals`, `requireGates` and
 * `requireExperiments` do.
 */
export async function promote(ledger: Ledger, input: PromoteInput): Promise<ReleaseInfo> {
  const decision = await decidePromotion(ledger, input);
  const { snapshot, plan, current, next, verdict } = decision;
  const refusal = refusalOf(decision, await approvalsOf(ledger, decision));
  if (refusal !== null) throw refusal;
  const changelog = input.changelog ?? suggestChangelog(snapshot.state, current?.id, next);
  return writeRelease(ledger, snapshot, plan, { changelog, verdict });
}

async function decidePromotion(ledger: Ledger, input: PromoteInput): Promise<Decision> {
  const target = findEnvironment(await ledger.config(), input.environment);
  const snapshot = await ledger.prompt(input.prompt);
  const { name, state } = snapshot;
  const chosen = input.version === undefined ? undefined : selected(snapshot, input.version);
  const plan = planPromotion(name, state, target, chosen);
  const current = servedVersion(snapshot, target.name);
  const next = resolveVersion(name, state, { kind: 'id', prefix: plan.version });
  const judged = await judge(ledger, { prompt: name, target, current, next });
  const experiments = await findingsOf(ledger, { snapshot, target, next });
  const said = experimentVerdicts(experiments);
  const verdict = said === undefined ? judged : { ...judged, experiments: said };
  return { target, snapshot, plan, current, next, verdict, experiments };
}

/** Nobody is let through for want of somebody who can look. Nothing is looked at where nothing is asked. */
async function findingsOf(
  ledger: Ledger,
  promotion: Promotion,
): Promise<readonly ExperimentFinding[]> {
  const { experiments } = promotion.target;
  if (experiments.length === 0) return [];
  const { findExperiments } = ledger.ports;
  if (findExperiments !== undefined) return findExperiments(ledger, promotion);
  return experiments.map(gate => ({ gate, isAsked: true, unknown: CANNOT_LOOK, runs: [] }));
}

const CANNOT_LOOK =
  'this program cannot look at experiments. Promote on the command line or in VS Code.';

async function approvalsOf(
  ledger: Ledger,
  { target, snapshot, next }: Decision,
): Promise<ApprovalState> {
  // Who could approve matters only where somebody has to.
  const people = target.approvals === 0 ? [] : await answersOf(ledger).people();
  return approvalState(snapshot.state, target, next, people);
}

function refusalOf(
  { snapshot, target, next, verdict, experiments }: Decision,
  approvals: ApprovalState,
): LedgerError | null {
  try {
    requireGates(snapshot.name, target, next, verdict);
    requireExperiments({ prompt: snapshot.name, target, version: next }, experiments);
    requireApprovals(snapshot.name, target, next, approvals);
    return null;
  } catch (error) {
    if (error instanceof LedgerError) return error;
    throw error;
  }
}

/** One version that an environment can go back to. */
export interface RollbackPreview {
  readonly version: VersionInfo;
  readonly verdict: Verdict;
}

/**
 * What a rollback of an environment can go to, nearest first, with what each would change for
 * callers. None where there is nothing to go back to. Throws `environment-not-found`.
 */
export async function previewRollback(
  ledger: Ledger,
  input: Pick<RollbackInput, 'prompt' | 'environment'>,
): Promise<readonly RollbackPreview[]> {
  const target = findEnvironment(await ledger.config(), input.environment);
  const snapshot = await ledger.prompt(input.prompt);
  const { name, state } = snapshot;
  refuseDoubt(name, state, `moves ${target.name}`, 'versions');
  const current = servedVersion(snapshot, target.name);
  const previews = rollbackTargets(state, target.name).map(async next => ({
    version: versionInfo(name, state, next),
    verdict: await judge(ledger, { prompt: name, target, current, next }),
  }));
  return Promise.all(previews);
}

/** Releases what an environment served before. Throws what `planRollback` does, and `invalid-argument` without a reason. */
export async function rollback(ledger: Ledger, input: RollbackInput): Promise<ReleaseInfo> {
  const target = findEnvironment(await ledger.config(), input.environment);
  const snapshot = await ledger.prompt(input.prompt);
  const { name, state } = snapshot;
  if (input.reason.trim() === '') {
    throw new LedgerError(
      'invalid-argument',
      { prompt: name, environment: target.name },
      'A rollback needs a reason: it tells the next person why the version was taken back.',
    );
  }
  const chosen = input.to === undefined ? undefined : selected(snapshot, input.to);
  const plan = planRollback(name, state, target, chosen);
  const current = servedVersion(snapshot, target.name);
  const next = resolveVersion(name, state, { kind: 'id', prefix: plan.version });
  const verdict = await judge(ledger, { prompt: name, target, current, next });
  return writeRelease(ledger, snapshot, plan, { changelog: input.reason, verdict });
}

/** Records that somebody agrees to a version in an environment. Throws what resolving does. */
export async function approve(ledger: Ledger, input: ApproveInput): Promise<VersionInfo> {
  const target = findEnvironment(await ledger.config(), input.environment);
  const { snapshot, version } = await ledger.version(input.ref);
  const plan = { environment: target.name, version: version.id, note: input.note ?? '' };
  // Later than the others, or saying the same twice in a millisecond would be one record.
  const others = allowedBy(snapshot.state, { ...plan, from: null });
  await ledger.write<ApprovalRecord>(snapshot, { kind: 'approval', ...plan }, { after: others });
  return versionInfo(snapshot.name, snapshot.state, version);
}

/** How the approvals of a version for an environment stand. Throws what resolving does. */
export async function approvals(
  ledger: Ledger,
  input: Pick<ApproveInput, 'ref' | 'environment'>,
): Promise<ApprovalState & { readonly author: Author }> {
  const target = findEnvironment(await ledger.config(), input.environment);
  const { snapshot, version } = await ledger.version(input.ref);
  refuseDoubt(snapshot.name, snapshot.state, 'facts');
  const people = await answersOf(ledger).people();
  return { ...approvalState(snapshot.state, target, version, people), author: version.author };
}

async function writeRelease(
  ledger: Ledger,
  snapshot: PromptSnapshot,
  plan: ReleasePlan,
  { changelog, verdict }: { changelog: string; verdict: Verdict },
): Promise<ReleaseInfo> {
  const record = await ledger.write<ReleaseRecord>(
    snapshot,
    { ...plan, changelog, verdict: { ...verdict } },
    { after: allowedBy(snapshot.state, plan) },
  );
  const after = withRecord(snapshot, record);
  return releaseInfo(after.name, after.state, record);
}

function selected({ name, state }: PromptSnapshot, text: string): VersionRecord {
  const selector = text.includes('@') ? parseReference(text).selector : parseSelector(text);
  return resolveVersion(name, state, selector);
}

/** What an environment serves; `undefined` where nothing, or a version that is missing here. */
export function servedVersion(
  { state }: Pick<PromptSnapshot, 'state'>,
  environment: string,
): VersionRecord | undefined {
  const id = state.tags.get(environment)?.version;
  return id === undefined || id === null ? undefined : state.versions.get(id);
}
