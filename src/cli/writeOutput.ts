import { resolve } from 'node:path';
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
 * Replaces whole what `--output` names; `undefined` where that is stdout. Throws `io`.
 * @param format what the content is called
 */
export async function writeOutput(
  { folder, options: { output }, warn }: Context,
  format: string,
  content: string | Uint8Array,
): Promise<{ readonly value: WrittenFile; readonly text: string } | undefined> {
  if (output === undefined || output === '-') return undefined;
  const file = resolve(folder, output);
  try {
    await replaceFile(file, content);
  } catch (error) {
    if (!isWritten(error)) throw error;
    warn(error.message);
  }
  const bytes = Buffer.byteLength(content);
  return { value: { format, file, bytes }, text: `Wrote ${file} (${bytes} bytes).\n` };
}
