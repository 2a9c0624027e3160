import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { appendFile, chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { COMMANDS } from '../../src/cli/commands';
import { isWithin } from '../../src/store/realPaths';
import { cliOnPath } from '../support/cliOnPath';
import { runJson } from '../support/cliProcess';
import { copyFolder } from '../support/copyFolder';
import { gitIn } from '../support/git';
import { someOf } from '../support/longForm';
import { projectPath } from '../support/sourceFiles';
import { plantRepository, startingConfig } from '../support/strangeClone';
import { temporaryFolders } from '../support/temporaryFolders';

interface Started {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: readonly string[];
}

/** What others may have set for git. */
const OF_OTHERS = {
  GIT_DIR: '/nowhere',
  GIT_WORK_TREE: '/nowhere',
  GIT_INDEX_FILE: '/nowhere',
  GIT_OBJECT_DIRECTORY: '/nowhere',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'safe.bareRepository',
  GIT_CONFIG_VALUE_0: 'all',
  GIT_CONFIG_PARAMETERS: "'core.fsmonitor'='touch x'",
  GIT_EXTERNAL_DIFF: 'touch x',
  GIT_SSH_COMMAND: 'touch x',
  GIT_EXEC_PATH: '/nowhere',
  GIT_PAGER: 'touch x',
};

/** What our own questions say to git by its environment. */
const OURS = [
  'GIT_ALLOW_PROTOCOL=none',
  'GIT_CEILING_DIRECTORIES',
  'GIT_GRAFT_FILE',
  'GIT_NO_LAZY_FETCH=1',
  'GIT_TERMINAL_PROMPT=0',
];

describe('the processes that the command line starts', function () {
  this.timeout(600_000);
  const newFolder = temporaryFolders();

  /** The example registry in a repository, whose files bring a git of their own. */
  async function clone(): Promise<string> {
    const folder = join(realpathSync(await newFolder()), 'clone');
    await mkdir(folder);
    copyFolder(projectPath('test/fixtures/workspace'), folder);
    const git = gitIn(folder);
    await git('init', '--quiet', '--initial-branch=main');
    await git('config', 'user.name', 'Ada');
    await git('config', 'user.email', 'ada@example.com');
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'Base');
    await git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    for (const place of ['tools', '.promptledger']) {
      await writeFile(join(await made(join(folder, place)), 'git'), '#!/bin/sh\nexit 1\n');
      await chmod(join(folder, place, 'git'), 0o755);
    }
    return folder;
  }

  async function made(folder: string): Promise<string> {
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** Runs lines of a shell one after another, standing in `cwd`, and gives what they started. */
  async function started(clone: string, cwd: string, lines: readonly string[]): Promise<Started[]> {
    const home = await newFolder();
    const { PATH = '' } = await cliOnPath(home);
    const log = join(home, 'log');
    await writeFile(log, '');
    const recorder = projectPath('test/fixtures/recordProcesses.cjs');
    const env = {
      ...OF_OTHERS,
      PATH: `:.:${join(clone, 'tools')}:${join(clone, '.promptledger')}:${PATH}`,
      HOME: home,
      NODE_OPTIONS: `--require=${recorder}`,
      RECORD_PROCESSES: log,
    };
    await new Promise<void>(resolve => {
      const shell = execFile('bash', ['-c', lines.join('\n')], { cwd, env }, () => {
        resolve();
      });
      shell.stdin?.end();
    });
    const text = await readFile(log, 'utf8');
    return text
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as Started);
  }

  const places = [
    ['.promptledger', 'all examples of all commands'],
    ['.promptledger/prompts/support', 'all questions to git'],
    ['.', 'all questions to git'],
  ] as const;
  for (const [place, what] of someOf(places, 3)) {
    it(`are git in the root of the work tree, for ${what}, from ${place}`, async () => {
      const folder = await clone();
      const lines = COMMANDS.flatMap(command => [command, ...(command.commands ?? [])])
        .flatMap(({ examples }) => examples)
        .map(([line]) => `promptledger ${line.replace(/ > .*$/, '')}`);
      ok(lines.length > 40);
      const all = await started(folder, join(folder, place), [
        ...(what === 'all questions to git' ? [] : someOf(lines, 6)),
        'promptledger verify --since main',
        'promptledger tag support/greeting mine',
        'promptledger served production --git main',
        'promptledger diff --all git:main working',
        'promptledger diff --git main',
      ]);
      ok(all.length >= 10, `${all.length}`);
      for (const { file, args, cwd, env } of all) {
        strictEqual(cwd, folder);
        strictEqual(isWithin(join(folder, '.promptledger'), cwd), false);
        deepStrictEqual([isAbsolute(file), basename(file)], [true, 'git']);
        ok(!isWithin(folder, file), file);
        ok(args.includes('safe.bareRepository=explicit') && !args.includes('-C'), args.join(' '));
        const given = env.filter(pair => pair.startsWith('GIT_'));
        deepStrictEqual(
          given.filter(pair => !OURS.some(own => pair.startsWith(own))),
          [],
        );
        const path = env.find(pair => pair.startsWith('PATH='))?.slice('PATH='.length) ?? '';
        ok(
          path.split(':').every(entry => isAbsolute(entry) && !isWithin(folder, entry)),
          path,
        );
      }
    });
  }

  const QUESTIONS = [
    'verify --since main',
    'diff --git main',
    'served production --git main',
    'diff --all git:main working',
    'commit support/greeting - -m x',
  ];

  for (const place of someOf(['app/deep', '.promptledger', 'app'], 3)) {
    it(`start nothing that a repository among the files of a clone names, in ${place}`, async () => {
      const folder = await clone();
      const trace = join(folder, 'ran');
      let standing = folder;
      if (place !== '.promptledger') {
        standing = await made(join(folder, 'app/deep'));
        await rename(join(folder, '.promptledger'), join(standing, '.promptledger'));
      }
      await plantRepository(join(folder, place), startingConfig(trace));
      for (const question of QUESTIONS) {
        const options = {
          stdin: 'Hi\n',
          env: { ...OF_OTHERS, PROMPTLEDGER_AUTHOR: undefined },
        };
        const asked = await runJson<{ error: { code: string } }>(
          standing,
          question.split(' '),
          options,
        );
        deepStrictEqual([asked.code, asked.value.error.code], [1, 'invalid-registry'], question);
      }
      strictEqual(existsSync(trace), false);
    });
  }

  it('start nothing that the repository around a registry names', async () => {
    const folder = await clone();
    const trace = join(folder, 'ran');
    const config = startingConfig(trace).replace('bare = true', 'bare = false');
    await appendFile(join(folder, '.git/config'), config);
    await writeFile(join(folder, '.git/info/attributes'), '* diff=evil filter=evil\n');
    for (const question of QUESTIONS) {
      const options = { stdin: 'Hi\n', env: { PROMPTLEDGER_AUTHOR: undefined } };
      const { code } = await runJson(folder, question.split(' '), options);
      ok(code === 0 || question.startsWith('verify'), question);
    }
    // A blob that is not here is not fetched.
    const git = gitIn(folder);
    const blob = (
      await git('rev-parse', 'HEAD:.promptledger/prompts/support/greeting.prompt')
    ).trim();
    await rm(join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const asked = await runJson<{ error: { code: string; message: string } }>(folder, [
      'diff',
      '--git',
      'main',
    ]);
    deepStrictEqual([asked.code, asked.value.error.code], [1, 'io']);
    ok(asked.value.error.message.includes('git fetch --refetch'), asked.value.error.message);
    strictEqual(existsSync(trace), false);
  });
});
