import { rm } from 'node:fs/promises';
import { promptNameProblem } from '../core/base/names';
import type { Unfinished } from '../registry/ports';
import type { Disk } from './disk';
import {
  containedPath,
  decodeUtf8,
  ioError,
  isAbsent,
  listIfThere,
  readIfThere,
  writeDurably,
} from './files';

/** In `cache/`: what one copy of a registry has left to do is nothing for git. */
const FOLDER = ['cache', 'unfinished'] as const;
const FILE_NAME = /^[0-9a-f]{32}\.json$/;

/** What is left to do, in no order. What is no such file says nothing. Throws `io`. */
export async function listUnfinished(root: string, disk: Disk): Promise<readonly Unfinished[]> {
  const found: Unfinished[] = [];
  for (const entry of await listIfThere(root, FOLDER, disk)) {
    if (!entry.isFile() || !FILE_NAME.test(entry.name)) continue;
    const bytes = await readIfThere(root, [...FOLDER, entry.name], disk);
    const read = bytes === undefined ? undefined : parseUnfinished(decodeUtf8(bytes) ?? '');
    if (read?.record === entry.name.slice(0, -'.json'.length)) found.push(read);
  }
  return found;
}

/** Keeps what is left to do, in place of what was kept for the same record. Throws as `writeDurably`. */
export async function keepUnfinished(root: string, unfinished: Unfinished): Promise<void> {
  const text = `${JSON.stringify(unfinished, null, 2)}\n`;
  await writeDurably(root, [...FOLDER, `${unfinished.record}.json`], text);
}

/** Forgets what was left to do, for it is done or will not be. Throws `io`. */
export async function forgetUnfinished(root: string, record: string): Promise<void> {
  const file = await containedPath(root, [...FOLDER, `${record}.json`]);
  try {
    await rm(file);
  } catch (error) {
    if (!isAbsent(error)) throw ioError(file, error);
  }
}

/** Anything may lie in a folder that is called "cache". */
function parseUnfinished(text: string): Unfinished | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Half a file is one whose writer never came to the record.
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { record, folder, document, tag } = value as Record<string, unknown>;
  if (typeof record !== 'string' || typeof folder !== 'string') return undefined;
  if (promptNameProblem(folder) !== undefined) return undefined;
  return {
    record,
    folder,
    document: document === null || typeof document === 'string' ? document : undefined,
    tag: typeof tag === 'string' ? tag : undefined,
  };
}
