import { parseDocument } from '../core/prompt/document/document';
import { marksOf, type DocumentMark } from '../core/language/marks';
import { applyChanges, SourceText } from '../core/language/sourceText';

/** A prompt that a document includes: its name, and the version where one is written. */
export interface IncludedName {
  readonly prompt: string;
  /** What stands behind `@`. */
  readonly selector: string | undefined;
}

/** A document, and what it includes by the names that it has now. */
export interface RenamedIncludes {
  readonly source: string;
  readonly includes: readonly IncludedName[];
}

/**
 * The document with other names for the prompts that it includes; their versions stay as written.
 * @param nameOf the name for one that is written
 */
export function renameIncludes(
  source: string,
  nameOf: (prompt: string) => string,
): RenamedIncludes {
  const { document, layout } = parseDocument(source);
  if (document === undefined) return { source, includes: [] };
  const marks = marksOf(document, layout, new SourceText(source)).filter(isInclude);
  const found = marks.map(({ name, start }) => {
    const [written = '', selector] = name.split('@');
    return { start, written, selector, prompt: nameOf(written) };
  });
  const changes = found.map(({ start, written, prompt }) => {
    return { start, endExclusive: start + written.length, text: prompt };
  });
  return {
    source: applyChanges(source, changes),
    includes: found.map(({ prompt, selector }) => ({ prompt, selector })),
  };
}

function isInclude({ kind }: DocumentMark): boolean {
  return kind === 'include';
}
