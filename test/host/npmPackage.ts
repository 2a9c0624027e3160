import { rm } from 'node:fs/promises';
import path from 'node:path';
import { runNpm, runProgram } from './childProcess';

/** A machine with a slow line still gets there; a hanging one is given up. */
export const INSTALL_TIMEOUT_MS = 240_000;

/**
 * Unpacks one npm package (`name@version`), without its dependencies and scripts, into an empty
 * folder. Throws an Error with npm's output when the package cannot be had.
 */
export async function unpackPackage(name: string, directory: string): Promise<void> {
  const options = { cwd: directory, timeoutMs: INSTALL_TIMEOUT_MS };
  const printed = await runNpm(['pack', name, '--json', '--pack-destination', directory], options);
  const archive = packedFile(printed);
  await runProgram('tar', ['-xzf', archive, '--strip-components=1'], options);
  await rm(path.join(directory, archive));
}

function packedFile(printed: string): string {
  const answer = JSON.parse(printed) as { filename: string }[];
  const [first] = answer;
  if (first === undefined) throw new Error(`npm pack named no file: ${printed}`);
  return first.filename;
}
