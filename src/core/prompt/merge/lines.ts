import { clean, mapSides, type Piece, type Sides } from './pieces';
import { mergeRegions } from './regions';

/**
 * Merges lists of which each item is a whole: lines, sentences, messages. What one side changed is taken,
 * what both changed in the same way as well; each other stretch is given to `decide`.
 */
export function mergeItems<T>(
  sides: Sides<readonly string[]>,
  agreed: (items: readonly string[]) => T,
  decide: (conflict: Sides<readonly string[]>) => readonly T[],
): readonly T[] {
  return mergeRegions(sides).flatMap(region =>
    region.kind === 'agreed' ? [agreed(region.items)] : decide(region),
  );
}

/**
 * Merges lines three-way. Where both sides changed neighbouring lines and added none, line by line;
 * where they changed one line, sentence by sentence: a paragraph of a prompt is often one line.
 */
export function mergeLines(sides: Sides<readonly string[]>): readonly Piece[] {
  return mergeItems<Piece>(sides, clean, conflict => {
    const lines = mergeEach(conflict, mergeLine);
    return [lines === undefined ? { ...conflict, kind: 'conflict' } : clean(lines)];
  });
}

/** Items that each have a counterpart on every side, one by one; `undefined` where one disagrees. */
function mergeEach(
  { base, ours, theirs }: Sides<readonly string[]>,
  decide: (conflict: Sides<string>) => string | undefined,
): readonly string[] | undefined {
  const isPaired = base.length > 0 && ours.length === base.length && theirs.length === base.length;
  if (!isPaired) return undefined;
  const merged = base.map((item, at) => {
    const [own = '', other = ''] = [ours[at], theirs[at]];
    if (own === item || own === other) return other;
    return other === item ? own : decide({ base: item, ours: own, theirs: other });
  });
  return merged.every(item => item !== undefined) ? merged : undefined;
}

/** A line that both sides changed, in different sentences. */
function mergeLine(sides: Sides<string>): string | undefined {
  const parts = mergeItems<readonly string[] | undefined>(
    mapSides(sides, sentencesOf),
    sentences => sentences,
    conflict => [mergeEach(conflict, () => undefined)],
  );
  return parts.every(part => part !== undefined) ? parts.flat().join('') : undefined;
}

/** A line, cut behind each end of a sentence; the blanks behind it stay with it. */
function sentencesOf(line: string): string[] {
  return line.split(/(?<=[.!?。！？][)"'”’]?[ \t])(?=\S)/u);
}
