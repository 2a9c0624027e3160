import { join } from 'node:path';
import { LedgerError } from '../../src/core/base/errors';
import { newRegistry } from '../support/openedRegistry';
import { actAtRandom, PROMPTS } from './acts';
import type { Random } from './random';

const ACTS = 40;

/** Makes a registry of some dozen records in `root`; returns the paths of their files. */
export async function makeRegistry(root: string, random: Random): Promise<readonly string[]> {
  const opened = await newRegistry(root);
  for (const prompt of PROMPTS) await opened.registry.commit({ prompt, source: `${prompt}\n` });
  for (let act = 0; act < ACTS; act += 1) {
    // What a name means is not what is tried here.
    await actAtRandom(opened.registry, random, ['rename']).catch((error: unknown) => {
      if (!(error instanceof LedgerError)) throw error;
    });
  }
  const listing = await opened.records.list();
  opened.close();
  return [...listing].flatMap(([folder, names]) =>
    names.map(name => join(root, 'records', ...folder.split('/'), name)),
  );
}
