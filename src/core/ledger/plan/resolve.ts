import { damageError, refuseDoubt, refuseUnreadable } from '../derive/damage';
import type { TagState } from '../derive/tags';
import { LedgerError } from '../../base/errors';
import { namedRecord } from '../records/recordFile';
import type { VersionRecord } from '../records/records';
import type { Selector } from '../../base/references';
import { didYouMean, similarNames } from '../../base/similarNames';
import type { PromptState } from '../derive/model';

const SHOWN_ID_LENGTH = 8;

/** The beginning of an id, long enough for people. */
export function shortId(id: string): string {
  return id.slice(0, SHOWN_ID_LENGTH);
}

/**
 * The version of `prompt` that a selector means. Nothing falls back to another one: throws
 * `version-not-found`, `tag-not-found` or `reference-ambiguous`, `io` where a record cannot be read,
 * and `record-corrupt` where the answer may depend on a damaged one.
 */
export function resolveVersion(
  prompt: string,
  state: PromptState,
  selector: Selector,
): VersionRecord {
  refuseUnreadable(prompt, state);
  switch (selector.kind) {
    case 'latest':
      refuseDoubt(prompt, state, 'latest');
      return state.latest ?? notFound(prompt, 'latest', 'It has no version yet. Commit one first.');
    case 'number':
      return only(prompt, state, `${selector.number}`, version => {
        return version.number === selector.number;
      });
    case 'id':
      refuseDamaged(prompt, state, selector.prefix);
      return only(prompt, state, selector.prefix, version => {
        return version.id.startsWith(selector.prefix);
      });
    case 'tag':
      return taggedVersion(prompt, state, selector.tag);
  }
}

/** Throws where a damaged file bears this id, or an id that begins so. */
function refuseDamaged(prompt: string, { damage }: PromptState, prefix: string): void {
  const problem = damage.problems.find(({ path }) => namedRecord(path)?.id.startsWith(prefix));
  if (problem !== undefined) throw damageError(prompt, problem);
}

function only(
  prompt: string,
  state: PromptState,
  selector: string,
  isMeant: (version: VersionRecord) => boolean,
): VersionRecord {
  const found = [...state.versions.values()].filter(isMeant);
  const [first] = found;
  if (first === undefined) refuseDoubt(prompt, state, 'versions');
  if (first === undefined) return notFound(prompt, selector, 'See its versions for what there is.');
  if (found.length === 1) return first;
  const ids = found.map(version => version.id);
  throw new LedgerError(
    'reference-ambiguous',
    { prompt, selector, versions: ids },
    `"${prompt}@${selector}" could be ${ids.map(shortId).join(' or ')}: two branches made it. Name the version by its id.`,
  );
}

function taggedVersion(prompt: string, state: PromptState, tag: string): VersionRecord {
  refuseDoubt(prompt, state, `served ${tag}`);
  const known = state.tags.get(tag);
  if (known?.disputed === true) throw disputedTag(prompt, known);
  const id = known?.version;
  if (typeof id === 'string' && !state.versions.has(id)) refuseDamaged(prompt, state, id);
  if (id === undefined || id === null) throw tagNotFound(prompt, state, tag);
  return (
    state.versions.get(id) ??
    notFound(
      prompt,
      tag,
      `The tag points at version ${shortId(id)}, which is missing here. A merge, a revert or a sparse checkout may have left it out.`,
    )
  );
}

function tagNotFound(prompt: string, state: PromptState, tag: string): LedgerError {
  const tags = [...state.tags.values()].filter(other => other.version !== null);
  const names = tags.map(other => other.tag);
  const similar = similarNames(tag, names);
  const hint = similar.length === 0 ? '' : ` ${didYouMean(similar)}`;
  return new LedgerError(
    'tag-not-found',
    { prompt, tag, tags: names, similar },
    `"${prompt}" has no tag "${tag}".${hint} ${names.length === 0 ? 'It has no tag yet.' : `It has: ${names.join(', ')}.`}`,
  );
}

function disputedTag(prompt: string, { tag, tips }: TagState): LedgerError {
  const frozen = tips.filter(tip => tip.kind === 'tag' && tip.immutable);
  const versions = [...new Set(frozen.flatMap(({ version }) => version ?? []))];
  return new LedgerError(
    'reference-ambiguous',
    { prompt, selector: tag, versions },
    `"${tag}" of "${prompt}" was made immutable twice, at ${versions.map(shortId).join(' and ')}, and nothing tells which one is meant. Name the version by its id, and use another name for the tag.`,
  );
}

function notFound(prompt: string, selector: string, hint: string): never {
  throw new LedgerError(
    'version-not-found',
    { prompt, selector },
    `There is no version "${prompt}@${selector}". ${hint}`,
  );
}
