import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import {
  execFileSync,
  spawn,
  spawnSync,
  type ChildProcessWithoutNullStreams,
} from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { colouredDiff } from '../../src/cli/sentences';
import { styleFor } from '../../src/cli/style';
import { wantsColour } from '../../src/cli/terminal';
import { printTable } from '../../src/cli/table';
import { builtCli } from '../support/cliProcess';
import { cliOnPath } from '../support/cliOnPath';
import { greetingRegistry, type CliRegistry } from '../support/cliRegistry';
import { itAtLength } from '../support/longForm';
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

  it('tell the names of a comparison from front matter that came or went', () => {
    const { bold, cyan, green, red } = styleFor(true);
    strictEqual(
      colouredDiff('--- a\n+++ b\n@@ -1,2 +1,2 @@\n----\n+---\n Hi\n', styleFor(true)),
      `${bold('--- a')}\n${bold('+++ b')}\n${cyan('@@ -1,2 +1,2 @@')}\n${red('----')}\n${green('+---')}\n Hi\n`,
    );
  });

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

  itAtLength('short output, JSON, and what was asked to be as it is do not', async () => {
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

(hasTerminal ? describe : describe.skip)('work that takes its time', () => {
  const newFolder = temporaryFolders();

  /** Runs a line of a shell on a terminal; `goesOn` is called once it says that work goes on. */
  async function shell(
    folder: string,
    line: string,
    goesOn: (child: ChildProcessWithoutNullStreams) => void = () => undefined,
  ): Promise<string> {
    const bash = `stty rows 40 cols 60; set -o pipefail; ${line}`;
    const child = spawn('script', ['-qec', `bash -c '${bash}'`, '/dev/null'], {
      cwd: folder,
      env: { ...(await cliOnPath(folder)), TERM: 'xterm' },
    });
    let shown = '';
    let hasGoneOn = false;
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      shown += chunk;
      if (hasGoneOn || !shown.includes('… ')) return;
      hasGoneOn = true;
      goesOn(child);
    });
    await new Promise(resolve => child.on('close', resolve));
    return shown;
  }

  const slowly = '(until [ -e go ]; do sleep 0.1; done; cat chat.json)';
  const importing = 'promptledger import - --from openai --name late';

  async function prepared(): Promise<CliRegistry> {
    const registry = await greetingRegistry(await newFolder());
    await registry.type('../chat.json', '[{"role":"user","content":"Hi"}]');
    return registry;
  }

  it('says after a second that it goes on, and takes that back', async () => {
    const { folder } = await prepared();
    const shown = await shell(folder, `${slowly} | ${importing}`, () => {
      writeFileSync(join(folder, 'go'), '');
    });
    ok(shown.includes('\r\u001b[KImporting… '), JSON.stringify(shown));
    const after = shown.slice(shown.lastIndexOf('Importing…'));
    ok(after.includes('\r\u001b[K\u001b[1mlate'), JSON.stringify(after));
  });

  itAtLength('says so of a query as well, which lets nothing else run', async () => {
    const { folder } = await prepared();
    const count =
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8000000)';
    const shown = await shell(folder, `promptledger sql "${count} SELECT max(i) AS most FROM n"`);
    ok(shown.includes('\r\u001b[KAsking… 1 s'), JSON.stringify(shown));
    const after = shown.slice(shown.lastIndexOf('Asking…'));
    ok(after.includes('\r\u001b[Kmost'), JSON.stringify(after));
  });

  itAtLength('says nothing of it in a pipe', async () => {
    const { folder } = await prepared();
    const shown = await shell(folder, `(sleep 2.4; cat chat.json) | ${importing} 2>&1 | cat`);
    ok(shown.startsWith('late '), JSON.stringify(shown));
  });

  it('stopped by Ctrl+C leaves nothing half done', async () => {
    const { folder, documents, registry } = await prepared();
    const before = await registry.status();
    const shown = await shell(folder, `${importing} || echo ended with $?`, child => {
      child.stdin.write('\u0003');
    });
    ok(shown.includes('^C'), JSON.stringify(shown));
    deepStrictEqual(await documents.read('late'), undefined);
    deepStrictEqual(await registry.status(), before);
  });

  it('wraps the help by the width of the terminal', async () => {
    const shown = await shell((await prepared()).folder, 'promptledger help tags');
    const [page = ''] = shown.split('Examples:');
    const lines = stripVTControlCharacters(page).split('\r\n');
    deepStrictEqual(
      lines.filter(line => line.length > 60),
      [],
    );
    ok(lines.some(line => line.length > 45));
  });

  it('ends quietly where its reader has enough', async () => {
    const { folder } = await prepared();
    const big = `x${'y'.repeat(200)}\\n`;
    const commit = `printf "${big}%.0s" {1..3000} | promptledger commit big - -m Big`;
    const shown = await shell(
      folder,
      `${commit} >/dev/null; promptledger show big 2>&1 | head -1; echo ended with $?`,
    );
    ok(/^big v1 .*\r\nended with 0\r\n$/.test(stripVTControlCharacters(shown)), shown);
  });
});
