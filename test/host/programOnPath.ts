import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** The first of these programs that PATH leads to, in the order of their names. */
export function programOnPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  return names
    .flatMap(name => endings.map(ending => name + ending))
    .flatMap(name => folders.map(folder => path.join(folder, name)))
    .find(isExecutable);
}

/** Whether this file exists and may be run. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
