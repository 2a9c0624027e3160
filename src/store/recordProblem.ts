import { lstatSync } from 'node:fs';
import { LedgerError } from '../core/base/errors';
import {
  oversized,
  recordPath,
  type RecordFile,
  type RecordProblem,
} from '../core/ledger/records/recordFile';
import { errorCode } from '../core/base/ioFailure';

type Place = Pick<RecordFile, 'folder' | 'name'>;

const HINTS: Readonly<Record<string, string>> = {
  EACCES: 'Check that you may read it.',
  EPERM: 'Check that you may read it.',
  EIO: 'Check the disk.',
  EMFILE: 'Too many files are open: close some, or raise the limit (ulimit -n).',
  ENFILE: 'Too many files are open: close some, or raise the limit.',
};

/** Why a record file that is there could not be read: damaged where it is no plain file, else `io`. */
export function unreadableFile(place: Place, file: string, error: unknown): RecordProblem {
  const path = recordPath(place);
  if (errorCode(error) === 'EFBIG') return oversized(place);
  const oddity = oddityOf(file);
  if (oddity !== undefined) return { path, code: 'record-corrupt', message: oddity };
  return { path, code: 'io', message: sentenceOf(error) };
}

/** Why the records of a folder are not known: it is there and cannot be listed. */
export function unreadableFolder(folder: string, error: unknown): RecordProblem {
  const cause = error instanceof LedgerError ? (error.cause ?? error) : error;
  return { path: `records/${folder}`, code: 'io', message: sentenceOf(cause) };
}

/** Node's reason without its path, which is told beside it, and what to do. */
function sentenceOf(error: unknown): string {
  const code = errorCode(error) ?? '';
  const text = error instanceof Error ? error.message : String(error);
  const reason = text.replace(/^\w+: /, '').replace(/, \w+( '.*)?$/s, '');
  const told = code === '' ? reason : `${reason} (${code})`;
  const hint = HINTS[code] ?? 'See what it is, and put the file back.';
  return `It is there and cannot be read: ${told}. ${hint}`;
}

/** What stands there instead of a plain file. */
function oddityOf(file: string): string | undefined {
  try {
    const stats = lstatSync(file);
    if (stats.isSymbolicLink()) return 'It is a symbolic link, which a registry may not hold.';
    if (stats.isDirectory()) return 'It is a folder with the name of a record.';
    return stats.isFile() ? undefined : 'It is no plain file but a pipe, a socket or a device.';
  } catch {
    // Not a state: reading it has failed already, and that is what is told.
    return undefined;
  }
}
