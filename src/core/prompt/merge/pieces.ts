/** The same thing as three people have it: the common ancestor, one's own, and the other's. */
export interface Sides<T> {
  readonly base: T;
  readonly ours: T;
  readonly theirs: T;
}

/** Lines on which all agree once both changes are in. */
export interface CleanPiece {
  readonly kind: 'clean';
  readonly lines: readonly string[];
}

/** Lines that both sides changed, each in another way. */
export interface ConflictPiece extends Sides<readonly string[]> {
  readonly kind: 'conflict';
}

/** A merged text, piece by piece from top to bottom. */
export type Piece = CleanPiece | ConflictPiece;

/** How the two sides of a conflict are called at its markers. */
export interface SideLabels {
  readonly ours: string;
  readonly theirs: string;
}

export function clean(lines: readonly string[]): CleanPiece {
  return { kind: 'clean', lines };
}

/** How many stretches nobody but a person can decide. */
export function countConflicts(pieces: readonly Piece[]): number {
  return pieces.filter(({ kind }) => kind === 'conflict').length;
}

/** The text with git's markers around what disagrees. */
export function printPieces(pieces: readonly Piece[], labels: SideLabels): string {
  return linesOf(pieces, ({ ours, theirs }) => [
    `<<<<<<< ${labels.ours}`,
    ...ours,
    '=======',
    ...theirs,
    `>>>>>>> ${labels.theirs}`,
  ]).join('\n');
}

/** The text with what one side says where the sides disagree. */
export function sideOfPieces(pieces: readonly Piece[], side: keyof Sides<unknown>): string {
  return linesOf(pieces, conflict => conflict[side]).join('\n');
}

/** Gives each of three things to a function, and keeps which is which. */
export function mapSides<T, U>({ base, ours, theirs }: Sides<T>, map: (value: T) => U): Sides<U> {
  return { base: map(base), ours: map(ours), theirs: map(theirs) };
}

function linesOf(
  pieces: readonly Piece[],
  ofConflict: (conflict: ConflictPiece) => readonly string[],
): readonly string[] {
  return pieces.flatMap(piece => (piece.kind === 'clean' ? piece.lines : ofConflict(piece)));
}
