import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, parse } from 'node:path';
import { LedgerError } from '../core/base/errors';
import { isWithin, realPathOf } from './realPaths';

/** What the host of this code says about starting programs. */
export interface ProgramRules {
  /** Whether any may be started: an editor that does not trust its folders starts none. */
  readonly mayStart: () => boolean;
  /** Folders that no program is taken from, besides those of the registry. */
  readonly strangeFolders: () => readonly string[];
}

let rules: ProgramRules = { mayStart: () => true, strangeFolders: () => [] };

/** Sets what holds for every program that is started from here on. */
export function setProgramRules(next: ProgramRules): void {
  rules = next;
}

/** Throws `untrusted` where no program may be started. */
export function requireProgramStart(): void {
  if (rules.mayStart()) return;
  throw new LedgerError(
    'untrusted',
    {},
    'This workspace is not trusted, so no program is started for it and git is not asked. Trust the workspace first.',
  );
}

/**
 * The folders of PATH that programs are taken from: absolute ones, by their real names, outside of
 * the folders whose files strangers may have written. Windows and an empty entry of PATH would
 * otherwise find a program in the current folder.
 */
export async function programFolders(
  strange: readonly string[],
  path: string | undefined = process.env.PATH,
): Promise<readonly string[]> {
  // A registry that lies in the root of a disk would leave no folder at all.
  const outside = [...strange, ...rules.strangeFolders()].filter(
    folder => parse(folder).root !== folder,
  );
  const avoided = await Promise.all(
    outside.map(async folder => (await realPathOf(folder)) ?? folder),
  );
  const entries = (path ?? '').split(delimiter).map(entry => entry.replace(/^"(.*)"$/, '$1'));
  const real = await Promise.all(
    entries.filter(entry => isAbsolute(entry)).map(entry => realPathOf(entry)),
  );
  const found = real.filter(
    entry => entry !== undefined && !avoided.some(folder => isWithin(folder, entry)),
  );
  return [...new Set(found)].filter(entry => entry !== undefined);
}

/** The absolute path of a program in the first of these folders that has it, or `undefined`. */
export async function findProgram(
  name: string,
  folders: readonly string[],
  platform: NodeJS.Platform = process.platform,
): Promise<string | undefined> {
  // Scripts such as .cmd and .bat need a shell, which reads their arguments in its own way.
  const names = platform === 'win32' ? [`${name}.exe`, `${name}.com`] : [name];
  for (const folder of folders) {
    for (const file of names) {
      const path = join(folder, file);
      if (await isProgram(path)) return path;
    }
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false;
    await access(path, constants.X_OK);
    return true;
  } catch {
    // What cannot be started is passed over, as every shell does.
    return false;
  }
}
