import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { delimiter, dirname, parse } from 'node:path';
import { LedgerError } from '../core/base/errors';
import { ioError } from './files';
import { findProgram, programFolders, requireProgramStart } from './programs';
import type { WorkTree } from './workTree';

/** How a call of git ended. */
export interface GitResult {
  readonly code: number;
  readonly output: Buffer;
  /** What git said of it on stderr, without the line's end. */
  readonly message: string;
}

/** For so long git may say nothing before it is ended. */
const SILENCE_MS = 30_000;
/** What a question about a registry never needs: more would only fill the memory. */
const MAX_OUTPUT_BYTES = 1 << 29;

const NOTHING = process.platform === 'win32' ? 'NUL' : '/dev/null';

/**
 * Whatever a repository's configuration could start is switched off, whether or not today's
 * questions would reach it.
 */
const SETTINGS = [
  'safe.bareRepository=explicit',
  'core.fsmonitor=false',
  `core.hooksPath=${NOTHING}`,
  `core.attributesFile=${NOTHING}`,
  'core.pager=cat',
  'core.editor=false',
  'core.askPass=',
  'core.sshCommand=false',
  'core.alternateRefsCommand=false',
  'credential.helper=',
  'diff.external=',
  'gpg.program=false',
  'protocol.allow=never',
  // That there are no grafts is said by naming a file for them.
  'advice.graftFileDeprecated=false',
];

const OPTIONS = [
  '--no-pager',
  // A replacement would let a ref decide what the commit behind another one holds.
  '--no-replace-objects',
  '--no-optional-locks',
  '--literal-pathspecs',
  ...SETTINGS.flatMap(setting => ['-c', setting]),
];

/** The person's folders, where git reads who they are, and what programs need on Windows. */
const KEPT = [
  'HOME',
  'XDG_CONFIG_HOME',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'WINDIR',
  'TMPDIR',
  'TEMP',
  'TMP',
];

/**
 * Asks git about the work tree around a registry. That git ends with another code than 0 is a
 * result, no error. This is the only place where git is started.
 * @param input what git reads from stdin
 * @returns `undefined` where git is not installed. Throws `untrusted`; `io` where it cannot be run
 * to its end; `too-large`.
 */
export async function tryGit(
  { root, top }: WorkTree,
  args: readonly string[],
  input = '',
): Promise<GitResult | undefined> {
  requireProgramStart();
  // Where there is no repository around, there is none in the root of that disk either.
  const folder = top ?? parse(root).root;
  const folders = await programFolders([top ?? dirname(root), root]);
  const git = await findProgram('git', folders);
  if (git === undefined) return undefined;
  const env = gitEnvironment(folders, folder);
  const child = spawn(git, [...OPTIONS, ...args], { cwd: folder, env, windowsHide: true });
  return collect(child, folder, input);
}

/** Asks git as `tryGit` does. Throws `io` also where git is not installed. */
export async function runGit(
  tree: WorkTree,
  args: readonly string[],
  input?: string,
): Promise<GitResult> {
  const result = await tryGit(tree, args, input);
  if (result !== undefined) return result;
  throw ioError(tree.root, new Error('git was not found in a folder of PATH that lies elsewhere'));
}

/** Fixed: what others set for git, a hook that runs this for one, would send it elsewhere. */
function gitEnvironment(folders: readonly string[], folder: string): NodeJS.ProcessEnv {
  const kept = KEPT.flatMap(name => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    PATH: folders.join(delimiter),
    LANG: 'C',
    LC_ALL: 'C',
    // `protocol.allow` alone gives way to `protocol.<name>.allow` of a repository; this does not.
    GIT_ALLOW_PROTOCOL: 'none',
    // Objects that a partial clone left out are not fetched (git 2.39.4, 2.45 and later).
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
    // A graft would forge who is whose parent.
    GIT_GRAFT_FILE: NOTHING,
    GIT_CEILING_DIRECTORIES: dirname(folder),
  };
}

function collect(
  child: ChildProcessWithoutNullStreams,
  folder: string,
  input: string,
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const end = (error: LedgerError): void => {
      reject(error);
      child.kill('SIGKILL');
    };
    const silence = setTimeout(() => {
      end(ioError(folder, new Error(`git said nothing for ${SILENCE_MS / 1000} s`)));
    }, SILENCE_MS);
    const output: Buffer[] = [];
    const said: Buffer[] = [];
    let bytes = 0;
    const keep = (chunks: Buffer[]) => (chunk: Buffer) => {
      silence.refresh();
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes > MAX_OUTPUT_BYTES) end(tooLarge(folder));
    };
    child.stdout.on('data', keep(output));
    child.stderr.on('data', keep(said));
    child.on('error', error => {
      clearTimeout(silence);
      reject(ioError(folder, error));
    });
    child.on('close', (code, signal) => {
      clearTimeout(silence);
      const message = Buffer.concat(said).toString('utf8').trim();
      if (code === null) reject(ioError(folder, new Error(`git was ended by ${signal}`)));
      else resolve({ code, output: Buffer.concat(output), message });
    });
    // Git may end before it has read everything; how it ended is what counts.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

function tooLarge(folder: string): LedgerError {
  return new LedgerError(
    'too-large',
    { folder, limit: MAX_OUTPUT_BYTES },
    `What git holds of this registry has more than ${MAX_OUTPUT_BYTES} bytes. Ask about a smaller revision.`,
  );
}
