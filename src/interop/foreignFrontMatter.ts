import { refusal, type ForeignFile } from './foreignFile';
import { isMapping, type Mapping } from './plainValues';
import { readYaml } from './readData';

/** A file whose head is YAML between two lines, and whose body is a template. */
export interface ForeignParts {
  readonly values: Mapping;
  readonly body: string;
  /** The line that the body begins on, counted from 1. */
  readonly bodyLine: number;
  readonly hasFrontMatter: boolean;
}

/**
 * Splits front matter from a body, and reads it. Throws `invalid-document` with the line.
 * @param opening what stands before the YAML, matched at the beginning of the text
 * @param closing the line that ends the YAML
 */
export function readParts(
  file: ForeignFile,
  opening: RegExp,
  closing = /^---[ \t]*$/m,
): ForeignParts {
  const { text } = file;
  const head = opening.exec(text)?.[0];
  if (head === undefined) return { values: {}, body: text, bodyLine: 1, hasFrontMatter: false };
  const rest = text.slice(head.length);
  const firstLine = head.split('\n').length;
  const end = closing.exec(rest);
  if (end === null) {
    throw refusal(file, { line: firstLine - 1 }, 'The front matter that begins here never ends.');
  }
  const yaml = rest.slice(0, end.index);
  const values = yaml.trim() === '' ? {} : readYaml(file, yaml, firstLine);
  if (!isMapping(values)) {
    throw refusal(file, { line: firstLine }, 'Front matter must be a mapping: "key: value".');
  }
  return {
    values,
    body: rest.slice(end.index + end[0].length + 1),
    bodyLine: firstLine + yaml.split('\n').length,
    hasFrontMatter: true,
  };
}
