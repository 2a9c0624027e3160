import type { Stats } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseRegistryConfig } from '../core/ledger/environments/registryConfig';
import { LedgerError } from '../core/base/errors';
import {
  readRecordFile,
  recordFileName,
  recordId,
  recordPath,
  isRecordFileName,
} from '../core/ledger/records/recordFile';
import { digest } from './digest';
import { BACKGROUND } from './disk';
import { containedPath, decodeUtf8, ioError, isAbsent, listIfThere, writeDurably } from './files';
import { gitConflicts, type GitConflicts } from './gitConflicts';
import { GitFiles } from './gitFiles';
import { GitRecords } from './gitRecords';
import { repositoryAround } from './gitRepository';
import { compareText } from '../core/base/textOrder';

/** One thing that a repair did. */
export interface RepairAct {
  /** Where the record lies now, below the registry's folder. */
  readonly path: string;
  readonly act: 'restored' | 'moved' | 'removed';
  /** What was done and why, as a sentence. */
  readonly message: string;
}

/** A file that is a record, whatever place it was found at. */
interface Placed {
  /** Where it says that it belongs. */
  readonly path: string;
  readonly text: string;
}

/**
 * Puts the records of a registry in order: every record of both sides of a conflict is kept under its
 * own name, a misplaced one goes where it says it belongs, and what is damaged or missing is taken from
 * git by the hash in its name. What cannot be done so is left as it is. No bytes of a record are lost.
 * @param root absolute path of the registry's folder
 * @param since a commit of git whose records must be there as well
 * Throws `io`, `registry-newer`, and `invalid-argument` for a commit that git does not know.
 */
export async function repairRecords(root: string, since?: string): Promise<readonly RepairAct[]> {
  await refuseNewer(root);
  const conflicts = await gitConflicts(root);
  const acts: RepairAct[] = [];
  for (const { path, bytes } of conflicts.sides) {
    const record = bytes === undefined ? undefined : placed(path, bytes);
    if (record === undefined || (await isSound(root, record))) continue;
    await restore(root, record);
    acts.push(restored(record.path, 'A side of a conflict has it.'));
  }
  for (const path of await filesBelow(root)) acts.push(...(await putInPlace(root, path)));
  acts.push(...(await takeFromGit(root, since, conflicts)));
  return acts;
}

/** What a newer format keeps elsewhere is nothing to bring back. A file that nobody can read is no reason. */
async function refuseNewer(root: string): Promise<void> {
  const bytes = await plainFile(root, 'registry.json');
  try {
    parseRegistryConfig(bytes && decodeUtf8(bytes));
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'invalid-registry') return;
    throw error;
  }
}

/** What a file is that carries the hash of its bytes in its name; a changed one is nobody's record. */
function placed(path: string, bytes: Buffer): Placed | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const hash = digest(bytes);
  const text = decodeUtf8(bytes);
  if (text === undefined || !name.includes(recordId(hash))) return undefined;
  const head = headOf(text);
  if (head === undefined) return undefined;
  const file = { folder: head.prompt, name: recordFileName(head.at, recordId(hash)) };
  if (readRecordFile({ ...file, text, digest: hash }).kind === 'problem') return undefined;
  return { path: recordPath(file), text };
}

function headOf(text: string): { readonly prompt: string; readonly at: string } | undefined {
  try {
    const { prompt, at } = Object(JSON.parse(text)) as Record<string, unknown>;
    return typeof prompt === 'string' && typeof at === 'string' ? { prompt, at } : undefined;
  } catch {
    // What is no JSON is no record, and stays for verify to name.
    return undefined;
  }
}

/** Whether a record lies at its place as a plain file with its bytes. */
async function isSound(root: string, { path, text }: Placed): Promise<boolean> {
  const file = await plainFile(root, path);
  return file?.equals(Buffer.from(text, 'utf8')) === true;
}

/** The bytes of a file that is no link and below none; `undefined` where there is no such file. */
async function plainFile(root: string, path: string): Promise<Buffer | undefined> {
  if ((await statsOf(root, path))?.isFile() !== true) return undefined;
  return BACKGROUND.read(await containedPath(root, path.split('/')));
}

/** A link or damaged file in its place makes way: what it was is not the record. */
async function restore(root: string, { path, text }: Placed): Promise<void> {
  if ((await statsOf(root, path))?.isSymbolicLink() === true) {
    await rm(join(root, ...path.split('/')));
  }
  await writeDurably(root, path.split('/'), text);
}

/** Of a link itself; `undefined` where nothing is. */
async function statsOf(root: string, path: string): Promise<Stats | undefined> {
  const file = join(root, ...path.split('/'));
  try {
    return await BACKGROUND.lstat(file);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw ioError(file, error);
  }
}

function restored(path: string, why: string): RepairAct {
  return { path, act: 'restored', message: `${path} is back. ${why}` };
}

/** Every plain file below `records/`, by its path. */
async function filesBelow(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  const open = ['records'];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of await listIfThere(root, folder.split('/'))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) open.push(path);
      else if (entry.isFile()) found.push(path);
    }
  }
  return found.sort(compareText);
}

async function putInPlace(root: string, path: string): Promise<readonly RepairAct[]> {
  const bytes = await plainFile(root, path);
  const record = bytes === undefined ? undefined : placed(path, bytes);
  if (record === undefined || record.path === path) return [];
  // A folder may hold what somebody wants; verify names it.
  if ((await statsOf(root, record.path))?.isDirectory() === true) return [];
  const source = await containedPath(root, path.split('/'));
  const target = join(root, ...record.path.split('/'));
  try {
    if (await isSound(root, record)) {
      await rm(source);
      const message = `${path} is gone: it was a copy of ${record.path}.`;
      return [{ path: record.path, act: 'removed', message }];
    }
    await containedPath(root, record.path.split('/').slice(0, -1));
    await mkdir(dirname(target), { recursive: true });
    await rename(source, target);
  } catch (error) {
    throw ioError(target, error);
  }
  return [
    {
      path: record.path,
      act: 'moved',
      message: `${path} was moved to ${record.path}, where it says it belongs.`,
    },
  ];
}

/** A commit to take records from, and which of them must be there: what is damaged is taken from any. */
interface Source {
  readonly revision: string;
  readonly isWanted: (path: string) => boolean;
}

/** Brings back what is damaged, and what is missing without a merge that may have taken it away. */
async function takeFromGit(
  root: string,
  since: string | undefined,
  { isUnderWay, sides }: GitConflicts,
): Promise<readonly RepairAct[]> {
  const found = await repositoryAround(root);
  if (found.kind !== 'repository') return [];
  // Git merges records that it takes for one, and then no side has the bytes of either.
  const unmerged = new Set(sides.map(({ path }) => path));
  const sources: Source[] = [
    ...(since === undefined ? [] : [await namedSource(root, since)]),
    { revision: 'HEAD', isWanted: path => !isUnderWay || unmerged.has(path) },
    { revision: 'MERGE_HEAD', isWanted: path => unmerged.has(path) },
  ];
  const acts: RepairAct[] = [];
  for (const { revision, isWanted } of sources) {
    for (const [path, bytes] of await revisionFiles(root, revision, since)) {
      const record = placed(path, bytes);
      if (record?.path !== path || (await isSound(root, record))) continue;
      const there = await statsOf(root, path);
      // A folder may hold what somebody wants; verify names it.
      if (there === undefined ? !isWanted(path) : there.isDirectory()) continue;
      await restore(root, record);
      acts.push(restored(path, `Git has it at ${revision}.`));
    }
  }
  return acts;
}

/** What a branch never had, because it began earlier, is not missing. */
async function namedSource(root: string, revision: string): Promise<Source> {
  const common = await new GitRecords(root).commonRecords(revision);
  return { revision, isWanted: path => common === undefined || common.has(path) };
}

/** None where there is no such commit, unless a person named it. */
async function revisionFiles(
  root: string,
  revision: string,
  since: string | undefined,
): Promise<ReadonlyMap<string, Buffer>> {
  const files = await GitFiles.at(root, revision).catch((error: unknown) => {
    if (revision === since) throw error;
    return undefined;
  });
  if (files === undefined) return new Map();
  const listed = (await files.list('records')).filter(
    ({ path, mode }) => mode !== '120000' && isRecordFileName(path),
  );
  return files.read(listed);
}
