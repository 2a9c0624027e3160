import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const SUFFIX = '.prompt';

/**
 * The names of working documents, as far as they can be listed: what a prompt that was renamed is called
 * now, to suggest from.
 * @param root absolute path of the folder of working documents
 */
export function documentNames(root: string, path: readonly string[] = []): readonly string[] {
  return entriesOf(join(root, ...path)).flatMap(entry => {
    if (entry.isDirectory()) return documentNames(root, [...path, entry.name]);
    const isDocument = entry.isFile() && entry.name.endsWith(SUFFIX);
    return isDocument ? [[...path, entry.name.slice(0, -SUFFIX.length)].join('/')] : [];
  });
}

function entriesOf(folder: string): ReturnType<typeof readNames> {
  try {
    return readNames(folder);
  } catch {
    // Not a state: there is nothing to suggest from.
    return [];
  }
}

const readNames = (folder: string) => readdirSync(folder, { withFileTypes: true });
