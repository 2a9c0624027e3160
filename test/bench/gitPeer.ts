import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const START = 1_700_000_000;
const MOST_OUTPUT = 1_000_000_000;

/** A commit of the one file that a repository holds. */
export interface PeerCommit {
  readonly message: string;
  readonly text: string;
  /** Places of the parents among the commits, from 0; the first is the one that it goes on from. */
  readonly parents: readonly number[];
}

/** A git repository with the same history as a prompt, to ask git the same questions. */
export async function gitRepository(
  folder: string,
  commits: Iterable<PeerCommit>,
): Promise<(...args: readonly string[]) => Promise<unknown>> {
  const root = await mkdtemp(join(folder, 'git-'));
  execFileSync('git', ['-C', root, 'init', '--quiet']);
  const input = Buffer.concat([...commits].map((commit, index) => importOf(commit, index)));
  execFileSync('git', ['-C', root, 'fast-import', '--quiet'], { input });
  return (...args) => run('git', ['-C', root, ...args], { maxBuffer: MOST_OUTPUT });
}

/** The language of `git fast-import`; its marks are counted from 1. */
function importOf({ message, text, parents }: PeerCommit, index: number): Buffer {
  const [first, ...others] = parents;
  const lines = [
    'commit refs/heads/main',
    `mark :${index + 1}`,
    `committer Ada <ada@example.com> ${START + index * 60} +0000`,
    `data ${Buffer.byteLength(message)}`,
    message,
    ...(first === undefined ? [] : [`from :${first + 1}`]),
    ...others.map(parent => `merge :${parent + 1}`),
    'M 100644 inline file',
    `data ${Buffer.byteLength(text)}`,
    text,
    '',
  ];
  return Buffer.from(lines.join('\n'));
}
