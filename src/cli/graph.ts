import type { VersionInfo } from '../core/ledger/derive/model';

/**
 * Versions as a graph, newest first, one line each: a column for every line of work that goes on,
 * `|\` where a merge brings lines together (read upward), `|/` where one began from another.
 */
export function drawGraph(
  versions: readonly VersionInfo[],
  describe: (version: VersionInfo) => string,
): string {
  const known = new Set(versions.map(version => version.id));
  let lanes: string[] = [];
  const lines: string[] = [];
  for (const version of versions) {
    if (!lanes.includes(version.id)) lanes.push(version.id);
    const joined = joinLanes(lanes, version.id, lines);
    const own = joined.indexOf(version.id);
    const marks = joined.map((_, lane) => (lane === own ? '*' : '|')).join(' ');
    lines.push(`${marks} ${describe(version)}`);
    lanes = nextLanes(
      joined,
      own,
      version.parents.filter(parent => known.has(parent)),
      lines,
    );
  }
  return lines.map(line => `${line.trimEnd()}\n`).join('');
}

/** Draws the lanes together that wait for the same version. */
function joinLanes(lanes: readonly string[], id: string, lines: string[]): string[] {
  const first = lanes.indexOf(id);
  const kept = [...lanes];
  for (let lane = kept.length - 1; lane > first; lane -= 1) {
    if (kept[lane] !== id) continue;
    const cells = lean(kept.length, first, lane, '/');
    // This lane ends, and those behind it move up.
    for (let behind = lane; behind < kept.length; behind += 1) {
      cells[2 * behind] = ' ';
      if (behind > lane) cells[2 * behind - 1] = '/';
    }
    lines.push(cells.join(''));
    kept.splice(lane, 1);
  }
  return kept;
}

/** Replaces a version by its parents, and draws a lane to each parent besides the first. */
function nextLanes(
  lanes: readonly string[],
  own: number,
  parents: readonly string[],
  lines: string[],
): string[] {
  const [first, ...others] = parents;
  const next = [...lanes];
  if (first === undefined) next.splice(own, 1);
  else next[own] = first;
  for (const parent of others) {
    const known = next.indexOf(parent);
    if (known < 0) next.push(parent);
    const lane = known < 0 ? next.length - 1 : known;
    const cells = lean(next.length, own, lane, lane > own ? '\\' : '/');
    if (known < 0) cells[2 * lane] = ' ';
    lines.push(cells.join(''));
  }
  return next;
}

/** The cells of a line on which one lane leans to another, with `_` under those in between. */
function lean(count: number, one: number, other: number, sign: '/' | '\\'): string[] {
  const [left, right] = [Math.min(one, other), Math.max(one, other)];
  const cells: string[] = Array.from({ length: 2 * count }, (_, cell) =>
    cell % 2 === 0 ? '|' : ' ',
  );
  for (let cell = 2 * left + 1; cell < 2 * right - 1; cell += 2) cells[cell] = '_';
  cells[2 * right - 1] = sign;
  return cells;
}
