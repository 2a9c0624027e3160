import { canonicalJson } from '../core/evaluation/request';
import { LedgerError } from '../core/base/errors';
import { parsePromptName } from '../core/base/names';
import { parseDocument } from '../core/prompt/document/document';
import { normalizeSource } from '../core/prompt/document/documentSource';
import { refuseDoubt } from '../core/ledger/derive/damage';
import { MAX_NUMBER } from '../core/ledger/records/recordLimits';
import { sourceText, type VersionRecord } from '../core/ledger/records/records';
import { setLabels, type HistoryLoss } from './historyTags';
import { followDocument, writeVersion, type VersionFromElsewhere } from './importHistory';
import type { Ledger } from './ledger';
import type { PromptSnapshot } from './model';
import type { Digest } from './ports';
import { withRecord } from './written';

/** A version here, and what it is on a server: one fact, which never changes. */
export interface SyncedPair {
  /** The id of the version here. */
  readonly version: string;
  /** What the server calls the version. */
  readonly there: string;
  /** `meaningOf` the version as the server gives it: numbers of deleted versions are used again there. */
  readonly meaning: string;
}

/** A version as a server gives it. */
export interface VersionThere extends VersionFromElsewhere {
  readonly there: string;
}

export interface PullInput {
  readonly prompt: string;
  /** All versions of the server, oldest first. */
  readonly versions: readonly VersionThere[];
  /** What was synced before, with this server. */
  readonly pairs: readonly SyncedPair[];
  /** Tags that are elsewhere here are moved, too. */
  readonly force?: boolean | undefined;
  /** Keeps what is synced now. Throws `io`. */
  readonly keep: (pair: SyncedPair) => Promise<void>;
}

export interface PullResult {
  readonly prompt: string;
  readonly versions: readonly { readonly number: number; readonly there: string }[];
  readonly tags: readonly { readonly tag: string; readonly number: number }[];
  readonly diverged: boolean;
  readonly losses: readonly HistoryLoss[];
}

/**
 * What a document means to a model: equal for texts that differ in their form alone. Metadata and inputs are
 * what servers know nothing of.
 */
export function meaningOf(source: string, digest: Digest): string {
  const { document } = parseDocument(normalizeSource(source));
  if (document === undefined) return digest(source);
  const { format, frontMatter, body } = document;
  const { model, parameters, tools, tool_choice, response_format } = frontMatter;
  const asked =
    body.type === 'text'
      ? [{ role: 'user', content: body.text.replace(/\n$/, '') }]
      : body.messages;
  const settings = { model, parameters, tools, tool_choice, response_format };
  return digest(canonicalJson({ format, ...settings, messages: asked }));
}

/**
 * Makes versions of those of a server that are not here. The parent of each is the version here that the one
 * before it there is: what both sides changed is a divergence, which is merged as ever. Throws `record-corrupt`,
 * `invalid-name`; `io`: what was written is kept, and the same pull does the rest.
 */
export async function pull(ledger: Ledger, input: PullInput): Promise<PullResult> {
  const config = await ledger.config();
  const before = await ledger.prompt(parsePromptName(input.prompt));
  refuseDoubt(before.name, before.state, 'heads');
  const ids = new Map<number, string>();
  const made: { number: number; there: string }[] = [];
  let snapshot = before;
  let last: string | undefined;
  for (const [at, version] of input.versions.entries()) {
    const meaning = meaningOf(version.source, ledger.ports.digest);
    const known = knownAs(snapshot, input.pairs, {
      there: version.there,
      meaning,
      digest: ledger.ports.digest,
    });
    let id = known?.id;
    if (id === undefined) {
      const number = nextNumber(snapshot);
      const parents = last === undefined ? [] : [last];
      const record = await writeVersion(ledger, snapshot, { version, parents, number });
      snapshot = withRecord(snapshot, record);
      made.push({ number, there: version.there });
      id = record.id;
    }
    if (known?.isSynced !== true) {
      await input.keep({ version: id, there: version.there, meaning });
    }
    ids.set(at, id);
    last = id;
  }
  if (made.length > 0) await followDocument(ledger, before, snapshot);
  const losses: HistoryLoss[] = [];
  const labels = input.versions.map(version => version.labels);
  const tagger = { ledger, config, losses, dryRun: false, force: input.force === true };
  const tags = await setLabels(tagger, snapshot, { labels, ids, numbers: new Map() });
  const { diverged } = snapshot.state;
  return { prompt: snapshot.name, versions: made, tags, diverged, losses };
}

/** The version here that one there is: as it was synced, else one that means the same and was not. */
function knownAs(
  { state }: PromptSnapshot,
  pairs: readonly SyncedPair[],
  { there, meaning, digest }: Pick<SyncedPair, 'there' | 'meaning'> & { readonly digest: Digest },
): { readonly id: string; readonly isSynced: boolean } | undefined {
  const synced = pairs.find(
    pair => pair.there === there && pair.meaning === meaning && state.versions.has(pair.version),
  );
  if (synced !== undefined) return { id: synced.version, isSynced: true };
  const others = new Set(pairs.map(pair => pair.version));
  const same = [...state.versions.values()].find(
    version => !others.has(version.id) && meaningOf(sourceText(version), digest) === meaning,
  );
  return same && { id: same.id, isSynced: false };
}

function nextNumber({ state }: PromptSnapshot): number {
  let highest = 0;
  for (const { number } of state.versions.values()) highest = Math.max(highest, number);
  return Math.min(highest + 1, MAX_NUMBER);
}

/** What a push makes on a server. */
export interface PushPlan {
  readonly prompt: string;
  /** The versions that are missing there, in their order. */
  readonly versions: readonly VersionRecord[];
  /** Every tag of the prompt here, with the id of its version. */
  readonly tags: readonly {
    readonly tag: string;
    readonly version: string;
    readonly isProtected: boolean;
  }[];
}

/**
 * Decides what a push makes; writes nothing. Throws `stale-parent` where the prompt has diverged, or has
 * versions there that are not here: they are merged, or pulled, first; `prompt-not-found`, `record-corrupt`.
 * @param there the versions of the server, as in `SyncedPair`
 */
export async function planPush(
  ledger: Ledger,
  {
    prompt,
    pairs,
    there,
  }: Pick<PullInput, 'prompt' | 'pairs'> & {
    readonly there: readonly Omit<SyncedPair, 'version'>[];
  },
): Promise<PushPlan> {
  const { environments } = await ledger.config();
  const { name, state } = await ledger.existing(prompt);
  refuseDoubt(name, state, 'heads');
  const isSame = (pair: SyncedPair, item: Omit<SyncedPair, 'version'>): boolean =>
    pair.there === item.there && pair.meaning === item.meaning;
  const unknown = there.filter(item => !pairs.some(pair => isSame(pair, item)));
  if (unknown.length > 0) {
    throw refused(name, `has ${unknown.length} versions there that are not here. Pull first`);
  }
  if (state.diverged) throw refused(name, 'has diverged. Merge and commit it');
  const synced = pairs.filter(pair => there.some(item => isSame(pair, item)));
  const held = new Set(synced.map(pair => pair.version));
  return {
    prompt: name,
    versions: [...state.versions.values()].filter(({ id }) => !held.has(id)),
    tags: [...state.tags].flatMap(([tag, { version }]) => {
      const isProtected = environments.some(item => item.name === tag && item.protected);
      return version === null ? [] : [{ tag, version, isProtected }];
    }),
  };
}

function refused(prompt: string, why: string): LedgerError {
  const message = `"${prompt}" ${why}, then push. Nothing was changed.`;
  return new LedgerError('stale-parent', { prompt }, message);
}
