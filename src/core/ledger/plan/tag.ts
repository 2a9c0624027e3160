import type { TagState } from '../derive/tags';
import { refuseDoubt } from '../derive/damage';
import { LedgerError } from '../../base/errors';
import type { TagRecord } from '../records/records';
import type { RegistryConfig } from '../environments/registryConfig';
import { namedAtMost } from './named';
import { shortId } from './resolve';
import type { PromptState } from '../derive/model';

/** A tag that somebody wants to set, move, or (`version: null`) remove. */
export interface TagRequest {
  readonly prompt: string;
  readonly tag: string;
  readonly version: string | null;
  /** `undefined` keeps what the tag said before. */
  readonly description: string | undefined;
  readonly immutable: boolean;
}

/** What a tag record says besides who and when. */
export type TagPlan = Pick<
  TagRecord,
  'kind' | 'tag' | 'version' | 'previous' | 'description' | 'immutable'
>;

/**
 * Decides what tagging writes. Throws `environment-protected`, `tag-immutable`, `invalid-argument`
 * for an immutable environment, `tag-not-found` for a removal of what is not there, and `record-corrupt`
 * where the tag may depend on a damaged record.
 */
export function planTag(state: PromptState, config: RegistryConfig, request: TagRequest): TagPlan {
  const { prompt, tag } = request;
  const current = state.tags.get(tag);
  refuseEnvironment(config, request);
  refuseDoubt(prompt, state, `served ${tag}`, `tips ${tag}`);
  const isConfirmed = current !== undefined && confirms(current, request);
  if (current?.immutable === true && !isConfirmed) throw immutableTag(request, current);
  if (request.version === null) refuseAbsent(request, current);
  return {
    kind: 'tag',
    tag: request.tag,
    version: request.version,
    previous: previousOf(current),
    description: request.description ?? describedAs(current),
    immutable: request.immutable || isConfirmed,
  };
}

/** Names the version that a frozen tag has, where others moved it meanwhile: that ends it. */
function confirms({ immutable, diverged, version }: TagState, request: TagRequest): boolean {
  return immutable && diverged && version !== null && request.version === version;
}

function describedAs(current: TagState | undefined): string {
  return current?.served.kind === 'tag' ? current.served.description : '';
}

function refuseAbsent({ prompt, tag }: TagRequest, current: TagState | undefined): void {
  const isThere = current !== undefined && (current.version !== null || current.diverged);
  if (isThere) return;
  throw new LedgerError(
    'tag-not-found',
    { prompt, tag },
    `"${prompt}" has no tag "${tag}" to remove.`,
  );
}

/** The records of the tag that nothing replaced yet: what the next move replaces. */
export function previousOf(current: TagState | undefined): readonly string[] {
  return namedAtMost(current?.tips.map(tip => tip.id) ?? []);
}

function refuseEnvironment(config: RegistryConfig, { prompt, tag, immutable }: TagRequest): void {
  const environment = config.environments.find(({ name }) => name === tag);
  if (environment?.protected === true) {
    throw new LedgerError(
      'environment-protected',
      { prompt, environment: tag },
      `"${tag}" is protected: only a release moves it. Promote a version to it, or roll it back.`,
    );
  }
  if (environment !== undefined && immutable) {
    throw new LedgerError(
      'invalid-argument',
      { prompt, environment: tag },
      `"${tag}" is an environment, and an environment can always move. Use another name for a tag that must not.`,
    );
  }
}

function immutableTag({ prompt, tag }: TagRequest, { version, diverged }: TagState): LedgerError {
  const end =
    diverged && version !== null
      ? ` To end that others moved it meanwhile, tag ${shortId(version)}, which it is, with it again.`
      : '';
  return new LedgerError(
    'tag-immutable',
    { prompt, tag, version },
    `The tag "${tag}" of "${prompt}" is immutable. Choose another name.${end}`,
  );
}
