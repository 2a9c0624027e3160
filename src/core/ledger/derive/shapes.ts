import type { ReleaseRecord, VersionRecord } from '../records/records';
import { LedgerError } from '../../base/errors';
import { withArchivedOver } from './archived';
import { doubtOf } from './damage';
import { movedTag, type TagMove, type TagState } from './tags';
import { compareText } from '../../base/textOrder';
import type {
  PromptState,
  VersionInfo,
  TagInfo,
  TagMoveInfo,
  ReleaseInfo,
  DocumentState,
  PromptInfo,
  StatusInfo,
  Page,
} from './model';

/** What a status says of a prompt in a list. */
export function statusInfo(info: PromptInfo): StatusInfo {
  const { prompt, state, diverged, contested, archivedOver, documentAt, problem } = info;
  return {
    ...{ prompt, state, diverged },
    ...(contested && { contested }),
    ...(archivedOver && { archivedOver }),
    ...(documentAt !== undefined && { documentAt }),
    ...(problem && { problem }),
  };
}

/**
 * One page of a list. Throws `invalid-argument` for an `after` that the list does not hold: whoever
 * pages would take an empty answer for the end.
 */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  { limit, after }: Page = {},
): readonly T[] {
  const index = after === undefined ? -1 : items.findIndex(item => item.id === after);
  if (after !== undefined && index < 0) {
    throw new LedgerError(
      'invalid-argument',
      { after },
      `The list has no item with the id "${after}". Ask for what follows the whole id of an item, or from the start.`,
    );
  }
  return items.slice(index + 1, limit === undefined ? undefined : index + 1 + limit);
}

/** A prompt that is called `prompt` now and whose working document stands so. */
export function promptInfo(
  prompt: string,
  state: PromptState,
  documentState: DocumentState,
): PromptInfo {
  const { description, labels, archived, diverged, damage } = state;
  const latest = doubtOf(damage, 'latest') === undefined ? state.latest : undefined;
  const problem = damage.unreadable ?? damage.problems[0];
  const over = state.archiveDivergence?.heads ?? [];
  const info = {
    prompt,
    description,
    labels: [...new Set(labels)].sort(compareText),
    archived,
    versions: damage.unreadable === undefined ? state.versions.size : 0,
    latest: latest === undefined ? null : versionInfo(prompt, state, latest),
    tags: tagInfos(prompt, state),
    state: documentState,
    diverged,
    ...(problem && { problem }),
  };
  return withArchivedOver(
    info,
    over.map(({ id, number }) => ({ id, number })),
  );
}

/** The versions of a prompt, newest first, without their sources. Throws `invalid-argument`, as `pageOf`. */
export function versionInfos(
  prompt: string,
  state: PromptState,
  page: Page = {},
): readonly VersionInfo[] {
  const newestFirst = [...state.versions.values()].reverse();
  return pageOf(newestFirst, page).map(version => versionInfo(prompt, state, version));
}

/** A version of a prompt that is called `prompt` now. */
export function versionInfo(
  prompt: string,
  state: PromptState,
  record: VersionRecord,
): VersionInfo {
  return {
    id: record.id,
    prompt,
    number: record.number,
    parents: record.parents,
    message: record.message,
    author: record.author,
    at: record.at,
    tags: [...state.tags.values()]
      .filter(tag => tag.version === record.id && isSure(state, tag))
      .map(tag => tag.tag)
      .sort(compareText),
    head: state.heads.some(head => head.id === record.id),
  };
}

/** Where a tag points now. */
export function tagInfo(prompt: string, state: PromptState, tag: TagState): TagInfo {
  const { served, version, immutable, diverged } = tag;
  return {
    id: served.id,
    prompt,
    tag: tag.tag,
    version,
    number: numberOf(state, version),
    description: served.kind === 'tag' ? served.description : '',
    immutable,
    diverged,
    at: served.at,
    author: served.author,
  };
}

/** Whether what a tag points at depends on no record file that says nothing. */
export function isSure({ damage }: PromptState, { tag }: TagState): boolean {
  return doubtOf(damage, `served ${tag}`, `tips ${tag}`) === undefined;
}

/**
 * The tags that point somewhere, or that nobody could agree on, sorted by name; without those that may
 * depend on a damaged record.
 */
export function tagInfos(prompt: string, state: PromptState): readonly TagInfo[] {
  return [...state.tags.values()]
    .filter(tag => (tag.version !== null || tag.diverged) && isSure(state, tag))
    .sort((left, right) => compareText(left.tag, right.tag))
    .map(tag => tagInfo(prompt, state, tag));
}

/** Every move of a tag, newest first. */
export function tagMoveInfos(
  prompt: string,
  state: PromptState,
  tag: TagState,
): readonly TagMoveInfo[] {
  const tips = new Set(tag.tips.map(tip => tip.id));
  const toInfo = ({ record, applied }: TagMove): TagMoveInfo => ({
    id: record.id,
    prompt,
    tag: movedTag(record),
    version: record.version,
    number: numberOf(state, record.version),
    description: record.kind === 'tag' ? record.description : '',
    immutable: record.kind === 'tag' && record.immutable,
    diverged: tag.diverged && tips.has(record.id),
    at: record.at,
    author: record.author,
    kind: record.kind,
    applied,
  });
  return tag.moves.map(toInfo).reverse();
}

/** Every move of the tags of a prompt, or of one of them, newest first. */
export function moveInfos(
  prompt: string,
  state: PromptState,
  tag?: string,
): readonly TagMoveInfo[] {
  const places = new Map([...state.records.keys()].map((id, place) => [id, place]));
  return [...state.tags.values()]
    .filter(item => tag === undefined || item.tag === tag)
    .flatMap(item => tagMoveInfos(prompt, state, item))
    .sort((left, right) => (places.get(right.id) ?? 0) - (places.get(left.id) ?? 0));
}

/** One release. */
export function releaseInfo(
  prompt: string,
  state: PromptState,
  record: ReleaseRecord,
): ReleaseInfo {
  const tag = state.tags.get(record.environment);
  const isTip = tag?.tips.some(tip => tip.id === record.id) ?? false;
  return {
    id: record.id,
    prompt,
    tag: record.environment,
    version: record.version,
    number: numberOf(state, record.version),
    description: '',
    immutable: false,
    diverged: isTip && tag?.diverged === true,
    at: record.at,
    author: record.author,
    environment: record.environment,
    from: record.from,
    changelog: record.changelog,
    rollback: record.rollback,
    verdict: record.verdict,
  };
}

/** The release records of all environments or of one, the last in order first. */
export function releasesOf(state: PromptState, environment?: string): readonly ReleaseRecord[] {
  return [...state.records.values()]
    .filter(record => record.kind === 'release')
    .filter(record => environment === undefined || record.environment === environment)
    .reverse();
}

/** Releases of all environments or of one, newest first. */
export function releaseInfos(
  prompt: string,
  state: PromptState,
  environment?: string,
): readonly ReleaseInfo[] {
  return releasesOf(state, environment).map(record => releaseInfo(prompt, state, record));
}

function numberOf(state: PromptState, version: string | null): number | null {
  return version === null ? null : (state.versions.get(version)?.number ?? null);
}
