import { LedgerError } from '../core/base/errors';
import { withOutcome } from '../core/base/ioFailure';
import { parsePromptName } from '../core/base/names';
import { requirePlaced } from '../core/prompt/document/document';
import { normalizeSource } from '../core/prompt/document/documentSource';
import { isVersionText } from '../core/ledger/derive/versions';
import { planHistory, type HistoryPlan } from '../core/ledger/plan/history';
import type { PromptState } from '../core/ledger/derive/model';
import { MAX_NUMBER } from '../core/ledger/records/recordLimits';
import type { Author, VersionRecord } from '../core/ledger/records/records';
import { setLabels, type HistoryLoss } from './historyTags';
import { resolveIncludes } from './includes';
import type { Ledger } from './ledger';
import type { PromptSnapshot } from './model';
import { followOrWarn } from './warnings';
import { withRecord } from './written';

/** One version of a prompt that comes from elsewhere. */
export interface VersionFromElsewhere {
  readonly source: string;
  readonly message?: string | undefined;
  /** When it was made, `YYYY-MM-DDTHH:mm:ss.sssZ`; now where nobody says. */
  readonly at?: string | undefined;
  /** Who made it; whoever imports it where nobody says. */
  readonly author?: Author | undefined;
  /** What points at it there. */
  readonly labels: readonly string[];
}

/** A prompt with its versions from elsewhere, oldest first. */
export interface HistoryFromElsewhere {
  readonly prompt: string;
  readonly versions: readonly VersionFromElsewhere[];
}

/** What an import of versions did to a prompt, or would do. */
export interface HistoryResult {
  readonly prompt: string;
  /** The versions that it made, or would make, from the oldest on. */
  readonly versions: readonly { readonly number: number; readonly message: string }[];
  /** How many of its versions were here already. */
  readonly known: number;
  /** The tags that it set, or would set. */
  readonly tags: readonly { readonly tag: string; readonly number: number }[];
  readonly losses: readonly HistoryLoss[];
}

export interface HistoryOptions {
  /** Tells what it would do, and writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Tags that are elsewhere here are moved, too. */
  readonly force?: boolean | undefined;
}

/**
 * Makes versions of those of another system, in their order, with the author, time and message that each
 * has there; labels become tags. What is here already is matched by its text and order, so the same import
 * twice changes nothing. A protected environment is left as it is, and named. Throws `name-taken` for a
 * former name, `invalid-name`, `record-corrupt`; `io`, which names what was written before it.
 */
export async function importHistory(
  ledger: Ledger,
  history: HistoryFromElsewhere,
  { dryRun = false, force = false }: HistoryOptions = {},
): Promise<HistoryResult> {
  const config = await ledger.config();
  const { snapshot, versions, plan, losses } = await decide(ledger, history);
  const numbers = numbersOf(snapshot.state, plan.fresh);
  const made = plan.fresh.map(at => {
    return { number: numbers.get(at) ?? 0, message: versions[at]?.message ?? '' };
  });
  const written = dryRun ? undefined : await writeAll(ledger, snapshot, { plan, versions });
  const after = written?.snapshot ?? snapshot;
  const ids = written?.ids ?? new Map(plan.known.map((id, at) => [at, id] as const));
  const labels = versions.map(version => version.labels);
  const places = { labels, ids, numbers };
  const tags = await setLabels({ ledger, config, losses, dryRun, force }, after, places);
  const known = plan.known.filter(id => id !== undefined).length;
  return { prompt: after.name, versions: made, known, tags, losses };
}

interface Decided {
  readonly snapshot: PromptSnapshot;
  readonly versions: readonly VersionFromElsewhere[];
  readonly plan: HistoryPlan;
  readonly losses: HistoryLoss[];
}

async function decide(ledger: Ledger, history: HistoryFromElsewhere): Promise<Decided> {
  const snapshot = await ledger.prompt(parsePromptName(history.prompt));
  requireOwnName(snapshot, history.prompt);
  const losses: HistoryLoss[] = [];
  const read = history.versions.flatMap((version, at) => {
    const source = normalizeSource(version.source);
    const problem = problemOf(source);
    if (problem === undefined) return [{ ...version, source }];
    losses.push({ field: `versions[${at}]`, message: `It is left out: ${problem}` });
    return [];
  });
  const versions = withoutRepeats(read);
  const plan = planHistory(
    snapshot.state,
    versions.map(({ source }) => source),
  );
  for (const at of plan.tooOld) {
    const message = 'It is left out: it is older than a version that is here already.';
    losses.push({ field: `versions[${at}]`, message });
  }
  return { snapshot, versions, plan, losses };
}

/** What says the same as the version before it is that version: its labels are of both. */
function withoutRepeats(read: readonly VersionFromElsewhere[]): readonly VersionFromElsewhere[] {
  const found: VersionFromElsewhere[] = [];
  for (const version of read) {
    const last = found.at(-1);
    if (last?.source !== version.source) found.push(version);
    else found[found.length - 1] = { ...last, labels: [...last.labels, ...version.labels] };
  }
  return found;
}

function requireOwnName({ name }: PromptSnapshot, prompt: string): void {
  if (name === prompt) return;
  throw new LedgerError(
    'name-taken',
    { prompt, current: name },
    `"${prompt}" is a former name of "${name}". Import it under another name.`,
  );
}

/** Why a text can be no version: an old one may hold what git left of a conflict. */
function problemOf(source: string): string | undefined {
  try {
    requirePlaced(source);
    return undefined;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return error.message;
  }
}

/** The number that each version will have which is written, by its place. */
function numbersOf(
  { versions }: PromptState,
  fresh: readonly number[],
): ReadonlyMap<number, number> {
  let highest = 0;
  for (const { number } of versions.values()) highest = Math.max(highest, number);
  return new Map(fresh.map((at, index) => [at, Math.min(highest + 1 + index, MAX_NUMBER)]));
}

interface Written {
  readonly snapshot: PromptSnapshot;
  /** The id of the version here, for each place in the history. */
  readonly ids: ReadonlyMap<number, string | undefined>;
}

/** What a failure leaves behind is told, and the same import does the rest. */
async function writeAll(
  ledger: Ledger,
  before: PromptSnapshot,
  { plan, versions }: Pick<Decided, 'plan' | 'versions'>,
): Promise<Written> {
  const ids = new Map(plan.known.map((id, at) => [at, id] as const));
  const numbers = numbersOf(before.state, plan.fresh);
  let snapshot = before;
  let parents = plan.parents;
  for (const [index, at] of plan.fresh.entries()) {
    const version = versions[at];
    if (version === undefined) continue;
    try {
      const number = numbers.get(at) ?? MAX_NUMBER;
      const record = await writeVersion(ledger, snapshot, { version, parents, number });
      snapshot = withRecord(snapshot, record);
      parents = [record.id];
      ids.set(at, record.id);
    } catch (error) {
      if (!(error instanceof LedgerError) || index === 0) throw error;
      const outcome = `Imported: ${index} of ${plan.fresh.length} versions of "${before.name}". Import again to do the rest.`;
      throw withOutcome(error, outcome);
    }
  }
  if (plan.fresh.length > 0) await followDocument(ledger, before, snapshot);
  return { snapshot, ids };
}

/** Writes one version from elsewhere after its parents. Throws `io`. */
export async function writeVersion(
  ledger: Ledger,
  snapshot: PromptSnapshot,
  {
    version: { source, message = '', at, author },
    parents,
    number,
  }: {
    readonly version: VersionFromElsewhere;
    readonly parents: readonly string[];
    readonly number: number;
  },
): Promise<VersionRecord> {
  // What is not here when a version comes in is missing where it is rendered, which says so.
  const { ids: includes } = await resolveIncludes(ledger, source);
  const lines = source.split('\n');
  return ledger.write<VersionRecord>(
    snapshot,
    { kind: 'version', parents, number, message, includes, source: lines },
    { made: { author, at } },
  );
}

/** A working document that is missing, or holds what a version says, becomes the newest one. */
export async function followDocument(
  ledger: Ledger,
  before: PromptSnapshot,
  { name, state, read }: PromptSnapshot,
): Promise<void> {
  const { latest } = state;
  if (latest === undefined || state.heads.length > 1) return;
  const source = latest.source.join('\n');
  const working = await ledger.document(name);
  const isFree =
    working === undefined ||
    (working.text !== undefined && isVersionText(before.state, working.text));
  if (!isFree || working?.text === source) return;
  const behind = (error: LedgerError) => {
    const message = `The versions of "${name}" are imported; its working document still holds the text before them.`;
    return {
      code: 'document-behind' as const,
      prompt: name,
      message: withOutcome(error, message).message,
    };
  };
  await followOrWarn(ledger.warn, behind, () =>
    ledger.writeDocument(name, source, read && { name, read }),
  );
}
