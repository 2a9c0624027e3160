import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Author } from '../../src/core/ledger/records/records';
import { LedgerIndex } from '../../src/index/ledgerIndex';
import { Ledger, type RegistryChange } from '../../src/registry/ledger';
import { Registry } from '../../src/registry/registry';
import { digest } from '../../src/store/digest';
import { DocumentFiles } from '../../src/store/documentFiles';
import { findExperimentsIn } from '../../src/store/evaluationFiles';
import { openFiles } from '../../src/store/openFiles';
import { RecordFiles } from '../../src/store/recordFiles';
import type { ReadLog } from './countedStore';
import { ada } from './recordBuilder';
import { loadSqlite } from './sqlite';

/** A registry over real files and a real database, and what a test wants to see of it. */
export interface OpenedRegistry {
  readonly root: string;
  readonly registry: Registry;
  /** What the use cases of the registry work with. */
  readonly ledger: Ledger;
  /** The same as a program without an index has it. */
  readonly files: Registry;
  readonly index: LedgerIndex;
  readonly records: RecordFiles;
  readonly documents: DocumentFiles;
  /** Every change that was told, oldest first. */
  readonly changes: RegistryChange[];
  close(): void;
}

export interface OpenOptions {
  readonly author?: Author;
  readonly clock?: () => number;
  /** A database that an earlier session saved. */
  readonly saved?: Uint8Array;
  /** Notes what is read. */
  readonly reads?: ReadLog;
}

const START = Date.UTC(2026, 10, 20, 9);

/** A clock that is one second later each time it is asked. */
export function steppingClock(start = START): () => number {
  let now = start;
  return () => (now += 1000);
}

/** Opens the registry in `root` as one window, CLI or clone would, without looking at the disk yet. */
export async function openRegistry(
  root: string,
  options: OpenOptions = {},
): Promise<OpenedRegistry> {
  const index = LedgerIndex.open(await loadSqlite(), digest, options.saved);
  const records = new RecordFiles(root);
  const documents = new DocumentFiles(root);
  const { reads } = options;
  const ledger = new Ledger({
    records: reads?.records(records) ?? records,
    documents: reads?.documents(documents) ?? documents,
    index,
    clock: options.clock ?? steppingClock(),
    identity: () => Promise.resolve(options.author ?? ada),
    digest,
    findExperiments: findExperimentsIn(root),
  });
  const registry = new Registry(ledger);
  const changes: RegistryChange[] = [];
  registry.onDidChange(change => changes.push(change));
  const close = () => {
    index.close();
  };
  const files = openFiles(root, () => Promise.resolve(options.author ?? ada)).registry;
  return { root, registry, ledger, files, index, records, documents, changes, close };
}

/** A new registry with its three environments, and no change told yet. */
export async function newRegistry(root: string, options?: OpenOptions): Promise<OpenedRegistry> {
  await mkdir(root, { recursive: true });
  const opened = await openRegistry(root, options);
  await opened.registry.initialize();
  opened.changes.length = 0;
  return opened;
}

/** Every file below a folder with its text, without `cache/`, to see that nothing was lost. */
export async function filesBelow(root: string): Promise<Record<string, string>> {
  const { readdir, readFile } = await import('node:fs/promises');
  const entries = await readdir(root, { withFileTypes: true, recursive: true });
  const found: Record<string, string> = {};
  for (const entry of entries.filter(entry => entry.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(root.length + 1).replaceAll('\\', '/');
    if (!name.startsWith('cache/')) found[name] = await readFile(path, 'latin1');
  }
  return found;
}
