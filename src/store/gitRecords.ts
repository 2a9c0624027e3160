import { relative, sep } from 'node:path';
import { LedgerError } from '../core/errors';
import { isRecordFileName, readRecordFile } from '../core/records/recordFile';
import type { FolderRecords, HistoryProblem, RecordHistory } from '../registry/ports';
import { digest } from './digest';
import { decodeUtf8 } from './files';
import { GitFiles } from './gitFiles';
import { realPathOf } from './realPaths';
import { workTreeAround } from './workTree';

const RECORDS = 'records';

/** A file of records, and its bytes. */
interface CommittedFile {
  readonly folder: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The records that commits of git hold. Throws what `GitFiles` does. */
export class GitRecords implements RecordHistory {
  readonly #root: string;

  /** @param root absolute path of the registry's folder, in a work tree of git */
  constructor(root: string) {
    this.#root = root;
  }

  async recordsAt(commit: string): Promise<readonly FolderRecords[]> {
    const files = await GitFiles.at(this.#root, commit);
    const contents = await files.read(await files.list(RECORDS));
    const byFolder = new Map<string, CommittedFile[]>();
    for (const file of [...contents].flatMap(committedFile)) {
      const inFolder = byFolder.get(file.folder);
      if (inFolder === undefined) byFolder.set(file.folder, [file]);
      else inFolder.push(file);
    }
    return [...byFolder].map(([folder, inFolder]) => readFolder(folder, inFolder));
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

function committedFile([path, bytes]: [string, Uint8Array]): CommittedFile[] {
  const folders = path.slice(RECORDS.length + 1).split('/');
  const name = folders.pop() ?? '';
  return isRecordFileName(name) ? [{ folder: folders.join('/'), name, bytes }] : [];
}

function readFolder(folder: string, files: readonly CommittedFile[]): FolderRecords {
  const read = files.map(({ name, bytes }) =>
    readRecordFile({ folder, name, text: decodeUtf8(bytes), digest: digest(bytes) }),
  );
  return {
    folder,
    names: files.map(({ name }) => name).sort(),
    records: read.flatMap(item => (item.kind === 'record' ? [item.record] : [])),
    problems: read.flatMap(item => (item.kind === 'problem' ? [item.problem] : [])),
  };
}
