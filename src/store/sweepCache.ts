import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BACKGROUND } from './disk';
import { containedPath, listIfThere, type RelativePath } from './files';

const DAY_MS = 86_400_000;
/** So many in one sweep: the next one does the rest. */
const AT_ONCE = 500;

/** What is left behind by processes that were ended, and the age from which nobody comes back for it. */
const LEFT_BEHIND: readonly (readonly [folder: RelativePath, name: RegExp, ageMs: number])[] = [
  [['cache'], /^\d+-\d+-\d+\.tmp$/, DAY_MS],
  [['cache', 'locks'], /^\.(samples|registry\.json)-/, DAY_MS],
  // A version that was never written; what was is looked at by everybody, and forgotten when done.
  [['cache', 'unfinished'], /^[0-9a-f]{32}\.json$/, 30 * DAY_MS],
];

/**
 * Removes from `cache/` what processes left there that were ended while they wrote. Only what is older
 * than a day goes: a writer that lives takes milliseconds. Resolves to how many went. Throws `io` for a
 * cache that leads out of the registry or cannot be listed.
 */
export async function sweepCache(root: string, now: number): Promise<number> {
  let swept = 0;
  for (const [folder, pattern, ageMs] of LEFT_BEHIND) {
    const names = (await listIfThere(root, folder, BACKGROUND))
      .filter(entry => !entry.isDirectory() && pattern.test(entry.name))
      .map(entry => entry.name);
    const path = await containedPath(root, folder);
    for (const name of names.slice(0, AT_ONCE - swept)) {
      if (await removeOld(join(path, name), now - ageMs)) swept += 1;
    }
  }
  return swept;
}

/** Another process may sweep at the same time, or the file be somebody else's: then it stays. */
async function removeOld(file: string, before: number): Promise<boolean> {
  try {
    if ((await lstat(file)).mtimeMs > before) return false;
    await rm(file);
    return true;
  } catch {
    return false;
  }
}
