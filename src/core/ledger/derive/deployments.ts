import type { Author, ReleaseRecord, TagRecord, VersionRecord } from '../records/records';
import type { RecordProblem } from '../records/recordFile';
import type { Environment } from '../environments/registryConfig';
import { doubtOf, type Doubts } from './damage';
import { ancestorsOf } from './versions';

/** How what an environment serves compares with what another one serves. */
export interface Distance {
  readonly environment: string;
  /** Versions that this one has and the other has not. */
  readonly ahead: number;
  /** Versions that the other has and this one has not. */
  readonly behind: number;
}

/** What one environment serves of one prompt. */
export interface Deployment {
  readonly prompt: string;
  readonly environment: string;
  /** `null` where it serves nothing, or nothing any more. */
  readonly version: string | null;
  /** `null` where it serves nothing, or the version is missing here. */
  readonly number: number | null;
  /** When it came to serve this, and by whom; `null` where it never served anything. */
  readonly at: string | null;
  readonly author: Author | null;
  /** How it came to serve this: a promotion, a rollback, or a plain tag. */
  readonly by: 'promotion' | 'rollback' | 'tag' | null;
  /** The last release, whether or not it still counts. */
  readonly released: Pick<ReleaseRecord, 'id' | 'at' | 'author' | 'changelog'> | null;
  readonly diverged: boolean;
  /** Compared with the environment that promotions come from; `null` where one serves nothing. */
  readonly from: Distance | null;
  /** Compared with those that promotions go to, in the order of the pipeline. */
  readonly to: readonly Distance[];
}

/** What every environment serves of one prompt, in the order of the pipeline. */
export interface PromptDeployments {
  readonly prompt: string;
  readonly deployments: readonly Deployment[];
  /** Why nothing is said of it: a record file that the answer may depend on. */
  readonly problem?: RecordProblem;
}

type Served =
  | Pick<TagRecord, 'kind' | 'at' | 'author'>
  | Pick<ReleaseRecord, 'kind' | 'at' | 'author' | 'rollback'>;

/** What a tag serves, and how it came to it. */
export interface ServingTag {
  readonly served: Served;
  readonly version: string | null;
  readonly diverged: boolean;
}

type Release = NonNullable<Deployment['released']>;

/** What deployments follow from: a state, or as much of one as is asked for. */
export interface DeployedState {
  readonly archived: boolean;
  readonly versions: {
    readonly size: number;
    get(id: string): Pick<VersionRecord, 'number' | 'parents'> | undefined;
  };
  readonly tags: { get(tag: string): ServingTag | undefined };
  readonly releases: {
    get(environment: string): { readonly history: readonly Release[] } | undefined;
  };
  readonly damage: Doubts;
}

/** What each environment serves of a prompt; nothing of one that is archived or has no version. */
export function promptDeployments(
  prompt: string,
  state: DeployedState,
  environments: readonly Environment[],
): PromptDeployments {
  const tags = environments.flatMap(({ name }) => [`served ${name}`, `moves ${name}`] as const);
  const problem = doubtOf(state.damage, 'versions', 'facts', ...tags);
  if (problem !== undefined) return { prompt, deployments: [], problem };
  const isShown = state.versions.size > 0 && !state.archived;
  return { prompt, deployments: isShown ? deploymentsOf(prompt, state, environments) : [] };
}

/**
 * Whether an environment serves something else of a prompt than the one before it, or may: then what
 * is asked next says why not.
 */
export function isServedDifferently(
  { tags, damage }: Pick<DeployedState, 'tags' | 'damage'>,
  from: string,
  to: string,
): boolean {
  if (doubtOf(damage, `served ${from}`, `served ${to}`) !== undefined) return true;
  const source = tags.get(from)?.version ?? null;
  const current = tags.get(to);
  return source !== null && (current?.version !== source || current.diverged);
}

/** What each environment serves of a prompt, in the order of the pipeline. */
export function deploymentsOf(
  prompt: string,
  state: Omit<DeployedState, 'archived' | 'damage'>,
  environments: readonly Environment[],
): readonly Deployment[] {
  const distance = distances(state);
  return environments.map(({ name, promoteFrom }) => ({
    prompt,
    environment: name,
    ...servedIn(state, state.tags.get(name)),
    released: lastRelease(state, name),
    from: (promoteFrom === undefined ? [] : distance(name, promoteFrom))[0] ?? null,
    to: environments
      .filter(other => other.promoteFrom === name)
      .flatMap(other => distance(name, other.name)),
  }));
}

/** Tells how two environments compare. Looks at the history only where they serve different versions. */
function distances({
  tags,
  versions,
}: Pick<DeployedState, 'tags' | 'versions'>): (from: string, to: string) => readonly Distance[] {
  const reached = new Map<string, ReadonlySet<string>>();
  const reachedFrom = (version: string): ReadonlySet<string> => {
    const known = reached.get(version) ?? ancestorsOf(versions, version);
    reached.set(version, known);
    return known;
  };
  return (from, to) => {
    const here = tags.get(from)?.version ?? null;
    const there = tags.get(to)?.version ?? null;
    if (here === null || there === null) return [];
    if (here === there) return [{ environment: to, ahead: 0, behind: 0 }];
    const ours = reachedFrom(here);
    const theirs = reachedFrom(there);
    const ahead = [...ours].filter(id => !theirs.has(id)).length;
    const behind = [...theirs].filter(id => !ours.has(id)).length;
    return [{ environment: to, ahead, behind }];
  };
}

function servedIn(
  { versions }: Pick<DeployedState, 'versions'>,
  tag: ServingTag | undefined,
): Pick<Deployment, 'version' | 'number' | 'at' | 'author' | 'by' | 'diverged'> {
  if (tag === undefined) {
    return { version: null, number: null, at: null, author: null, by: null, diverged: false };
  }
  const { served, version, diverged } = tag;
  const number = version === null ? null : (versions.get(version)?.number ?? null);
  const by = served.kind === 'tag' ? 'tag' : served.rollback ? 'rollback' : 'promotion';
  return { version, number, at: served.at, author: served.author, by, diverged };
}

function lastRelease(
  { releases }: Pick<DeployedState, 'releases'>,
  environment: string,
): Deployment['released'] {
  const last = releases.get(environment)?.history.at(-1);
  if (last === undefined) return null;
  const { id, at, author, changelog } = last;
  return { id, at, author, changelog };
}
