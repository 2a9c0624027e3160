import type { Author, ReleaseRecord } from '../records/records';
import type { Environment } from '../environments/registryConfig';
import type { TagState } from './tags';
import { ancestorsOf } from './versions';
import type { PromptState } from './model';

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

/** What each environment serves of a prompt, in the order of the pipeline. */
export function deploymentsOf(
  prompt: string,
  state: PromptState,
  environments: readonly Environment[],
): readonly Deployment[] {
  const reached = new Map(
    environments.flatMap(({ name }) => {
      const version = state.tags.get(name)?.version;
      if (version === undefined || version === null) return [];
      return [[name, ancestorsOf(state.versions, version)] as const];
    }),
  );
  const distance = (from: string, to: string): readonly Distance[] => {
    const here = reached.get(from);
    const there = reached.get(to);
    if (here === undefined || there === undefined) return [];
    const ahead = [...here].filter(id => !there.has(id)).length;
    const behind = [...there].filter(id => !here.has(id)).length;
    return [{ environment: to, ahead, behind }];
  };
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

function servedIn(
  state: PromptState,
  tag: TagState | undefined,
): Pick<Deployment, 'version' | 'number' | 'at' | 'author' | 'by' | 'diverged'> {
  if (tag === undefined) {
    return { version: null, number: null, at: null, author: null, by: null, diverged: false };
  }
  const { served, version, diverged } = tag;
  const number = version === null ? null : (state.versions.get(version)?.number ?? null);
  const by = served.kind === 'tag' ? 'tag' : served.rollback ? 'rollback' : 'promotion';
  return { version, number, at: served.at, author: served.author, by, diverged };
}

function lastRelease(state: PromptState, environment: string): Deployment['released'] {
  const last = state.releases.get(environment)?.history.at(-1);
  if (last === undefined) return null;
  const { id, at, author, changelog } = last;
  return { id, at, author, changelog };
}
