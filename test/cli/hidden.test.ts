import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printable, styleFor } from '../../src/cli/style';
import { runHere, runJsonHere } from '../support/cliHere';
import { builtCli } from '../support/cliProcess';
import { greetingRegistry, type CliRegistry } from '../support/cliRegistry';
import { someOf } from '../support/longForm';
import { projectPath, sourceFiles } from '../support/sourceFiles';
import type { VersionInfo } from '../../src/core/ledger/derive/model';

/** A title of the window, the clipboard, a cleared screen, a colour; turned, empty and overwritten. */
const HOSTILE =
  'x\u001b]0;PWNED\u0007\u001b]52;c;cm0=\u0007\u001b[2J\u001b[31mred \u202ecba\u2066 \u200b\u{e0041}\u009b1m\u007f \rok';
/** Whatever of it were to reach a terminal; our own colours are taken away before. */
const RAW =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]|\u{e0041}/u;
/** Our colours, and the line that says that work goes on. */
const OURS = /\u001b\[(?:1|2|22|3[1236]|39)m|\r\u001b\[K(?:[A-Z][a-z ]+… \d+ s)?/g; // eslint-disable-line no-control-regex

const COMMANDS = [
  ...['list', 'log a', 'log a --graph', 'log a --source', 'log a -p', 'show a', 'show a --raw'],
  ...[
    'tags a',
    'tags a --history',
    'releases a',
    'status',
    'audit',
    'audit --format csv',
    'blame a',
  ],
  ...['audit --format json', 'changelog staging', 'deployments', 'search PWNED', 'list --json'],
  ...['diff a@1 a@2', 'diff a@1 a@2 --markdown', 'diff --all', 'render a', 'export a -f json'],
  ...[
    'export --all -f csv',
    'export a -f prompt',
    'sql "select * from versions"',
    'verify',
    'types',
  ],
  ...[
    'sql "select message from versions" -f csv',
    'sql "select message from versions" -f markdown',
  ],
  ...['samples list', 'samples show a hostile', 'environments', 'no-such-command', 'log no/such'],
  ...['promote a production --dry-run', 'complete show ""', 'log a --json', 'show a --json'],
] as const;

describe('what nobody sees, in every field', () => {
  let registry: CliRegistry;
  let cli: string;

  before(async () => {
    cli = await builtCli();
    registry = await greetingRegistry(await mkdtemp(join(tmpdir(), 'prompt-ledger-hidden-')));
    const env = { PROMPTLEDGER_AUTHOR: `Eve${HOSTILE} <e@example.com>` };
    const run = async (...args: string[]) => {
      const ended = await runHere(registry.folder, args, { env });
      strictEqual(ended.code, 0, `${args.join(' ')}: ${ended.stderr}`);
    };
    await registry.type('prompts/a.prompt', `First ${HOSTILE}\n`);
    await run('commit', 'a', '-m', HOSTILE);
    await registry.type('prompts/a.prompt', `Second ${HOSTILE}\n`);
    await run('commit', 'a', '-m', `${HOSTILE}\nv9 forged`);
    await run('describe', 'a', '-d', `${HOSTILE}\nforged`, '--label', 'l');
    await run('tag', 'a', 'beta', '-d', HOSTILE);
    await run('promote', 'a', 'staging', '--version', 'a@2', '-m', HOSTILE);
    await registry.type('prompts/b.prompt', `New ${HOSTILE}\n`);
    await registry.type('samples/a/hostile.json', JSON.stringify({ [HOSTILE]: HOSTILE }));
  });

  after(() => rm(registry.folder, { recursive: true, force: true }));

  const hasTerminal = spawnSync('script', ['--version']).status === 0;
  for (const command of someOf(COMMANDS, 4)) {
    (hasTerminal ? it : it.skip)(`acts on no terminal: ${command}`, () => {
      const line = `stty rows 200 cols 120 -onlcr; "${process.execPath}" "${cli}" ${command} || true`;
      const shown = execFileSync('script', ['-qec', line, '/dev/null'], {
        cwd: registry.folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, TERM: 'xterm', PAGER: 'cat' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      ok(shown.trim() !== '', 'something is shown');
      const raw = RAW.exec(shown.replaceAll(OURS, '').replaceAll('\r\n', '\n'));
      ok(raw === null, JSON.stringify(shown.slice(Math.max(0, (raw?.index ?? 0) - 60))));
    });
  }

  it('is written out in sentences, also into a pipe', async () => {
    const { stdout } = await runHere(registry.folder, ['log', 'a']);
    ok(stdout.includes('x\\x1b]0;PWNED\\x07\\x1b]52;c;cm0=\\x07\\x1b[2J\\x1b[31mred'), stdout);
    ok(stdout.includes('\\u202ecba\\u2066 \\u200b\\u{e0041}\\x9b1m\\x7f \\rok'), stdout);
    const shown = (await runHere(registry.folder, ['show', 'a'])).stdout.split('\n');
    ok(!RAW.test(shown.slice(0, 4).join('')), JSON.stringify(shown));
    const { stderr } = await runHere(registry.folder, ['log', `no/${HOSTILE}`]);
    ok(stderr !== '' && !RAW.test(stderr.trim().replaceAll('\n', '')), JSON.stringify(stderr));
  });

  it('makes no line of a list of its own', async () => {
    const { stdout } = await runHere(registry.folder, ['list']);
    ok(!/^forged/m.test(stdout), stdout);
  });

  it('is exact in JSON, in a pipe that a program reads, and in files', async () => {
    const { folder } = registry;
    const source = `Second ${HOSTILE}\n`.replaceAll('\r', '\n');
    const { value } = await runJsonHere<VersionInfo>(folder, ['show', 'a']);
    strictEqual(value.message, `${HOSTILE}\nv9 forged`);
    strictEqual(value.author.name, `Eve${HOSTILE}`);
    for (const args of [
      ['show', 'a', '--raw'],
      ['render', 'a'],
      ['export', 'a', '-f', 'prompt'],
    ]) {
      strictEqual((await runHere(folder, args)).stdout, source, args.join(' '));
    }
    const { stdout } = await runHere(folder, ['diff', 'a@1', 'a@2']);
    ok(stdout.includes(`+Second ${HOSTILE.split('\r')[0] ?? ''}`), JSON.stringify(stdout));
    await runHere(folder, ['export', 'a', '-f', 'prompt', '-o', 'out.prompt']);
    strictEqual(await readFile(join(folder, 'out.prompt'), 'utf8'), source);
  });

  it('is written out in a comment on a pull request', async () => {
    const { stdout } = await runHere(registry.folder, ['diff', 'a@1', 'a@2', '--markdown']);
    ok(stdout.includes('\\u202ecba\\u2066'), stdout);
    ok(!RAW.test(stdout.replaceAll('\n', '')), JSON.stringify(stdout));
  });
});

describe('colours of somebody else', () => {
  it('do not pass for ours, however they look', () => {
    const { red } = styleFor(true);
    const ours = printable(red('a'));
    strictEqual(ours, '\u001b[31ma\u001b[39m');
    deepStrictEqual(printable(ours), '\\x1b[31ma\\x1b[39m');
  });

  it('have one way out: nothing else writes to a terminal', async () => {
    const writers: string[] = [];
    for (const name of sourceFiles('src/cli')) {
      const text = await readFile(projectPath(`src/cli/${name}`), 'utf8');
      if (/\.write\(|console\.|writeSync\(/.test(text)) writers.push(name);
    }
    deepStrictEqual(writers.sort(), ['main.ts', 'terminal.ts']);
  });
});
