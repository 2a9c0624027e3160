import { spawn } from 'node:child_process';
import { readRecordFile } from '../core/records/recordFile';
import { LedgerError } from '../core/errors';
import { isRecordFileName } from '../core/records/recordFile';
import type { FolderRecords, RecordHistory } from '../registry/ports';
import { digest } from './digest';
import { decodeUtf8, errorCode, ioError } from './files';

/** A file of records as a commit holds it. */
interface CommittedFile {
  readonly folder: string;
  readonly name: string;
  readonly object: string;
}

const RECORDS = 'records/';

/** The records that commits of git hold, read from git's objects: nothing is checked out. */
export class GitRecords implements RecordHistory {
  readonly #root: string;

  /** @param root absolute path of the registry's folder, in a work tree of git */
  constructor(root: string) {
    this.#root = root;
  }

  async recordsAt(commit: string): Promise<readonly FolderRecords[]> {
    const id = await this.#commitId(commit);
    const files = await this.#listFiles(id);
    const contents = await this.#readObjects(files.map(({ object }) => object));
    const byFolder = new Map<string, CommittedFile[]>();
    for (const file of files) {
      byFolder.set(file.folder, [...(byFolder.get(file.folder) ?? []), file]);
    }
    return [...byFolder].map(([folder, inFolder]) => readFolder(folder, inFolder, contents));
  }

  async #commitId(commit: string): Promise<string> {
    // Nothing that a person types may be read as an option.
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{commit}`];
    const { code, output } = await this.#git(args);
    const id = output.toString('utf8').trim();
    if (code === 0 && /^[0-9a-f]{40,64}$/.test(id)) return id;
    throw new LedgerError(
      'invalid-argument',
      { commit },
      `Git knows no commit "${commit}" here. Name a commit, a branch or a tag of this repository.`,
    );
  }

  /** Paths come relative to the registry's folder: git is asked from inside it. */
  async #listFiles(commit: string): Promise<readonly CommittedFile[]> {
    const { code, output } = await this.#git(['ls-tree', '-r', '-z', commit, '--', RECORDS]);
    if (code !== 0) throw ioError(this.#root, new Error(`git ls-tree ended with ${code}`));
    const lines = output.toString('utf8').split('\0');
    return lines.flatMap(line => {
      const [, object, path] = /^\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
      if (object === undefined || path?.startsWith(RECORDS) !== true) return [];
      const parts = path.slice(RECORDS.length).split('/');
      const name = parts.pop() ?? '';
      return isRecordFileName(name) ? [{ folder: parts.join('/'), name, object }] : [];
    });
  }

  /** The bytes of objects, by their names. */
  async #readObjects(objects: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    if (objects.length === 0) return new Map();
    const { output } = await this.#git(['cat-file', '--batch'], `${objects.join('\n')}\n`);
    const found = new Map<string, Buffer>();
    for (let at = 0; at < output.length;) {
      const end = output.indexOf('\n', at);
      const [object = '', , size = '0'] = output.toString('latin1', at, end).split(' ');
      const start = end + 1;
      found.set(object, output.subarray(start, start + Number(size)));
      at = start + Number(size) + 1;
    }
    return found;
  }

  #git(args: readonly string[], input = ''): Promise<{ code: number; output: Buffer }> {
    return new Promise((resolve, reject) => {
      const child = spawn('git', [...args], { cwd: this.#root, stdio: ['pipe', 'pipe', 'ignore'] });
      const chunks: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      child.on('error', (error: unknown) => {
        const reason = errorCode(error) === 'ENOENT' ? new Error('git is not installed') : error;
        reject(ioError(this.#root, reason));
      });
      child.on('close', code => {
        resolve({ code: code ?? 1, output: Buffer.concat(chunks) });
      });
      // Git may end before it has read everything; how it ended is what counts.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });
  }
}

function readFolder(
  folder: string,
  files: readonly CommittedFile[],
  contents: ReadonlyMap<string, Buffer>,
): FolderRecords {
  const read = files.map(({ name, object }) => {
    const bytes = contents.get(object) ?? Buffer.alloc(0);
    return readRecordFile({ folder, name, text: decodeUtf8(bytes), digest: digest(bytes) });
  });
  return {
    folder,
    names: files.map(({ name }) => name).sort(),
    records: read.flatMap(item => (item.kind === 'record' ? [item.record] : [])),
    problems: read.flatMap(item => (item.kind === 'problem' ? [item.problem] : [])),
  };
}
