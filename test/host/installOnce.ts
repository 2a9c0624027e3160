import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheDirectory } from './projectPaths';

/** Written into an installed folder as its last file. */
const MARKER = '.complete';
const DRAFT = '.installing-';
/** Longer than any install takes, also over a slow line. */
const ABANDONED_AFTER_MS = 24 * 3_600_000;

/**
 * Returns the cache folder `name`, filled by `fill` unless an earlier run has done so. `fill` gets
 * an empty folder; its errors pass through. The folder gets its name only when it is complete, so
 * an interrupted install is done again and two at the same time do not meet.
 */
export async function installOnce(
  name: string,
  fill: (directory: string) => Promise<void>,
): Promise<string> {
  const target = path.join(cacheDirectory, name);
  if (isComplete(target)) return target;
  await mkdir(cacheDirectory, { recursive: true });
  console.error(`Installing ${name} into .vscode-test/ ...`);
  await removeAbandoned();
  const draft = await mkdtemp(path.join(cacheDirectory, `${DRAFT}${name}-`));
  try {
    await fill(draft);
    await writeFile(path.join(draft, MARKER), '');
    await moveInto(draft, target);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return target;
}

/** What an install left behind that was ended in the middle: some hundred megabytes. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(cacheDirectory)) {
    if (!name.startsWith(DRAFT)) continue;
    const draft = path.join(cacheDirectory, name);
    const { mtimeMs } = await stat(draft);
    if (Date.now() - mtimeMs > ABANDONED_AFTER_MS)
      await rm(draft, { recursive: true, force: true });
  }
}

async function moveInto(draft: string, target: string): Promise<void> {
  if (!isComplete(target)) await rm(target, { recursive: true, force: true });
  try {
    await rename(draft, target);
  } catch (error) {
    // Another process was first; its copy is as good.
    if (!isComplete(target)) throw error;
  }
}

function isComplete(directory: string): boolean {
  return existsSync(path.join(directory, MARKER));
}
