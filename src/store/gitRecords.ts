import { freezesTag } from '../core/ledger/derive/tags';
import { environmentNames } from '../core/ledger/environments/environmentNames';
import { relative, sep } from 'node:path';
import { LedgerError } from '../core/base/errors';
import {
  isRecordFileName,
  oversized,
  type ReadRecord,
  readRecordFile,
  recordPath,
} from '../core/ledger/records/recordFile';
import { MAX_RECORD_BYTES } from '../core/ledger/records/recordLimits';
import type {
  CommittedRegistry,
  FolderRecords,
  HistoryProblem,
  RecordHistory,
} from '../registry/ports';
import { digest } from './digest';
import { decodeUtf8 } from './files';
import { gitDocuments } from './gitDocuments';
import { GitFiles } from './gitFiles';
import { realPathOf } from './realPaths';
import { LINK_MESSAGE } from './linkedRoot';
import { workTreeAround } from './workTree';

const RECORDS = 'records';
const CONFIG = 'registry.json';
/** The mode of symbolic links in git's trees. */
const LINK_MODE = '120000';

/** A file of records, and its bytes. */
interface CommittedFile {
  readonly folder: string;
  readonly name: string;
  /** `undefined` for a symbolic link, which is no record wherever it leads. */
  readonly bytes: Uint8Array | undefined;
}

/** The records that commits of git hold. Throws what `GitFiles` does. */
export class GitRecords implements RecordHistory {
  readonly #root: string;

  /** @param root absolute path of the registry's folder, in a work tree of git */
  constructor(root: string) {
    this.#root = root;
  }

  async registryAt(commit: string): Promise<CommittedRegistry> {
    const files = await GitFiles.at(this.#root, commit);
    return { folders: await readRecords(files), config: await configOf(files) };
  }

  documentsAt(commit: string): Promise<ReadonlyMap<string, string>> {
    return gitDocuments(this.#root, commit);
  }

  async commonRecords(commit: string, other?: string): Promise<ReadonlySet<string> | undefined> {
    const against = other === undefined ? undefined : await GitFiles.at(this.#root, other);
    const bases = await (await GitFiles.at(this.#root, commit)).mergeBases(against);
    if (bases.length === 0) return undefined;
    const paths = new Set<string>();
    for (const base of bases) {
      const files = await GitFiles.at(this.#root, base);
      for (const { path } of await files.list(RECORDS)) paths.add(path);
    }
    return paths;
  }

  async problems(): Promise<readonly HistoryProblem[]> {
    try {
      await workTreeAround(this.#root);
      return [];
    } catch (error) {
      if (!(error instanceof LedgerError) || error.code !== 'invalid-registry') throw error;
      const root = (await realPathOf(this.#root)) ?? this.#root;
      const path = relative(root, String(error.data.path)).split(sep).join('/');
      return [{ path, code: error.code, message: error.message }];
    }
  }
}

/** The text of registry.json; `undefined` where there is none. */
async function configOf(files: GitFiles): Promise<string | undefined> {
  const config = await files.file(CONFIG);
  const bytes = config === undefined ? undefined : (await files.read([config])).get(CONFIG);
  return bytes === undefined ? undefined : (decodeUtf8(bytes) ?? '');
}

async function readRecords(files: GitFiles): Promise<readonly FolderRecords[]> {
  const listed = await files.list(RECORDS);
  const links = new Set(listed.filter(({ mode }) => mode === LINK_MODE).map(({ path }) => path));
  const contents = await files.read(listed);
  const byFolder = new Map<string, CommittedFile[]>();
  for (const file of [...contents].flatMap(([path, bytes]) =>
    committedFile(path, links.has(path) ? undefined : bytes),
  )) {
    const inFolder = byFolder.get(file.folder);
    if (inFolder === undefined) byFolder.set(file.folder, [file]);
    else inFolder.push(file);
  }
  const folders = [...byFolder].map(([folder, inFolder]) => readFolder(folder, inFolder));
  if (!folders.some(({ records }) => records.some(freezesTag))) return folders;
  const environments = environmentNames(await configOf(files));
  return folders.map(folder => ({ ...folder, environments }));
}

function committedFile(path: string, bytes: Uint8Array | undefined): CommittedFile[] {
  const folders = path.slice(RECORDS.length + 1).split('/');
  const name = folders.pop() ?? '';
  return isRecordFileName(name) ? [{ folder: folders.join('/'), name, bytes }] : [];
}

function readFolder(folder: string, files: readonly CommittedFile[]): FolderRecords {
  const read = files.map(file => readFile(folder, file));
  return {
    folder,
    names: files.map(({ name }) => name).sort(),
    records: read.flatMap(item => (item.kind === 'record' ? [item.record] : [])),
    problems: read.flatMap(item => (item.kind === 'problem' ? [item.problem] : [])),
  };
}

function readFile(folder: string, { name, bytes }: CommittedFile): ReadRecord {
  if (bytes !== undefined && bytes.length > MAX_RECORD_BYTES) {
    return { kind: 'problem', problem: oversized({ folder, name }) };
  }
  if (bytes !== undefined) {
    return readRecordFile({ folder, name, text: decodeUtf8(bytes), digest: digest(bytes) });
  }
  const path = recordPath({ folder, name });
  return { kind: 'problem', problem: { path, code: 'record-corrupt', message: LINK_MESSAGE } };
}
