import { mkdir, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { LedgerError } from '../core/base/errors';
import { errorCode, isWritten, writeFailure } from '../core/base/ioFailure';
import { REGISTRY_FOLDER } from '../store/findRegistry';
import { isWithin } from '../store/realPaths';
import { replaceFile } from '../store/replaceFile';
import type { Context } from './command';

/** A file that a command wrote, as programs see it. */
export interface WrittenFile {
  readonly format: string;
  readonly file: string;
  readonly bytes: number;
}

/**
 * Replaces whole what `--output` names; `undefined` where that is stdout. Throws `io`, `invalid-argument`
 * where that is a file of a registry, and what was wrong with a record where the content lacks something
 * for it: a file that was whole is not replaced by a part.
 * @param format what the content is called
 */
export async function writeOutput(
  { folder, options: { registry }, warn, leftOut }: Context,
  output: string | undefined,
  format: string,
  content: string | Uint8Array,
): Promise<{ readonly value: WrittenFile; readonly text: string } | undefined> {
  if (output === undefined || output === '-') return undefined;
  const file = resolve(folder, output);
  await refuseRegistryFile(file, registry === undefined ? [] : [resolve(folder, registry)]);
  const missing = leftOut.find(({ isPartial }) => isPartial)?.problem;
  if (missing !== undefined) {
    const message = `${missing.path}: ${missing.message} Nothing was written to ${file}, for it would lack something.`;
    throw new LedgerError(missing.code, { path: missing.path }, message);
  }
  try {
    await mkdir(dirname(file), { recursive: true });
    await replaceFile(file, content);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw writeFailure(file, error);
    if (!isWritten(error)) throw error;
    warn(error.message);
  }
  const bytes = Buffer.byteLength(content);
  return { value: { format, file, bytes }, text: `Wrote ${file} (${bytes} bytes).\n` };
}

/**
 * Records and what lies beside them are written by their own commands alone, whatever links lead there.
 * Throws `invalid-argument`.
 * @param named registries that may be called otherwise; nobody needs one to write a file
 */
export async function refuseRegistryFile(file: string, named: readonly string[]): Promise<void> {
  const roots = await Promise.all(named.map(whereItIs));
  for (const place of [file, await whereItIs(file)]) {
    const isNamed = roots.some(root => isWithin(root, place));
    if (!isNamed && !place.split(sep).includes(REGISTRY_FOLDER)) continue;
    throw new LedgerError(
      'invalid-argument',
      { file },
      `${file} lies in the folder of a registry, which holds records and prompts alone. Nothing was written. Name a file outside of it.`,
    );
  }
}

/** The place that a path leads to through all links, whether or not there is something. */
async function whereItIs(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) return path;
    // A link to nothing would make what it names.
    const folder = await whereItIs(dirname(path));
    const link = await linkAt(path);
    return link === undefined ? join(folder, basename(path)) : whereItIs(resolve(folder, link));
  }
}

/** What a link says; `undefined` where there is none. Throws what Node does. */
async function linkAt(path: string): Promise<string | undefined> {
  try {
    return await readlink(path);
  } catch (error) {
    if (['ENOENT', 'EINVAL'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}
