import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { styleFor, wantsColour } from '../../src/cli/terminal';
import { printTable } from '../../src/cli/table';
import { builtCli } from '../support/cliProcess';
import { greetingRegistry } from '../support/cliRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

describe('colours', () => {
  const rows: readonly (readonly [isTTY: boolean, env: Record<string, string>, wants: boolean])[] =
    [
      [true, {}, true],
      [false, {}, false],
      [true, { TERM: 'dumb' }, false],
      [true, { NO_COLOR: '1' }, false],
      [true, { NO_COLOR: '' }, true],
      [false, { FORCE_COLOR: '1' }, true],
      [true, { FORCE_COLOR: '0' }, false],
      [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ];
  for (const [isTTY, env, wants] of rows) {
    it(`${wants ? 'are' : 'are not'} for ${isTTY ? 'a terminal' : 'a pipe'} with ${JSON.stringify(env)}`, () => {
      strictEqual(wantsColour({ isTTY }, env), wants);
    });
  }

  it('do not count in a table, and letters count as wide as they are', () => {
    const { red } = styleFor(true);
    strictEqual(
      printTable([
        [red('ab'), 'x'],
        ['日本', 'y'],
        ['abcd', 'z'],
      ]),
      `${red('ab')}    x\n日本  y\nabcd  z\n`,
    );
  });
});

/** `script` gives a program a terminal; not every machine has it. */
const hasTerminal = spawnSync('script', ['--version']).status === 0;

(hasTerminal ? describe : describe.skip)('on a terminal', () => {
  const newFolder = temporaryFolders();

  async function onTerminal(line: string, env: Record<string, string>): Promise<string> {
    const { folder, registry } = await greetingRegistry(await newFolder());
    for (let version = 3; version < 12; version += 1) {
      await registry.commit({ prompt: 'support/greeting', source: `Version ${version}\n` });
    }
    const command = `stty rows 10 cols 80; "${process.execPath}" "${await builtCli()}" ${line}`;
    return execFileSync('script', ['-qec', command, '/dev/null'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, TERM: 'xterm', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  it('long output goes to the pager, in colours', async () => {
    const shown = await onTerminal('log support/greeting', { PAGER: 'sed s/^/paged:/' });
    ok(shown.includes('paged:'), shown);
    ok(shown.includes('\u001b['), shown);
  });

  it('short output, JSON, and what was asked to be as it is do not', async () => {
    const pager = { PAGER: 'sed s/^/paged:/' };
    const shown = await Promise.all([
      onTerminal('log support/greeting --limit 1', pager),
      onTerminal('log support/greeting --json', pager),
      onTerminal('log support/greeting --no-pager', pager),
      onTerminal('--no-pager log support/greeting', pager),
      onTerminal('log support/greeting', { PAGER: 'cat' }),
    ]);
    deepStrictEqual(
      shown.map(text => text.includes('paged:')),
      [false, false, false, false, false],
    );
  });

  it('a pager that is not there loses nothing', async () => {
    const shown = await onTerminal('log support/greeting', { PAGER: 'no-such-pager' });
    ok(shown.includes('Begun'), shown);
  });

  it('NO_COLOR is heard', async () => {
    const shown = await onTerminal('log support/greeting --limit 1', { NO_COLOR: '1' });
    ok(!shown.includes('\u001b[1m'), shown);
  });
});
