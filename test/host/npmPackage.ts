import { readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { runNpm, runProgram, type ProcessOptions } from './childProcess';

/** npm gives a single download five minutes; over a slow line 130 MB take longer. */
const PATIENT = '--fetch-timeout=3600000';

/**
 * Unpacks one npm package (`name@version`), without its dependencies and scripts, into an empty
 * folder. Throws an Error with npm's output when the package cannot be had.
 */
export async function unpackPackage(name: string, directory: string): Promise<void> {
  const pack = ['pack', name, '--json', PATIENT, '--pack-destination', directory];
  const archive = packedFile(await runNpm(pack, withNpmSigns(directory)));
  // Each file that it prints is a sign of life.
  await runProgram('tar', ['-xvzf', archive, '--strip-components=1'], { cwd: directory });
  await rm(path.join(directory, archive));
}

/**
 * How npm is run in a folder while it downloads, which it does in silence: it is heard by what grows
 * in its cache and in the folder.
 */
export function withNpmSigns(directory: string): ProcessOptions {
  const cache = process.env.npm_config_cache ?? path.join(homedir(), '.npm');
  const folders = [
    path.join(cache, '_cacache', 'tmp'),
    path.join(directory, 'node_modules'),
    directory,
  ];
  return { cwd: directory, look: () => `npm wrote: ${folders.map(contentsOf).join(', ')}` };
}

/** The entries and bytes that lie in a folder itself. */
function contentsOf(folder: string): string {
  let bytes = 0;
  let names: readonly string[] = [];
  try {
    names = readdirSync(folder);
    for (const name of names) bytes += statSync(path.join(folder, name)).size;
  } catch {
    // What npm has just taken away tells nothing; the next look will.
  }
  return `${names.length} entries with ${bytes} bytes in ${folder}`;
}

function packedFile(printed: string): string {
  const answer = JSON.parse(printed) as { filename: string }[];
  const [first] = answer;
  if (first === undefined) throw new Error(`npm pack named no file: ${printed}`);
  return first.filename;
}
