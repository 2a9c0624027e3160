import { doubtOf } from '../../ledger/derive/damage';
import { isSure } from '../../ledger/derive/shapes';
import type { TagMoveRecord, TagState } from '../../ledger/derive/tags';
import type { Author, VersionRecord } from '../../ledger/records/records';
import { isBreaking } from './promptSets';
import { compareText } from '../../base/textOrder';
import type { PromptState } from '../../ledger/derive/model';

/** Where a tag points; the number is `null` where the version is missing. */
export interface TagPlace {
  readonly version: string;
  readonly number: number | null;
}

/** The record that moved a tag, and what its author wrote. */
export interface TagMover {
  readonly id: string;
  readonly kind: 'tag' | 'untag' | 'promotion' | 'rollback';
  readonly at: string;
  readonly author: Author;
  readonly text: string;
}

/** A tag or environment of a prompt that is not as it was. */
export interface TagChange {
  readonly tag: string;
  /** `null` where it led nowhere. */
  readonly from: TagPlace | null;
  readonly to: TagPlace | null;
  /** What made it so; `null` where no record that was added did: records are missing, or rules changed. */
  readonly by: TagMover | null;
  /** A caller of what it led to would fail with what it leads to. */
  readonly breaking: boolean;
  readonly immutable: boolean;
  readonly diverged: boolean;
  /** Only where it may depend on a record file that says nothing: the path of that file. */
  readonly inDoubt?: string;
}

/** The tags of one prompt that are not as they were, by name: what is served, not how often it moved. */
export function tagChanges(before: PromptState, after: PromptState): readonly TagChange[] {
  const names = [...new Set([...before.tags.keys(), ...after.tags.keys()])].sort(compareText);
  return names.flatMap(tag => changeOf(tag, before, after));
}

function changeOf(tag: string, before: PromptState, after: PromptState): readonly TagChange[] {
  const [was, is] = [before.tags.get(tag), after.tags.get(tag)];
  const doubt = doubtOf(after.damage, `served ${tag}`, `tips ${tag}`);
  if (marksOf(before, was) === marksOf(after, is)) return [];
  const versions = new Map([...before.versions, ...after.versions]);
  const from = placeOf(was, versions);
  const to = doubt === undefined ? placeOf(is, versions) : null;
  const mover = is === undefined || before.records.has(is.served.id) ? undefined : is.served;
  return [
    {
      ...{ tag, from, to },
      by: mover === undefined ? null : moverOf(mover),
      breaking: doubt === undefined && breaks({ from, to }, versions, mover),
      immutable: is?.immutable === true,
      diverged: is?.diverged === true,
      ...(doubt === undefined ? {} : { inDoubt: doubt.path }),
    },
  ];
}

/** What somebody who asks for a tag can notice. */
function marksOf(state: PromptState, tag: TagState | undefined): string {
  if (tag === undefined) return [null, false, false, true].join();
  return [tag.version, tag.immutable, tag.diverged, isSure(state, tag)].join();
}

type Versions = ReadonlyMap<string, VersionRecord>;

function placeOf(tag: TagState | undefined, versions: Versions): TagPlace | null {
  const version = tag?.version ?? null;
  return version === null ? null : { version, number: versions.get(version)?.number ?? null };
}

function moverOf(record: TagMoveRecord): TagMover {
  const { id, at, author } = record;
  if (record.kind === 'release') {
    return {
      id,
      kind: record.rollback ? 'rollback' : 'promotion',
      at,
      author,
      text: record.changelog,
    };
  }
  const kind = record.version === null ? 'untag' : 'tag';
  return { id, kind, at, author, text: record.description };
}

/** What a release says of itself may be forged, so it counts only where it warns. */
function breaks(
  { from, to }: Pick<TagChange, 'from' | 'to'>,
  versions: Versions,
  mover: TagMoveRecord | undefined,
): boolean {
  if (from === null || from.version === to?.version) return false;
  const [left, right] = [from, to].map(place => versions.get(place?.version ?? '')?.source);
  if (to === null || right === undefined) return true;
  if (mover?.kind === 'release' && mover.verdict.breaking === true) return true;
  return left !== undefined && isBreaking(left.join('\n'), right.join('\n'));
}
