import { requireDocument, type PromptDocument } from '../core/document';
import { LedgerError } from '../core/errors';
import {
  planPromotion,
  planRollback,
  suggestChangelog,
  type ReleasePlan,
} from '../core/plan/release';
import { resolveVersion } from '../core/plan/resolve';
import type { ApprovalRecord, ReleaseRecord, VersionRecord } from '../core/records';
import { parseReference, parseSelector } from '../core/references';
import { findEnvironment } from '../core/registryConfig';
import { releaseInfo, versionInfo, type ReleaseInfo, type VersionInfo } from '../core/shapes';
import { verdictOf, type Verdict } from '../core/verdict';
import type { Ledger, PromptSnapshot } from './ledger';

export interface PromoteInput {
  readonly prompt: string;
  readonly environment: string;
  /** The version to release, as a reference or what stands after "@"; without it, what the environment before serves. */
  readonly version?: string | undefined;
  /** Without it, the messages of the versions in between. */
  readonly changelog?: string | undefined;
}

/** What a promotion would do, before it is done. */
export interface PromotionPreview {
  readonly prompt: string;
  readonly environment: string;
  /** What is served now; `null` where nothing is. */
  readonly current: VersionInfo | null;
  readonly next: VersionInfo;
  readonly changelog: string;
  readonly verdict: Verdict;
}

interface Decision {
  readonly snapshot: PromptSnapshot;
  readonly plan: ReleasePlan;
  readonly current: VersionRecord | undefined;
  readonly next: VersionRecord;
}

/** Tells what `promote` would do. Throws what `planPromotion` does. */
export async function previewPromotion(
  ledger: Ledger,
  input: PromoteInput,
): Promise<PromotionPreview> {
  const { snapshot, current, next } = await decidePromotion(ledger, input);
  const { name, state } = snapshot;
  return {
    prompt: name,
    environment: input.environment,
    current: current === undefined ? null : versionInfo(name, state, current),
    next: versionInfo(name, state, next),
    changelog: suggestChangelog(state, current?.id, next),
    verdict: verdictBetween(current, next),
  };
}

/** Releases a version to an environment. Throws what `planPromotion` does. */
export async function promote(ledger: Ledger, input: PromoteInput): Promise<ReleaseInfo> {
  const { snapshot, plan, current, next } = await decidePromotion(ledger, input);
  const changelog = input.changelog ?? suggestChangelog(snapshot.state, current?.id, next);
  return writeRelease(ledger, snapshot, plan, {
    changelog,
    verdict: verdictBetween(current, next),
  });
}

async function decidePromotion(ledger: Ledger, input: PromoteInput): Promise<Decision> {
  const target = findEnvironment(await ledger.config(), input.environment);
  const snapshot = await ledger.prompt(input.prompt);
  const { name, state } = snapshot;
  const chosen = input.version === undefined ? undefined : selected(snapshot, input.version);
  const plan = planPromotion(name, state, target, chosen);
  return {
    snapshot,
    plan,
    current: servedVersion(snapshot, target.name),
    next: resolveVersion(name, state, { kind: 'id', prefix: plan.version }),
  };
}

export interface RollbackInput {
  readonly prompt: string;
  readonly environment: string;
  /** A version that was released there before; without it, the release below. */
  readonly to?: string | undefined;
  readonly reason: string;
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
  return writeRelease(ledger, snapshot, plan, {
    changelog: input.reason,
    verdict: verdictBetween(current, next),
  });
}

export interface ApproveInput {
  readonly ref: string;
  readonly environment: string;
  readonly note?: string | undefined;
}

/** Records that somebody agrees to a version in an environment. Throws what resolving does. */
export async function approve(ledger: Ledger, input: ApproveInput): Promise<VersionInfo> {
  const target = findEnvironment(await ledger.config(), input.environment);
  const { snapshot, version } = await ledger.version(input.ref);
  await ledger.write<ApprovalRecord>(snapshot, {
    kind: 'approval',
    environment: target.name,
    version: version.id,
    note: input.note ?? '',
  });
  return versionInfo(snapshot.name, snapshot.state, version);
}

async function writeRelease(
  ledger: Ledger,
  snapshot: PromptSnapshot,
  plan: ReleasePlan,
  { changelog, verdict }: { changelog: string; verdict: Verdict },
): Promise<ReleaseInfo> {
  const record = await ledger.write<ReleaseRecord>(snapshot, {
    ...plan,
    changelog,
    verdict: { ...verdict },
  });
  const after = await ledger.prompt(snapshot.folder);
  return releaseInfo(after.name, after.state, record);
}

function selected({ name, state }: PromptSnapshot, text: string): VersionRecord {
  const selector = text.includes('@') ? parseReference(text).selector : parseSelector(text);
  return resolveVersion(name, state, selector);
}

/** What an environment serves; `undefined` where nothing, or a version that is missing here. */
function servedVersion({ state }: PromptSnapshot, environment: string): VersionRecord | undefined {
  const id = state.tags.get(environment)?.version;
  return id === undefined || id === null ? undefined : state.versions.get(id);
}

/** Nothing can be said of a version that another writer made and that is no document here. */
const NO_VERDICT: Verdict = {
  breaking: false,
  variables: { added: [], removed: [] },
  changed: {},
};

function verdictBetween(current: VersionRecord | undefined, next: VersionRecord): Verdict {
  try {
    const before = current === undefined ? undefined : documentOf(current);
    return verdictOf(before, documentOf(next));
  } catch (error) {
    if (error instanceof LedgerError) return NO_VERDICT;
    throw error;
  }
}

function documentOf(version: VersionRecord): PromptDocument {
  return requireDocument(version.source.join('\n'));
}
