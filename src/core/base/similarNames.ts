import { compareText } from './textOrder';

/** More suggestions than these are a list to search, not a hint. */
const SHOWN = 3;

/**
 * The names that somebody may have meant by `wanted`, best first: a few letters differ, or it is
 * the last part of a longer name.
 *
 *     similarNames('greting', ['support/greeting', 'search/answer'])   // ['support/greeting']
 */
export function similarNames(wanted: string, names: readonly string[]): readonly string[] {
  return names
    .map(name => ({ name, edits: editsTo(wanted, name) }))
    .filter(({ name, edits }) => name !== wanted && edits <= allowedEdits(wanted))
    .sort((left, right) => left.edits - right.edits || compareText(left.name, right.name))
    .slice(0, SHOWN)
    .map(({ name }) => name);
}

/** `Did you mean "a" or "b"?` */
export function didYouMean(similar: readonly string[]): string {
  return `Did you mean ${similar.map(name => `"${name}"`).join(' or ')}?`;
}

function editsTo(wanted: string, name: string): number {
  const last = name.slice(name.lastIndexOf('/') + 1);
  // The folder left out is worse than nothing wrong, and better than a wrong letter.
  const withoutFolder = wanted.includes('/') ? Infinity : distance(wanted, last) + 0.5;
  return Math.min(distance(wanted, name), withoutFolder);
}

/** How many letters are added, left out or changed (Levenshtein's distance). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let line = 0; line < left.length; line++) {
    const next = [line + 1];
    for (let column = 0; column < right.length; column++) {
      const change = (row[column] ?? 0) + (left[line] === right[column] ? 0 : 1);
      next.push(Math.min(change, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** One letter in a short name, more in a longer one: what differs by half is another name. */
function allowedEdits(wanted: string): number {
  return Math.max(1, Math.floor(wanted.length / 4)) + 0.5;
}
