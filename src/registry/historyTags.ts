import { LedgerError } from '../core/base/errors';
import { tagNameProblem } from '../core/base/names';
import type { RegistryConfig } from '../core/ledger/environments/registryConfig';
import { planTag, type TagPlan } from '../core/ledger/plan/tag';
import type { TagRecord } from '../core/ledger/records/records';
import type { Ledger } from './ledger';
import type { PromptSnapshot } from './model';
import { withRecord } from './written';

/** A field that does not come in as it is there, and why. */
export interface HistoryLoss {
  readonly field: string;
  readonly message: string;
}

/** What sets tags, and how far it may go. */
export interface Tagger {
  readonly ledger: Ledger;
  readonly config: RegistryConfig;
  /** A list that labels are put into which become no tags. */
  readonly losses: HistoryLoss[];
  /** Tells what it would do, and writes nothing. */
  readonly dryRun: boolean;
  /** Tags that are elsewhere here are moved, too. */
  readonly force: boolean;
}

/** A history by the places of its versions. */
export interface LabelledVersions {
  readonly labels: readonly (readonly string[])[];
  /** The id that each has here. */
  readonly ids: ReadonlyMap<number, string | undefined>;
  /** The number that each has which is new. */
  readonly numbers: ReadonlyMap<number, number>;
}

/**
 * Sets a tag for each label of a history. What can be no tag, a protected environment, a frozen tag and,
 * unless it is forced, a tag that is elsewhere here are left as they are and named. Throws `io`.
 */
export async function setLabels(
  tagger: Tagger,
  before: PromptSnapshot,
  { labels, ids, numbers }: LabelledVersions,
): Promise<readonly { readonly tag: string; readonly number: number }[]> {
  const set: { tag: string; number: number }[] = [];
  let snapshot = before;
  for (const [tag, at] of placesOf(labels)) {
    const id = ids.get(at);
    const number = numbers.get(at) ?? snapshot.state.versions.get(id ?? '')?.number;
    const move = number === undefined ? undefined : moveOf(tagger, snapshot, tag, id);
    if (number === undefined || move === undefined) continue;
    if (typeof move === 'string') {
      tagger.losses.push({ field: `versions[${at}].labels.${tag}`, message: move });
      continue;
    }
    set.push({ tag, number });
    if (tagger.dryRun) continue;
    snapshot = withRecord(snapshot, await tagger.ledger.write<TagRecord>(snapshot, move));
  }
  return set;
}

/** What sets a tag, or why it is left as it is; nothing where it is there already. */
function moveOf(
  tagger: Tagger,
  snapshot: PromptSnapshot,
  tag: string,
  id: string | undefined,
): TagPlan | string | undefined {
  const current = snapshot.state.tags.get(tag)?.version ?? undefined;
  if (current !== undefined && current === id) return undefined;
  // A version that nobody wrote, because this only tells, has no id yet.
  return problemOf(tagger, tag, current) ?? planned(tagger, snapshot, { tag, version: id ?? '' });
}

/** The place of the version that each label points at: a label is on one. */
function placesOf(labels: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(labels.flatMap((names, at) => names.map(name => [name, at] as const)));
}

/** Why a label does not become a tag. */
function problemOf(
  { config, force }: Tagger,
  tag: string,
  current: string | undefined,
): string | undefined {
  const problem = tagNameProblem(tag);
  if (problem !== undefined) return `It becomes no tag. ${problem}`;
  const environment = config.environments.find(({ name }) => name === tag);
  if (environment?.protected === true) {
    return `"${tag}" is a protected environment and stays as it is: promote the version to it.`;
  }
  if (current === undefined || force) return undefined;
  return `"${tag}" is on another version here and stays there. Move it with "tag", or with --force.`;
}

/** What is written for a tag, or why not. */
function planned(
  { config }: Tagger,
  { name, state }: PromptSnapshot,
  { tag, version }: { readonly tag: string; readonly version: string },
): TagPlan | string {
  const request = { prompt: name, tag, version, description: undefined, immutable: false };
  try {
    return planTag(state, config, request);
  } catch (error) {
    if (error instanceof LedgerError) return error.message;
    throw error;
  }
}
