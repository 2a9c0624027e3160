import { splitFrontMatter } from '../core/prompt/document/frontMatter';
import { documentOf, type Draft } from './draft';
import type { ForeignFile } from './foreignFile';
import { readingOf } from './literalText';

/**
 * Whether a file is a text that is no prompt document as it stands: its braces begin no variable, or its
 * ending is none of a document.
 */
export function isPlainText({ file, text }: ForeignFile): boolean {
  if (!/\.(?:txt|md|markdown)$/i.test(file)) return false;
  if (splitFrontMatter(text).yaml !== undefined) return false;
  return /\.markdown$/i.test(file) || readingOf([text]).format === 'none';
}

/** A text of which everything is for the model. */
export function readPlainText({ text }: ForeignFile): readonly Draft[] {
  const { format, warnings } = readingOf([text]);
  return [{ document: documentOf({ format }, { type: 'text', text }), warnings }];
}
