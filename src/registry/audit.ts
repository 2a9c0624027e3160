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
import type { ReleaseStory } from '../core/ledger/derive/timeline';
import { parseTagName, type PromptName } from '../core/base/names';
import { findEnvironment } from '../core/ledger/environments/registryConfig';
import { printChangelog } from '../core/release/releaseNotes';
import { answersOf } from './answersOf';
import { knownPrompt } from './fileAnswers';
import type { Ledger } from './ledger';
import type { PromptSnapshot } from './model';
import { allPrompts, promptsIn } from './prompts';
import { requireHistory } from './verifySince';

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
  const { prompt } = input;
  const { clock } = ledger.ports;
  const at = input.at === undefined ? undefined : readMoment(input.at, clock, true);
  const aspect = `${at === undefined ? 'served' : 'moves'} ${environment}` as const;
  const found = (await promptsAsked(ledger, input)).flatMap(asked => {
    const { name, records, environments, state } = asked;
    const known = at === undefined ? records : recordsUntil(records, at);
    const served = servedBy(name, environment, known, environments);
    const doubt = doubtOf(state.damage, aspect) ?? damagedVersion(state, [served.version]);
    if (doubt !== undefined && prompt !== undefined) throw damageError(name, doubt);
    return doubt === undefined ? [served] : [];
  });
  return prompt === undefined ? found.filter(({ version }) => version !== null) : found;
}

type Asked = Pick<PromptSnapshot, 'name' | 'records' | 'environments' | 'state'>;

/** Every prompt or the one that is asked about, sorted by name, as the disk or a commit of git has them. */
async function promptsAsked(
  ledger: Ledger,
  { prompt, commit }: ServedInput,
): Promise<readonly Asked[]> {
  if (commit !== undefined) return promptsOfCommit(ledger, commit, prompt);
  if (prompt === undefined) return allPrompts(ledger);
  const known = await knownPrompt(ledger, prompt);
  ledger.leaveOut(known.state.damage.problems);
  return [known];
}

/** What a commit holds of every prompt or of one, by the names of now. */
async function promptsOfCommit(
  ledger: Ledger,
  commit: string,
  prompt: string | undefined,
): Promise<readonly Asked[]> {
  const answers = answersOf(ledger);
  const name = prompt === undefined ? undefined : ((await answers.named(prompt)) as PromptName);
  const { folders } = await requireHistory(ledger, commit, 'Ask by time instead.').registryAt(
    commit,
  );
  ledger.leaveOut(folders.flatMap(({ problems }) => problems));
  const all = promptsIn(folders, await answers.names());
  if (name === undefined) return all;
  const nothing = { name, records: [], state: derivePrompt([]) };
  return [all.find(found => found.name === name) ?? nothing];
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
