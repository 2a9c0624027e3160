import { mkdir, readdir, rename, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';

const HARMS = ['cut', 'alien', 'moved', 'folder'] as const;

/** What happens to one of the record files of a registry, the `pick`th in order. */
interface Harm {
  readonly kind: (typeof HARMS)[number];
  readonly pick: number;
}

/** Some harm that git, a disk or a stranger does to record files; often none. */
export const harms: fc.Arbitrary<readonly Harm[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...HARMS), pick: fc.nat(997) }),
  { maxLength: 3 },
);

/** Does it to the registry in `root`. */
export async function doHarm(root: string, all: readonly Harm[]): Promise<void> {
  await mkdir(join(root, 'records'), { recursive: true });
  for (const { kind, pick } of all) {
    const files = await recordFiles(join(root, 'records'));
    const file = files[pick % Math.max(1, files.length)];
    if (file === undefined) continue;
    const path = join(root, 'records', file);
    const alien = join(dirname(path), `${pick}.json`);
    if (kind === 'cut') await writeFile(path, '{"kind":');
    if (kind === 'alien') await writeFile(alien, '{}');
    if (kind === 'folder') await rename(path, `${path}.away`).then(() => mkdir(path));
    if (kind === 'moved') await move(root, file, pick);
    // What was written just now may still change, so that it is looked at again and again.
    for (const harmed of [path, alien]) await utimes(harmed, 0, 0).catch(() => undefined);
  }
}

async function recordFiles(records: string): Promise<readonly string[]> {
  const entries = await readdir(records, { withFileTypes: true, recursive: true });
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith('.json'))
    .map(entry => relative(records, join(entry.parentPath, entry.name)))
    .sort();
}

/** A record in the folder of another prompt, or in one where no prompt can be. */
async function move(root: string, file: string, pick: number): Promise<void> {
  const folder = join(root, 'records', ['shared/tone', 'elsewhere', 'No Prompt'][pick % 3] ?? '');
  await mkdir(folder, { recursive: true });
  await rename(join(root, 'records', file), join(folder, file.split('/').at(-1) ?? ''));
}
