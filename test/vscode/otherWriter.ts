import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Author } from '../../src/core/ledger/records/records';
import { LedgerIndex } from '../../src/index/ledgerIndex';
import { loadSqlite } from '../../src/index/loadSqlite';
import { Registry } from '../../src/registry/registry';
import { digest } from '../../src/store/digest';
import { DocumentFiles, documentPath } from '../../src/store/documentFiles';
import { RecordFiles } from '../../src/store/recordFiles';
import { extension, registryFolder } from './window';

/** Somebody else, who writes to the same files without this window. */
export const BEN: Author = { name: 'Ben Okafor', email: 'ben.okafor@example.com' };

/** Opens a registry as another program would: the command line, or another window. */
export async function openOutside(root = registryFolder): Promise<Registry> {
  const wasm = await readFile(join(extension().extensionPath, 'dist', 'sql-wasm.wasm'));
  const registry = new Registry({
    records: new RecordFiles(root),
    documents: new DocumentFiles(root),
    index: LedgerIndex.open(await loadSqlite(wasm), digest),
    clock: Date.now,
    identity: () => Promise.resolve(BEN),
    digest,
  });
  await registry.refresh();
  return registry;
}

/** A clone of one prompt on another branch. */
export interface Branch {
  readonly registry: Registry;
  /** Copies the records into this window's registry, as a merge of the branches would. */
  bringRecords(): Promise<void>;
  /** The same, with the working document as it is on the branch. */
  bringAll(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a clone of a prompt, in which Ben works without seeing what happens in the window. */
export async function branchOff(prompt: string): Promise<Branch> {
  const folder = await mkdtemp(join(tmpdir(), 'prompt-ledger-branch-'));
  const paths = ['registry.json', join('records', prompt), join(...documentPath(prompt))];
  for (const path of paths) await copy(registryFolder, folder, path);
  const bringRecords = () => copy(folder, registryFolder, join('records', prompt));
  return {
    registry: await openOutside(folder),
    bringRecords,
    bringAll: async () => {
      await bringRecords();
      await copy(folder, registryFolder, join(...documentPath(prompt)));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function copy(from: string, to: string, path: string): Promise<void> {
  await mkdir(dirname(join(to, path)), { recursive: true });
  await cp(join(from, path), join(to, path), { recursive: true });
}
