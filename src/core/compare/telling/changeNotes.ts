import { shortId } from '../../ledger/plan/resolve';
import type { TagChange, TagMover, TagPlace } from './tagChanges';
import type { Writing } from './writing';

/** A record that one side of a comparison holds and the other one has not as it was. */
export interface RecordChange {
  /** Below the registry's folder. */
  readonly path: string;
  /** `changed`: something else lies there. `behind`: the right side never had it, it began earlier. */
  readonly kind: 'missing' | 'changed' | 'behind';
  /** What it is, in words. */
  readonly what: string;
  /** What is there instead; empty where nothing is known. */
  readonly message: string;
}

/** What became of a tag: `` `production` v2 → v3, released by Ada: Shorter ``. */
export function tellTagChange(change: TagChange, writing: Writing): string {
  const { tag, from, to, immutable, diverged, inDoubt } = change;
  const { code, strong, text } = writing;
  const isSame = from !== null && from.version === to?.version;
  const right = inDoubt === undefined ? placeText(to) : 'in doubt';
  const where = isSame ? placeText(to) : `${placeText(from)} → ${right}`;
  return [
    `${code(tag)} ${where}`,
    ...(immutable ? ['immutable'] : []),
    ...(diverged ? [strong('diverged')] : []),
    ...(change.breaking ? [strong('breaking')] : []),
    inDoubt === undefined ? moverText(change, writing) : `for ${text(inDoubt)} says nothing`,
  ].join(', ');
}

function placeText(place: TagPlace | null): string {
  if (place === null) return 'nothing';
  return place.number === null ? shortId(place.version) : `v${place.number}`;
}

const DONE: Readonly<Record<TagMover['kind'], string>> = {
  tag: 'tagged',
  untag: 'removed',
  promotion: 'released',
  rollback: 'rolled back',
};

function moverText({ by }: TagChange, { text, strong }: Writing): string {
  if (by === null) return strong('and no added record says so');
  const [said = ''] = by.text.split('\n');
  return `${DONE[by.kind]} by ${text(by.author.name)}${said === '' ? '' : `: ${text(said)}`}`;
}

/** What became of a record, with its path. */
export function tellRecordChange(
  { kind, what, path, message }: RecordChange,
  { text, strong }: Writing,
): string {
  const mark = kind === 'behind' ? 'not here yet' : strong(`record ${kind}`);
  return `${mark}: ${text(what)} (${text(path)})${message === '' ? '' : `. ${text(message)}`}`;
}
