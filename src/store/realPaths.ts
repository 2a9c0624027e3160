import { realpath } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { isAbsent, ioError } from './files';

/** In the spelling of the disk, which matters where it does not tell capital letters apart. */
const spelled = promisify(realpath.native);

/** A path without links, spelled as the disk has it; `undefined` where nothing is there. Throws `io`. */
export async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await spelled(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw ioError(path, error);
  }
}

/** Whether a path is a folder or lies anywhere in it; both absolute, without links. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
