import {
  eventsOf,
  isWanted,
  isWithin,
  namedEvent,
  type EventFilter,
  type EventNames,
  type LedgerEvent,
} from '../core/ledger/audit/events';
import { recordsUntil, servedBy, type ServedVersion } from '../core/ledger/audit/served';
import { damagedVersion, damageError, doubtOf } from '../core/ledger/derive/damage';
import { derivePrompt } from '../core/ledger/derive/derivePrompt';
import type { NameTable } from '../core/ledger/derive/nameTable';
import { releaseStories, type ReleaseStory } from '../core/ledger/derive/timeline';
import { LedgerError } from '../core/base/errors';
import { parseTagName } from '../core/base/names';
import { compareRecords } from '../core/ledger/records/records';
import { findEnvironment } from '../core/ledger/environments/registryConfig';
import { printChangelog, type Span } from '../core/release/releaseNotes';
import { allNames, readFolders, tableOf } from './folders';
import { promptNotFound, type Ledger } from './ledger';
import { allPrompts } from './prompts';
import type { FolderEvent, FolderRecords } from './ports';

/** Everything that happened and is wanted, newest first. Throws `io`. */
export async function events(
  ledger: Ledger,
  filter: EventFilter = {},
): Promise<readonly LedgerEvent[]> {
  const wanted = { ...filter, prompt: await currentName(ledger, filter.prompt) };
  const { told, names } = await toldEvents(ledger);
  const found = told.map(({ folder, event }) => namedEvent(folder, event, names));
  return found
    .filter(event => isWanted(event, wanted))
    .sort((left, right) => compareRecords(right, left));
}

interface Told {
  readonly told: readonly FolderEvent[];
  readonly names: EventNames;
}

/** From the index where there is one, else from the files. */
async function toldEvents(ledger: Ledger): Promise<Told> {
  const { index } = ledger.ports;
  if (index !== undefined) {
    ledger.leaveOut(index.problems());
    return { told: index.events(), names: eventNames(index.names()) };
  }
  const folders = await readFolders(ledger);
  const told = folders.flatMap(({ folder, records }) =>
    eventsOf(records).map(event => ({ folder, event })),
  );
  return { told, names: eventNames(tableOf(folders)) };
}

/** A rename lies in the folder of the new name. */
function eventNames(names: NameTable): EventNames {
  return {
    nameOf: currentNames(names),
    renamesOf: folder => names.renamesOf(names.folderOf(folder)),
  };
}

/** A folder of records by the name of its prompt now; a rename lies in the folder of the new name. */
function currentNames(names: NameTable): (folder: string) => string {
  return folder => names.nameOf(names.folderOf(folder));
}

async function currentName(
  ledger: Ledger,
  prompt: string | undefined,
): Promise<string | undefined> {
  if (prompt === undefined) return undefined;
  const { name, state } = await ledger.prompt(prompt);
  if (state.newestAt === undefined && (await ledger.ports.documents.read(name)) === undefined) {
    throw promptNotFound(name);
  }
  return name;
}

export interface ServedInput {
  /** A tag or environment. */
  readonly environment: string;
  /** Only this prompt; without it, every one. */
  readonly prompt?: string | undefined;
  /** A moment, ISO 8601; without it and `commit`, now. */
  readonly at?: string | undefined;
  /** A commit of git, by anything that git takes for one: the records that it holds decide. */
  readonly commit?: string | undefined;
}

/**
 * What an environment served at a moment or as of a commit of git, sorted by prompt; of all prompts
 * only those that it served. Together, `commit` says which records count and `at` until when.
 * A prompt whose answer may depend on a damaged record is left out, and refused where it is asked for.
 * Throws `prompt-not-found`, `invalid-name`, `record-corrupt`, and `invalid-argument` for a commit that
 * git does not know.
 */
export async function servedAt(
  ledger: Ledger,
  input: ServedInput,
): Promise<readonly ServedVersion[]> {
  const environment = parseTagName(input.environment);
  const wanted = await currentName(ledger, input.prompt);
  const { at } = input;
  const { commit } = input;
  const read = await (commit === undefined ? readFolders(ledger) : recordsOfCommit(ledger, commit));
  const nameOf = currentNames(commit === undefined ? tableOf(read) : await allNames(ledger));
  if (commit !== undefined) ledger.leaveOut(read.flatMap(({ problems }) => problems));
  const aspect = `${at === undefined ? 'served' : 'moves'} ${environment}` as const;
  const found = read.flatMap(inFolder => {
    const { folder, records, environments } = inFolder;
    const name = nameOf(folder);
    const state = derivePrompt(records, inFolder);
    const known = at === undefined ? records : recordsUntil(records, at);
    const served = servedBy(name, environment, known, environments);
    const doubt = doubtOf(state.damage, aspect) ?? damagedVersion(state, [served.version]);
    if (doubt !== undefined && name === wanted) throw damageError(name, doubt);
    return doubt === undefined ? [served] : [];
  });
  const isWantedHere = (served: ServedVersion): boolean =>
    wanted === undefined ? served.version !== null : served.prompt === wanted;
  const answer = found.filter(isWantedHere).sort(byPrompt);
  if (wanted === undefined || answer.length > 0) return answer;
  return [servedBy(wanted, environment, [])];
}

function byPrompt(left: { readonly prompt: string }, right: { readonly prompt: string }): number {
  return left.prompt < right.prompt ? -1 : 1;
}

/** The records that a commit of git holds. Throws `invalid-argument` where nothing knows git. */
export async function recordsOfCommit(
  ledger: Ledger,
  commit: string,
): Promise<readonly FolderRecords[]> {
  const { history } = ledger.ports;
  if (history !== undefined) return history.recordsAt(commit);
  throw new LedgerError(
    'invalid-argument',
    { commit },
    `Nothing here can look into git for "${commit}". Ask by time instead.`,
  );
}

export interface StoriesInput {
  readonly prompt?: string | undefined;
  readonly environment?: string | undefined;
  /** ISO 8601; both ends belong to the span. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Releases with what surrounded them, newest first. Throws `prompt-not-found`, `io`. */
export async function releases(
  ledger: Ledger,
  { prompt, environment, ...span }: StoriesInput = {},
): Promise<readonly ReleaseStory[]> {
  const wanted = await currentName(ledger, prompt);
  const prompts = wanted === undefined ? await allPrompts(ledger) : [await ledger.prompt(wanted)];
  if (wanted !== undefined) ledger.leaveOut(prompts.flatMap(({ state }) => state.damage.problems));
  const stories = prompts
    .flatMap(({ name, state }) => releaseStories(name, state, environment))
    .filter(release => isWithin(release.at, span));
  // Time is all that the releases of several prompts have in common; those of one have an order.
  return wanted === undefined
    ? stories.sort((left, right) => compareRecords(right, left))
    : stories;
}

export interface ChangelogInput extends Span {
  readonly environment: string;
}

/** The changelog of an environment over a span of time, as data and as Markdown. */
export interface EnvironmentChangelog {
  readonly environment: string;
  readonly releases: readonly ReleaseStory[];
  readonly markdown: string;
}

/** Throws `environment-not-found`, `io`. */
export async function changelog(
  ledger: Ledger,
  { environment, from, to }: ChangelogInput,
): Promise<EnvironmentChangelog> {
  const { name } = findEnvironment(await ledger.config(), environment);
  const found = await releases(ledger, { environment: name, from, to });
  return {
    environment: name,
    releases: found,
    markdown: printChangelog(name, found, { from, to }),
  };
}
