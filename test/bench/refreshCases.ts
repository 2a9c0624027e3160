import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openRegistry } from '../support/openedRegistry';

/** What a refresh with nothing new takes, and listing the folders of records in turns with it; in milliseconds. */
export interface RefreshTimes {
  readonly ours: readonly number[];
  readonly listing: readonly number[];
}

const RUNS = 25;

/** Times it over a registry that nobody changes. */
export async function timeRefreshes(root: string): Promise<RefreshTimes> {
  const opened = await openRegistry(root);
  await opened.registry.refresh();
  const ours: number[] = [];
  const listing: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    await opened.registry.refresh();
    const between = performance.now();
    await listBelow(join(root, 'records'));
    ours.push(between - start);
    listing.push(performance.now() - between);
  }
  opened.close();
  return { ours, listing };
}

async function listBelow(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await listBelow(join(folder, entry.name));
  }
}
