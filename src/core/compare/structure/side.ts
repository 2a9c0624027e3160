import { normalizeSource } from '../../prompt/document/documentSource';
import { parseFrontMatter, splitFrontMatter } from '../../prompt/document/frontMatter';

/** Why one side could not be read as a prompt. Line and column count from 1. */
export interface SideProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** One side of a comparison: what its front matter says, and the body below it. */
export interface ReadSide {
  /** All of the document, with "\n" as its only line end. */
  readonly source: string;
  readonly frontMatter: Readonly<Record<string, unknown>>;
  /** As it is written, fences included; empty when there is none. */
  readonly frontMatterText: string;
  readonly body: string;
  /** The line of the document on which the body begins, counted from 1. */
  readonly bodyLine: number;
  readonly problems: readonly SideProblem[];
}

/** Reads a source for comparison. With problems, all of it is the body. */
export function readSide(text: string): ReadSide {
  const source = normalizeSource(text);
  const split = splitFrontMatter(source);
  const { values, problems } = parseFrontMatter(split);
  const errors = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ message, line, column }) => ({ message, line, column }));
  if (errors.length > 0) return asPlainText(source, errors);
  return {
    source,
    frontMatter: values,
    frontMatterText: source.slice(0, source.length - split.body.length),
    body: split.body,
    bodyLine: split.bodyLine,
    problems: [],
  };
}

/** A source that is compared line by line from its first line on. */
export function asPlainText(source: string, problems: readonly SideProblem[] = []): ReadSide {
  return { source, frontMatter: {}, frontMatterText: '', body: source, bodyLine: 1, problems };
}
