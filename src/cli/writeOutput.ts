import { resolve } from 'node:path';
import { LedgerError } from '../core/errors';
import { isWritten } from '../core/ioFailure';
import { replaceFile } from '../store/replaceFile';
import type { Context } from './command';

/** A file that a command wrote, as programs see it. */
export interface WrittenFile {
  readonly format: string;
  readonly file: string;
  readonly bytes: number;
}

/**
 * Replaces whole what `--output` names; `undefined` where that is stdout. Throws `io`, and what was wrong
 * with a record where the content lacks something for it: a file that was whole is not replaced by a part.
 * @param format what the content is called
 */
export async function writeOutput(
  { folder, options: { output }, warn, leftOut }: Context,
  format: string,
  content: string | Uint8Array,
): Promise<{ readonly value: WrittenFile; readonly text: string } | undefined> {
  if (output === undefined || output === '-') return undefined;
  const file = resolve(folder, output);
  const missing = leftOut.find(({ isPartial }) => isPartial)?.problem;
  if (missing !== undefined) {
    const message = `${missing.path}: ${missing.message} Nothing was written to ${file}, for it would lack something.`;
    throw new LedgerError(missing.code, { path: missing.path }, message);
  }
  try {
    await replaceFile(file, content);
  } catch (error) {
    if (!isWritten(error)) throw error;
    warn(error.message);
  }
  const bytes = Buffer.byteLength(content);
  return { value: { format, file, bytes }, text: `Wrote ${file} (${bytes} bytes).\n` };
}
