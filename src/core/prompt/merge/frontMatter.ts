import { isAlias, isMap, visit, type Document, type YAMLMap } from 'yaml';
import { parseYaml } from '../document/parseYaml';
import { mergeLines } from './lines';
import { clean, mapSides, type Piece, type Sides } from './pieces';

/** The lines of one key of a front matter, with the comments above it. */
interface Entry {
  readonly key: string;
  readonly lines: readonly string[];
}

const NOTHING: readonly string[] = [];

/**
 * Merges front matters key by key: each side may have changed another one, added one, or moved them;
 * mappings are merged by their own keys in turn. What cannot be told apart by keys is merged by line.
 * @param sides the YAML between the `---` lines
 */
export function mergeFrontMatter(sides: Sides<string>): readonly Piece[] {
  const entries = mapSides(sides, entriesOf);
  const { base, ours, theirs } = entries;
  if (base === undefined || ours === undefined || theirs === undefined) {
    return mergeLines(mapSides(sides, linesOf));
  }
  const lines = mapSides({ base, ours, theirs }, linesByKey);
  return keysInOrder({ base, ours, theirs }).flatMap(key =>
    mergeEntry(
      key,
      mapSides(lines, side => side.get(key) ?? NOTHING),
    ),
  );
}

/** In one's own order; what only the other has comes behind what it follows there. */
function keysInOrder({ ours, theirs }: Sides<readonly Entry[]>): readonly string[] {
  const known = new Set(ours.map(({ key }) => key));
  const first: string[] = [];
  const behind = new Map(ours.map(({ key }): [string, string[]] => [key, []]));
  let place = first;
  for (const { key } of theirs) {
    if (known.has(key)) place = behind.get(key) ?? first;
    else place.push(key);
  }
  return [...first, ...ours.flatMap(({ key }) => [key, ...(behind.get(key) ?? [])])];
}

function mergeEntry(key: string, sides: Sides<readonly string[]>): readonly Piece[] {
  const { base, ours, theirs } = mapSides(sides, lines => lines.join('\n'));
  if (ours === base || ours === theirs) return [clean(sides.theirs)];
  if (theirs === base) return [clean(sides.ours)];
  const isInAll = base !== '' && ours !== '' && theirs !== '';
  const merged = isInAll ? mergeMappings(key, { base, ours, theirs }) : undefined;
  return merged === undefined ? mergeLines(sides) : [clean(merged)];
}

/** One's own lines with what the other changed in the mapping; `undefined` where that is not possible. */
function mergeMappings(key: string, sides: Sides<string>): readonly string[] | undefined {
  const [base, ours, theirs] = [sides.base, sides.ours, sides.theirs].map(text =>
    parseYaml(text, { intAsBigInt: true }),
  );
  if (base === undefined || ours === undefined || theirs === undefined) return undefined;
  if ([base, ours, theirs].some(document => isOpaque(document, key))) return undefined;
  if (!takeChanges([key], { base, ours, theirs })) return undefined;
  const flowCollectionPadding = !/[{[][^\s}\]]/.test(sides.ours);
  return linesOf(ours.toString({ lineWidth: 0, flowCollectionPadding }));
}

/** A key is looked for among all of its mapping: keys of the largest one, times all keys. */
const MAX_WORK = 50_000_000;

/** Whether a text holds more, or something else, than a mapping of its own below `key`. */
function isOpaque(document: Document, key: string): boolean {
  let isOdd = document.errors.length > 0;
  let [keys, largest] = [0, 0];
  visit(document, (_key, node) => {
    isOdd ||= isAlias(node);
    if (!isMap(node)) return;
    keys += node.items.length;
    largest = Math.max(largest, node.items.length);
    isOdd ||= hasKeyTwice(node);
  });
  return isOdd || keys * largest > MAX_WORK || !isMap(document.get(key));
}

function hasKeyTwice({ items }: YAMLMap): boolean {
  return new Set(items.map(pair => String(pair.key))).size < items.length;
}

/** Brings what they changed below `path` into ours; `false` where both changed the same. */
function takeChanges(path: readonly string[], { base, ours, theirs }: Sides<Document>): boolean {
  const maps = mapSides({ base, ours, theirs }, document => valuesAt(document, path));
  const keys = new Set([...Object.keys(maps.base), ...Object.keys(maps.theirs)]);
  return [...keys].every(key => {
    const [was, own, other] = [maps.base[key], maps.ours[key], maps.theirs[key]];
    if (isSame(other, was) || isSame(other, own)) return true;
    const place = [...path, key];
    if (isSame(own, was)) {
      if (other === undefined) ours.deleteIn(place);
      else ours.setIn(place, theirs.getIn(place, true));
      return true;
    }
    const isMapped = [base, ours, theirs].every(document => isMap(document.getIn(place)));
    return isMapped && takeChanges(place, { base, ours, theirs });
  });
}

function valuesAt(document: Document, path: readonly string[]): Readonly<Record<string, unknown>> {
  const node = document.getIn(path);
  return isMap(node) ? (node.toJS(document) as Record<string, unknown>) : {};
}

function isSame(left: unknown, right: unknown): boolean {
  return printed(left) === printed(right);
}

function printed(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'bigint' ? `integer ${item}` : item,
  );
}

/** A key at the beginning of a line: plain, or in quotes. */
const KEY = /^(?:"([^"\\]*)"|'([^']*)'|([\p{L}_][\p{L}\p{N}_.-]*))[ \t]*:(?:[ \t]|$)/u;
/** A comment, or nothing: it belongs to the key below it. */
const BETWEEN = /^[ \t]*(?:#|$)/;
/** What goes on with the entry above: more indented lines, the items of a list, a closing bracket. */
const WITHIN = /^(?:[ \t]|-[ \t]|-$|[\]}])/;

/** The entries of a front matter; `undefined` where lines alone do not tell them apart. */
function entriesOf(yaml: string): readonly Entry[] | undefined {
  const entries: { key: string; lines: string[] }[] = [];
  const above: string[] = [];
  for (const line of linesOf(yaml)) {
    const key = keyOf(line);
    const last = entries.at(-1);
    if (key !== undefined) entries.push({ key, lines: [...above.splice(0), line] });
    else if (BETWEEN.test(line)) above.push(line);
    else if (last !== undefined && WITHIN.test(line)) last.lines.push(...above.splice(0), line);
    else return undefined;
  }
  entries.at(-1)?.lines.push(...above);
  return new Set(entries.map(({ key }) => key)).size === entries.length ? entries : undefined;
}

function keyOf(line: string): string | undefined {
  const found = KEY.exec(line);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

function linesByKey(entries: readonly Entry[]): ReadonlyMap<string, readonly string[]> {
  return new Map(entries.map(({ key, lines }) => [key, lines]));
}

/** The lines of a text that ends with a line's end, or is empty. */
function linesOf(text: string): readonly string[] {
  return text === '' ? NOTHING : text.replace(/\n$/, '').split('\n');
}
