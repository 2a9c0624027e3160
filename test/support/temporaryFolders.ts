import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A process that was ended may have children which write for a moment longer. */
const REMOVED = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 } as const;

/** Gives a test folders of its own; all of them are removed after it. Call it inside `describe`. */
export function temporaryFolders(): () => Promise<string> {
  const made: string[] = [];
  afterEach(async () => {
    await Promise.all(made.splice(0).map(folder => rm(folder, REMOVED)));
  });
  return async () => {
    const folder = await mkdtemp(join(tmpdir(), 'prompt-ledger-test-'));
    made.push(folder);
    return folder;
  };
}
