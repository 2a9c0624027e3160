import { LedgerError } from '../core/base/errors';
import { withOutcome } from '../core/base/ioFailure';
import { sourceText } from '../core/ledger/records/records';
import { lost, type Loss } from '../interop/loss';
import type { Ledger } from '../registry/ledger';
import type { Registry } from '../registry/registry';
import { meaningOf, planPush, type PullResult, type SyncedPair } from '../registry/syncing';
import { keepPair, readPairs } from '../store/remoteFiles';
import type { PromptThere, RemoteServer, VersionsThere } from './server';

/** A registry and the server that it is synced with. */
export interface Synced {
  readonly root: string;
  readonly ledger: Ledger;
  readonly registry: Registry;
  /** The name of the remote. */
  readonly remote: string;
  readonly server: RemoteServer;
}

/** What a push made there. */
export interface PushResult {
  readonly prompt: string;
  readonly versions: readonly { readonly number: number; readonly there: string }[];
  readonly labels: readonly { readonly label: string; readonly there: string }[];
  /** Labels of protected environments that were not moved: nobody said that they may. */
  readonly held: readonly string[];
  readonly losses: readonly Loss[];
}

/** How a prompt stands on both sides. */
export interface SyncStatus {
  readonly prompt: string;
  /** Versions there that are not here. */
  readonly toPull: number;
  /** Versions here that are not there. */
  readonly toPush: number;
}

/** The prompts of both sides that were asked for; all there, where nobody said which. */
export async function chosenThere(
  { server }: Synced,
  prompts: readonly string[],
): Promise<readonly PromptThere[]> {
  const all = await server.prompts();
  if (prompts.length === 0) return all;
  return prompts.map(prompt => {
    const found = all.find(item => item.prompt === prompt);
    return found ?? { prompt, there: server.nameOf(prompt) };
  });
}

/** Makes versions of those there that are not here. Throws what `Registry.pull` and the server do. */
export async function pullPrompt(
  synced: Synced,
  prompt: PromptThere,
  { force = false }: { readonly force?: boolean | undefined } = {},
): Promise<PullResult> {
  const { root, registry, remote } = synced;
  const { versions, losses } = await synced.server.versions(prompt);
  if (versions.length === 0) throw nothingThere(synced, prompt);
  const { folder, pairs } = await pairsOf(synced, prompt.prompt);
  const keep = (pair: SyncedPair): Promise<void> => keepPair(root, { remote, folder }, pair);
  const done = await registry.pull({ prompt: prompt.prompt, versions, pairs, force, keep });
  return { ...done, losses: [...losses, ...done.losses] };
}

/**
 * Makes there what is missing, in order, then moves the labels that are tags here. A label of a protected
 * environment is moved only with `yes`, and named otherwise. Throws what `planPush` and the server do; what
 * was made before is said, and the same push does the rest.
 */
export async function pushPrompt(
  synced: Synced,
  prompt: PromptThere,
  { yes = false }: { readonly yes?: boolean | undefined } = {},
): Promise<PushResult> {
  const { root, ledger, remote, server } = synced;
  const before = await server.versions(prompt);
  const { folder, pairs } = await pairsOf(synced, prompt.prompt);
  const there = before.versions.map(version => meaningThere(synced, version));
  const plan = await planPush(ledger, { prompt: prompt.prompt, pairs, there });
  const made: { number: number; there: string }[] = [];
  const losses: Loss[] = [];
  const places = new Map(
    pairs
      .filter(pair => there.some(item => item.there === pair.there))
      .map(pair => [pair.version, pair.there]),
  );
  for (const version of plan.versions) {
    try {
      const answer = await server.create(prompt, sourceText(version), version.message);
      const { there: id } = answer.version;
      made.push({ number: version.number, there: id });
      places.set(version.id, id);
      losses.push(
        ...answer.losses.map(({ field, message }) => lost(`v${version.number}.${field}`, message)),
      );
      const pair = { ...meaningThere(synced, answer.version), version: version.id };
      await keepPair(root, { remote, folder }, pair);
    } catch (error) {
      if (!(error instanceof LedgerError) || made.length === 0) throw error;
      const numbers = made.map(({ number }) => `v${number}`).join(', ');
      throw withOutcome(
        error,
        `Pushed: ${numbers} of "${plan.prompt}". Push again to do the rest.`,
      );
    }
  }
  const moved = await moveLabels(synced, prompt, { tags: plan.tags, places, before, yes });
  return {
    prompt: plan.prompt,
    versions: made,
    labels: moved.labels,
    held: moved.held,
    losses: [...losses, ...moved.losses],
  };
}

interface Moving {
  readonly tags: Awaited<ReturnType<typeof planPush>>['tags'];
  /** What each version here is called there. */
  readonly places: ReadonlyMap<string, string>;
  readonly before: VersionsThere;
  readonly yes: boolean;
}

async function moveLabels(
  { server }: Synced,
  prompt: PromptThere,
  { tags, places, before, yes }: Moving,
): Promise<Pick<PushResult, 'labels' | 'held' | 'losses'>> {
  const labels: { label: string; there: string }[] = [];
  const held: string[] = [];
  const losses: Loss[] = [];
  for (const { tag, version, isProtected } of tags) {
    const there = places.get(version);
    const is = before.versions.find(item => item.labels.includes(tag))?.there;
    if (there === undefined || there === is) continue;
    const problem = server.labelProblem(tag);
    if (problem !== undefined) losses.push(lost(`tags.${tag}`, problem));
    else if (isProtected && !yes) held.push(tag);
    else {
      await server.label(prompt, there, tag);
      labels.push({ label: tag, there });
    }
  }
  return { labels, held, losses };
}

/** How a prompt stands on both sides; changes nothing. Throws what the server does. */
export async function syncStatus(synced: Synced, prompt: PromptThere): Promise<SyncStatus> {
  const { versions } = await synced.server.versions(prompt);
  const { pairs, here } = await pairsOf(synced, prompt.prompt);
  const there = versions.map(version => meaningThere(synced, version));
  const isKnown = ({ there: id, meaning }: Omit<SyncedPair, 'version'>): SyncedPair | undefined =>
    pairs.find(pair => pair.there === id && pair.meaning === meaning);
  const held = new Set(there.flatMap(item => isKnown(item)?.version ?? []));
  return {
    prompt: prompt.prompt,
    toPull: there.filter(item => isKnown(item) === undefined).length,
    toPush: here.filter(id => !held.has(id)).length,
  };
}

function meaningThere(
  { ledger }: Synced,
  { there, source }: { readonly there: string; readonly source: string },
): Omit<SyncedPair, 'version'> {
  return { there, meaning: meaningOf(source, ledger.ports.digest) };
}

/** What was synced before; a pair whose version is gone says nothing. */
async function pairsOf(
  { root, ledger, remote }: Synced,
  prompt: string,
): Promise<{ folder: string; pairs: readonly SyncedPair[]; here: readonly string[] }> {
  const { folder, state } = await ledger.prompt(prompt);
  const pairs = await readPairs(root, remote, folder);
  const here = [...state.versions.keys()];
  return { folder, pairs: pairs.filter(({ version }) => state.versions.has(version)), here };
}

function nothingThere({ remote }: Synced, { prompt, there }: PromptThere): LedgerError {
  const message = `"${remote}" has no prompt "${there}". Push it, or check the name.`;
  return new LedgerError('prompt-not-found', { prompt, remote }, message);
}
