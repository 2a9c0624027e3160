import { cp } from 'node:fs/promises';
import { openFiles } from '../../src/store/openFiles';
import type { CliRegistry } from './cliRegistry';
import { steppingClock } from './openedRegistry';
import { ben } from './recordBuilder';

/** Lets two people commit to `support/greeting` on two branches, and merges them as git does. */
export async function branchOff({ root, registry }: CliRegistry): Promise<void> {
  const prompt = 'support/greeting';
  const theirs = `${root}-theirs`;
  await cp(root, theirs, { recursive: true });
  const other = openFiles(theirs, () => Promise.resolve(ben), steppingClock(Date.UTC(2026, 11, 1)));
  await other.registry.commit({ prompt, source: 'Good day {{name}}.\nBye.\n', message: 'Bye' });
  await registry.commit({ prompt, source: 'So.\nGood day {{name}}.\n', message: 'So' });
  await cp(`${theirs}/records`, `${root}/records`, { recursive: true });
}
