import { splitFrontMatter } from '../core/prompt/document/frontMatter';
import { readYamlValue } from '../core/prompt/document/yamlValue';
import { documentOf, type Draft } from './draft';
import type { ForeignFile } from './foreignFile';
import { readingOf } from './literalText';
import { isMapping } from './plainValues';

/**
 * Whether a file is a text that is no prompt document as it stands: its braces begin no variable, or its
 * ending is none of a document.
 */
export function isPlainText({ file, text }: ForeignFile): boolean {
  if (!/\.(?:txt|md|markdown)$/i.test(file)) return false;
  const { yaml } = splitFrontMatter(text);
  if (yaml !== undefined) return /\.(?:md|markdown)$/i.test(file) && isProse(yaml);
  return /\.markdown$/i.test(file) || readingOf([text]).format === 'none';
}

/** Whether what stands between two lines `---` is text: such a line is a rule in Markdown. */
function isProse(yaml: string): boolean {
  const { value } = readYamlValue(yaml);
  return value !== undefined && value !== null && !isMapping(value);
}

/** A text of which everything is for the model. */
export function readPlainText({ text }: ForeignFile): readonly Draft[] {
  const { format, warnings } = readingOf([text]);
  return [{ document: documentOf({ format }, { type: 'text', text }), warnings }];
}
