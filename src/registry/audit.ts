import {
  isWanted,
  isWithin,
  type EventFilter,
  type LedgerEvent,
} from '../core/ledger/audit/events';
import { readMoment, readSpan, type Span } from '../core/ledger/audit/moments';
import { recordsUntil, servedBy, type ServedVersion } from '../core/ledger/audit/served';
import { damagedVersion, damageError, doubtOf } from '../core/ledger/derive/damage';
import { derivePrompt } from '../core/ledger/derive/derivePrompt';
import type { NameTable } from '../core/ledger/derive/nameTable';
import type { ReleaseStory } from '../core/ledger/derive/timeline';
import { LedgerError } from '../core/base/errors';
import { parseTagName } from '../core/base/names';
import { findEnvironment } from '../core/ledger/environments/registryConfig';
import { printChangelog } from '../core/release/releaseNotes';
import { answersOf } from './answersOf';
import { readFolders, tableOf } from './folders';
import type { Ledger } from './ledger';
import type { FolderRecords } from './ports';

/** Everything that happened and is wanted, newest first. Throws what `Answers.named` and `readSpan` do. */
export async function events(
  ledger: Ledger,
  filter: EventFilter = {},
): Promise<readonly LedgerEvent[]> {
  const answers = answersOf(ledger);
  const { prompt } = filter;
  const name = prompt === undefined ? undefined : await answers.named(prompt);
  const wanted = { ...filter, ...readSpan(filter, ledger.ports.clock), prompt: name };
  return (await answers.events()).filter(event => isWanted(event, wanted));
}

/** A folder of records by the name of its prompt now; a rename lies in the folder of the new name. */
function currentNames(names: NameTable): (folder: string) => string {
  return folder => names.nameOf(names.folderOf(folder));
}

export interface ServedInput {
  /** A tag or environment. */
  readonly environment: string;
  /** Only this prompt; without it, every one. */
  readonly prompt?: string | undefined;
  /** A time as `readMoment` takes it; without it and `commit`, now. */
  readonly at?: string | undefined;
  /** A commit of git, by anything that git takes for one: the records that it holds decide. */
  readonly commit?: string | undefined;
}

/**
 * What an environment served at a moment or as of a commit of git, sorted by prompt; of all prompts
 * only those that it served. Together, `commit` says which records count and `at` until when.
 * A prompt whose answer may depend on a damaged record is left out, and refused where it is asked for.
 * Throws `prompt-not-found`, `invalid-name`, `record-corrupt`, and `invalid-argument` for a time
 * that is none and a commit that git does not know.
 */
export async function servedAt(
  ledger: Ledger,
  input: ServedInput,
): Promise<readonly ServedVersion[]> {
  const environment = parseTagName(input.environment);
  const { prompt, commit } = input;
  const { clock } = ledger.ports;
  const at = input.at === undefined ? undefined : readMoment(input.at, clock, true);
  const answers = answersOf(ledger);
  const wanted = prompt === undefined ? undefined : await answers.named(prompt);
  const read = await (commit === undefined ? readFolders(ledger) : recordsOfCommit(ledger, commit));
  const nameOf = currentNames(commit === undefined ? tableOf(read) : await answers.names());
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
  /** Times as `readMoment` takes them; both ends belong to the span. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Releases with what surrounded them, newest first. Throws what `Answers.releases` does. */
export async function releases(
  ledger: Ledger,
  { prompt, environment, ...given }: StoriesInput = {},
): Promise<readonly ReleaseStory[]> {
  const span = readSpan(given, ledger.ports.clock);
  const found = await answersOf(ledger).releases(prompt, environment);
  return found.filter(({ at }) => isWithin(at, span));
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

/** Throws `environment-not-found`, `invalid-argument`, `io`. */
export async function changelog(
  ledger: Ledger,
  { environment, ...given }: ChangelogInput,
): Promise<EnvironmentChangelog> {
  const span = readSpan(given, ledger.ports.clock);
  const { name } = findEnvironment(await ledger.config(), environment);
  const found = await releases(ledger, { environment: name, ...span });
  return {
    environment: name,
    releases: found,
    markdown: printChangelog(name, found, span),
  };
}
