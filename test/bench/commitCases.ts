import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRegistry } from '../support/openedRegistry';
import { openNativeInserts } from './nativeTurns';
import { promptName, sourceOf, type Size } from './sizedRegistry';

/** What a durable commit takes, and native SQLite in turns with it, in milliseconds. */
export interface CommitTimes {
  /** The first one after the registry was opened. */
  readonly first: number;
  /** One after another without a pause. */
  readonly later: readonly number[];
  /** As people commit: with a pause, in which a window looks at the disk once. */
  readonly paused: readonly number[];
  readonly native: readonly number[];
}

const RUNS = 25;
/** Longer than a window waits before it looks at what changed. */
const PAUSE_MS = 250;

/** Commits to the first prompt of a registry, in turns with inserts of SQLite. */
export async function timeCommits(folder: string, root: string, size: Size): Promise<CommitTimes> {
  const opened = await openRegistry(root, { clock: Date.now });
  await opened.registry.refresh();
  const native = await openNativeInserts(folder, size.versions);
  const prompt = promptName(0);
  const file = join(root, 'prompts', ...`${prompt}.prompt`.split('/'));
  let revision = 1_000_000;
  const inserts: number[] = [];
  const commit = async (): Promise<number> => {
    // As an editor has saved it.
    await writeFile(file, sourceOf(prompt, (revision += 1)));
    inserts.push(await native.insert());
    const start = performance.now();
    await opened.registry.commit({ prompt, message: 'A change' });
    return performance.now() - start;
  };
  const first = await commit();
  const later: number[] = [];
  const paused: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    later.push(await commit());
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
    await opened.registry.refresh();
    paused.push(await commit());
  }
  native.close();
  opened.close();
  return { first, later, paused, native: inserts };
}
