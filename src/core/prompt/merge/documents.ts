import { parseDocument } from '../document/document';
import { splitFrontMatter } from '../document/frontMatter';
import { mergeFrontMatter } from './frontMatter';
import { mergeLines } from './lines';
import { mergeMessages } from './messages';
import { clean, countConflicts, mapSides, sideOfPieces, type Piece, type Sides } from './pieces';

/**
 * Merges two texts of a document three-way, against what both were made from: the front matter by its
 * keys, a chat message by message, text by lines and sentences. Whatever two sides, and whatever the
 * base: what only one changed is taken, and where they disagree, both are kept for a person.
 */
export function mergeDocuments(sides: Sides<string>): readonly Piece[] {
  const { base, ours, theirs } = sides;
  if (ours === base || ours === theirs) return [clean(theirs.split('\n'))];
  if (theirs === base) return [clean(ours.split('\n'))];
  const merged = mergeParts(sides);
  // Parts that fit each by itself may not fit together; then lines are what a person can judge.
  const isBroken = countConflicts(merged) === 0 && !isSound(sideOfPieces(merged, 'ours'));
  const wasSound = isSound(sides.ours) && isSound(sides.theirs);
  return isBroken && wasSound ? mergeLines(mapSides(sides, text => text.split('\n'))) : merged;
}

function mergeParts(sides: Sides<string>): readonly Piece[] {
  const split = mapSides(sides, splitFrontMatter);
  const { base, ours, theirs } = split;
  const isOdd = [base, ours, theirs].some(({ problem }) => problem !== undefined);
  if (isOdd) return mergeLines(mapSides(sides, text => text.split('\n')));
  const bodies = mapSides(split, ({ body }) => body.split('\n'));
  const isChat = typeOf(sides.ours) === 'chat' && typeOf(sides.theirs) === 'chat';
  return [
    ...fenced(mapSides(split, ({ yaml }) => yaml)),
    ...(isChat ? mergeMessages(bodies) : mergeLines(bodies)),
  ];
}

/** The merged front matter between its `---` lines; nothing where both sides came to have none. */
function fenced(yaml: Sides<string | undefined>): readonly Piece[] {
  const has = mapSides(yaml, text => text !== undefined);
  const pieces = mergeFrontMatter(mapSides(yaml, text => text ?? ''));
  const isEmpty = pieces.every(piece => piece.kind === 'clean' && piece.lines.length === 0);
  const isKept = has.ours === has.base ? has.theirs : has.ours;
  return isEmpty && !isKept ? [] : [clean(['---']), ...pieces, clean(['---'])];
}

function typeOf(source: string): 'chat' | 'text' | undefined {
  return parseDocument(source).document?.body.type;
}

function isSound(source: string): boolean {
  return parseDocument(source).document !== undefined;
}
