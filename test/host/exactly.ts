/** A pattern for a text that is this and no more; the blanks around it are the layout's. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}

/**
 * The same of a row, whatever environments a version serves: they stand before its message, and move while
 * somebody releases.
 */
export function rowExactly(label: string): RegExp {
  const [, number, message] = /^(v\d+) {2}(.*)$/.exec(label) ?? [];
  if (number === undefined || message === undefined) return exactly(label);
  const { source } = exactly(message);
  return new RegExp(source.replace(/^\^/, `^\\s*${number}\\s+(?:● [^●]+?\\s+)?`));
}
