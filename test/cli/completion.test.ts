import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { runHere, runJsonHere } from '../support/cliHere';
import { greetingRegistry } from '../support/cliRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

describe('completion', () => {
  const newFolder = temporaryFolders();

  async function prepared(): Promise<string> {
    const { folder, registry, documents } = await greetingRegistry(await newFolder());
    await registry.tag({ ref: 'support/greeting@1', tag: 'pilot', description: 'A try' });
    await registry.describe({ prompt: 'support/greeting', labels: ['eu'] });
    await documents.writeSample('support/greeting', 'first', '{}');
    return folder;
  }

  const cases: readonly (readonly [words: string[], offered: string[]])[] = [
    [['pro'], ['promote']],
    [['com'], ['commit', 'completion']],
    [['help', 'x'], []],
    [['help', 'environments', 's'], ['set']],
    [['promote', '--all', 'prod'], ['production']],
    [['diff', '--all', 'w'], ['working']],
    [
      ['diff', '--all', 'staging', 'p'],
      ['production', 'pilot'],
    ],
    [
      ['samples', ''],
      ['list', 'show', 'save'],
    ],
    [['environments', 'add', 'canary', '--before', 's'], ['staging']],
    [['samples', 'save', 'support/greeting', 'x', '--from', ''], ['first']],
    [
      ['audit', '--kind', 'r'],
      ['rollback', 'rename'],
    ],
    [['log', '--gr'], ['--graph']],
    [['show', 'sup'], ['support/greeting']],
    [['show', 'support/greeting@p'], ['support/greeting@pilot']],
    [['show', 'support/greeting@2'], ['support/greeting@2']],
    [['tag', 'support/greeting', 'pi'], ['pilot']],
    [
      ['promote', 'support/greeting', ''],
      ['development', 'staging', 'production'],
    ],
    [['--json', 'promote', 'support/greeting', 'prod'], ['production']],
    [
      ['promote', 'support/greeting', 'production', '--version', 'support/greeting@l'],
      ['support/greeting@latest'],
    ],
    [['render', 'support/greeting@1', '--sample', ''], ['first']],
    [['list', '--label', ''], ['eu']],
    [['export', '--format', 's'], ['sqlite']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['commit', 'support/greeting', '--file', ''], []],
    [['show', 'nobody@'], []],
    [['nonsense', 'x', ''], []],
  ];
  for (const [words, offered] of cases) {
    it(`of "promptledger ${words.join(' ')}" is ${offered.join(' ') || 'nothing'}`, async () => {
      const folder = await prepared();
      const { code, stdout } = await runHere(folder, ['complete', '--', ...words]);
      const values = stdout
        .split('\n')
        .filter(Boolean)
        .map(line => line.split('\t')[0]);
      deepStrictEqual([code, values], [0, offered]);
    });
  }

  for (const option of [['--registry', '.promptledger'], ['--registry=.promptledger']]) {
    it(`looks where ${option.join(' ')} says`, async () => {
      const folder = await prepared();
      const named = option.map(word => word.replace('.promptledger', `${folder}/.promptledger`));
      const { stdout } = await runHere(await newFolder(), [
        'complete',
        '--',
        ...named,
        'show',
        's',
      ]);
      strictEqual(stdout, 'support/greeting\t\n');
    });
  }

  it('tells what a candidate means', async () => {
    const { stdout } = await runHere(await prepared(), [
      'complete',
      '--',
      'untag',
      'support/greeting',
      'pil',
    ]);
    strictEqual(stdout, 'pilot\tA try\n');
  });

  it('has nothing to say where there is no registry, and says so quietly', async () => {
    const ended = await runHere(await newFolder(), ['complete', '--', 'show', '']);
    deepStrictEqual(ended, { code: 0, stdout: '', stderr: '' });
  });

  for (const shell of ['bash', 'zsh', 'fish']) {
    it(`prints a script for ${shell} that calls this program`, async () => {
      const { value } = await runJsonHere<{ shell: string; script: string }>(await newFolder(), [
        'completion',
        shell,
      ]);
      strictEqual(value.shell, shell);
      ok(value.script.includes('promptledger complete --'), value.script);
      ok(!value.script.includes("${'${'}"), value.script);
    });
  }
});
