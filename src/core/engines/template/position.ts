/** A place in a template; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Which prompt a place lies in: the references from the rendered prompt to it, none for itself. */
export interface Origin {
  readonly chain: readonly string[];
}
