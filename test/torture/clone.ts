import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Author } from '../../src/core/ledger/records/records';
import { runCli } from '../support/cliProcess';
import { openRegistry, type OpenedRegistry } from '../support/openedRegistry';

const run = promisify(execFile);
const RECORDS = '.promptledger/records';
const MAX_REBASED = 100;
const MAX_OUTPUT = 2 ** 28;

/** A clone of a repository with a registry, and a window that has been open on it from the start. */
export class Clone {
  readonly folder: string;
  readonly window: OpenedRegistry;
  readonly #author: Author;

  private constructor(folder: string, window: OpenedRegistry, author: Author) {
    this.folder = folder;
    this.window = window;
    this.#author = author;
  }

  /** @param skewMs how far the clock of this person is from ours */
  static async open(folder: string, author: Author, skewMs: number): Promise<Clone> {
    const clock = (): number => Date.now() + skewMs;
    const window = await openRegistry(join(folder, '.promptledger'), { author, clock });
    return new Clone(folder, window, author);
  }

  /** What git prints. Rejects where it ends with an error. */
  async git(...args: readonly string[]): Promise<string> {
    const { name, email } = this.#author;
    const settings = [
      `user.name=${name}`,
      `user.email=${email}`,
      'commit.gpgsign=false',
      'gc.auto=0',
    ];
    const all = [...settings.flatMap(setting => ['-c', setting]), ...args];
    const env = { ...process.env, GIT_EDITOR: 'true' };
    return (await run('git', all, { cwd: this.folder, env, maxBuffer: MAX_OUTPUT })).stdout;
  }

  /** Whether git did it without a conflict or another error. */
  async tries(...args: readonly string[]): Promise<boolean> {
    return this.git(...args).then(
      () => true,
      () => false,
    );
  }

  /** Commits all that there is to git. */
  async save(message: string): Promise<void> {
    await this.git('add', '-A');
    await this.git('commit', '-qm', message, '--allow-empty');
  }

  /** The record files that a commit holds. */
  async recordsAt(revision: string): Promise<ReadonlySet<string>> {
    return new Set(linesOf(await this.git('ls-tree', '-r', '--name-only', revision, RECORDS)));
  }

  /** The record files that a commit added. */
  async addedBy(commit: string): Promise<readonly string[]> {
    const flags = ['--no-commit-id', '--name-only', '--diff-filter=A', '-r', '--no-renames'];
    return linesOf(await this.git('diff-tree', ...flags, commit, '--', RECORDS));
  }

  /** Brings another clone's work here, to be merged as FETCH_HEAD. */
  async fetch(other: Clone): Promise<void> {
    await this.git('fetch', '-q', other.folder, 'HEAD');
  }

  /** Puts this clone's commits on top of FETCH_HEAD; `onStop` resolves each conflict. */
  async rebase(onStop: () => Promise<void>): Promise<boolean> {
    if (await this.tries('rebase', '-q', 'FETCH_HEAD')) return true;
    for (let stops = 0; stops < MAX_REBASED; stops += 1) {
      await onStop();
      if (await this.tries('rebase', '--continue')) return true;
      const isEmpty = (await this.git('status', '--porcelain')).trim() === '';
      if (isEmpty && (await this.tries('rebase', '--skip'))) return true;
    }
    await this.git('rebase', '--abort');
    return false;
  }

  /**
   * Resolves what git left unmerged as a person would who knows no better: of documents, one side;
   * of records, what `verify --repair` makes of them. Returns the record files in conflict.
   */
  async resolve(): Promise<readonly string[]> {
    const unmerged = linesOf(await this.git('diff', '--name-only', '--diff-filter=U'));
    const records = unmerged.filter(path => path.startsWith(RECORDS));
    for (const path of unmerged.filter(other => !records.includes(other))) {
      const isKept = await this.tries('checkout', '--ours', '--', path);
      if (!isKept) await this.tries('checkout', '--theirs', '--', path);
    }
    if (records.length > 0) await this.repair();
    await this.git('add', '-A');
    return records;
  }

  /** Runs `verify --repair`; what it leaves is for `verify` to say. */
  async repair(): Promise<void> {
    await runCli(this.folder, ['verify', '--repair']);
  }

  /** The record files that are not what they should be, each with what is wrong with it. */
  async badRecords(): Promise<readonly string[]> {
    const { records } = this.window;
    const folders = [...(await records.list()).keys()];
    const read = await Promise.all(folders.map(folder => records.read(folder, { fresh: true })));
    return read.flatMap(({ problems }) =>
      problems.map(({ path, message }) => `${path}: ${message}`),
    );
  }

  close(): void {
    this.window.close();
  }
}

function linesOf(text: string): string[] {
  return text.split('\n').filter(line => line !== '');
}
