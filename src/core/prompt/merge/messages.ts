import { markerOfLine, roleOfLine } from '../document/chatLines';
import { mergeItems, mergeLines } from './lines';
import { clean, mapSides, type Piece, type Sides } from './pieces';

/** A message as it stands in a document: its lines, and the blank lines that follow it. */
interface Block {
  readonly text: string;
  readonly blanks: number;
}

/**
 * Merges the messages of a chat: whole ones that were added, removed or moved, then the lines of those
 * that both sides changed.
 * @param sides the lines of the body; the last one is empty where the text ends with a line's end
 */
export function mergeMessages(sides: Sides<readonly string[]>): readonly Piece[] {
  const blocks = mapSides(sides, blocksOf);
  const texts = mapSides(blocks, list => list.map(({ text }) => text));
  const blanksAfter = blanksIn(blocks);
  const merged = mergeItems<readonly Piece[]>(
    texts,
    messages => messages.flatMap(text => [clean(text.split('\n')), clean(blanksAfter(text))]),
    conflict => [mergeConflict(conflict, blanksAfter)],
  ).flat();
  // What ends the text is no space between messages.
  const ending = mergeItems(
    mapSides(blocks, list => blankLines(list.at(-1)?.blanks ?? 0)),
    lines => [...lines],
    ({ ours }) => [[...ours]],
  ).flat();
  return [...withoutLastBlanks(merged), clean(ending)];
}

/** Messages that both sides changed: one by one where each has its counterpart, else by line. */
function mergeConflict(
  { base, ours, theirs }: Sides<readonly string[]>,
  blanksAfter: (text: string) => readonly string[],
): readonly Piece[] {
  const isPaired = base.length === ours.length && base.length === theirs.length;
  if (!isPaired) {
    const spaced = (texts: readonly string[]): readonly string[] =>
      texts.flatMap(text => [...text.split('\n'), ...blanksAfter(text)]);
    return mergeLines(mapSides({ base, ours, theirs }, spaced));
  }
  return base.flatMap((text, at) => [
    ...mergeLines({
      base: text.split('\n'),
      ours: (ours[at] ?? '').split('\n'),
      theirs: (theirs[at] ?? '').split('\n'),
    }),
    clean(blanksAfter(ours[at] ?? '')),
  ]);
}

function blocksOf(lines: readonly string[]): readonly Block[] {
  const starts = lines.flatMap((line, index) => (isStart(line) ? [index] : []));
  const bounds = [...(starts[0] === 0 ? [] : [0]), ...starts, lines.length];
  return bounds.slice(0, -1).map((start, nth) => {
    const block = lines.slice(start, bounds[nth + 1]);
    const last = block.findLastIndex(line => line.trim() !== '');
    return { text: block.slice(0, last + 1).join('\n'), blanks: block.length - last - 1 };
  });
}

function isStart(line: string): boolean {
  return roleOfLine(line) !== undefined || markerOfLine(line)?.kind === 'history';
}

/** The blank lines after a message: as where it stands; as elsewhere here where it stood last. */
function blanksIn({ ours, theirs }: Sides<readonly Block[]>): (text: string) => readonly string[] {
  const between = [...ours.slice(0, -1), ...theirs.slice(0, -1)];
  const usual = between[0]?.blanks ?? 1;
  const known = new Map(between.reverse().map(({ text, blanks }) => [text, blanks]));
  return text => blankLines(known.get(text) ?? usual);
}

function blankLines(count: number): readonly string[] {
  return Array.from({ length: count }, () => '');
}

/** What ends the last message ends the text, which is merged apart. */
function withoutLastBlanks(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.at(-1);
  if (last === undefined) return [];
  const before = pieces.slice(0, -1);
  if (last.kind === 'conflict') return [...before, { ...last, ...mapSides(last, trimmed) }];
  const lines = trimmed(last.lines);
  return lines.length === 0 ? withoutLastBlanks(before) : [...before, clean(lines)];
}

function trimmed(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex(line => line !== '') + 1);
}
