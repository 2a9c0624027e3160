/** Promotes with few file handles left: `tsx fewHandles.ts ROOT LEFT`; prints what became of it as JSON. */
import { closeSync, openSync } from 'node:fs';
import { LedgerError } from '../../src/core/base/errors';
import { openFiles } from '../../src/store/openFiles';
import { ada } from '../support/recordBuilder';

async function main(root: string, left: number): Promise<void> {
  const open = () => openFiles(root, () => Promise.resolve(ada)).registry;
  // What is loaded when it is first used is loaded now.
  await open().commit({ prompt: 'warm', source: 'x' });
  const held: number[] = [];
  try {
    for (;;) held.push(openSync('/dev/null', 'r'));
  } catch {
    // The limit is reached, which is what this is for.
  }
  for (const handle of held.splice(0, left)) closeSync(handle);
  const told = await open()
    .promote({ prompt: 'support/greeting', environment: 'production' })
    .then(
      ({ number }) => ({ number }),
      (error: unknown) => ({ code: error instanceof LedgerError ? error.code : String(error) }),
    );
  for (const handle of held) closeSync(handle);
  process.stdout.write(JSON.stringify(told));
}

void main(process.argv[2] ?? '', Number(process.argv[3]));
