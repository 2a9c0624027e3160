import type { Author } from '../../core/ledger/records/records';
import type { TagInfo, TagMoveInfo, VersionInfo } from '../../core/ledger/derive/model';

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** How long ago a time was, as people say it: "3 days ago". `now` in milliseconds. */
export function relativeTime(at: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return 'just now';
}

/** A time in full, as the person's system writes it. */
export function fullTime(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** The first line of a message, or what stands for an empty one. */
export function subject(message: string): string {
  const [first = ''] = message.trim().split('\n');
  return first === '' ? '(no message)' : first;
}

export function byWhom({ author, at }: { author: Author; at: string }): string {
  return `${author.name}, ${relativeTime(at)}`;
}

/** Where tags point, for the line beside a prompt's name: "production v9, staging v10". */
export function tagSummary(tags: readonly TagInfo[], order: readonly string[]): string {
  return [...tags]
    .filter(tag => tag.version !== null)
    .sort((left, right) => rank(left, order) - rank(right, order))
    .map(tag => `${tag.tag} ${versionLabel(tag)}`)
    .join(', ');
}

/** Environments come last to first, for what is in production matters most; other tags after. */
function rank({ tag }: TagInfo, order: readonly string[]): number {
  const at = order.indexOf(tag);
  return at < 0 ? order.length : order.length - 1 - at;
}

/** "v9", or the beginning of the id where the version is missing here. */
export function versionLabel({ number, version }: Pick<TagInfo, 'number' | 'version'>): string {
  if (version === null) return 'removed';
  return number === null ? `${version.slice(0, 8)} (missing)` : `v${number}`;
}

/** One move of a tag, as a line of its history. */
export function moveSummary(move: TagMoveInfo): string {
  const what = move.kind === 'release' ? 'release' : move.version === null ? 'removed' : 'tagged';
  return move.applied ? what : 'refused: the tag is immutable';
}

/** A version as an item of a list to choose from. */
export function versionDetail(version: VersionInfo): string {
  return `${byWhom(version)}${version.tags.length > 0 ? ` — ${version.tags.join(', ')}` : ''}`;
}
