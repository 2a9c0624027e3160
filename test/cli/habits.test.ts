import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runHere, runJsonHere } from '../support/cliHere';
import { copyFolder } from '../support/copyFolder';
import { projectPath } from '../support/sourceFiles';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
let folder: string;

interface Listed {
  readonly prompt: string;
  readonly number: number;
}

describe('what people type who come from elsewhere', () => {
  beforeEach(async () => {
    folder = await newFolder();
    copyFolder(projectPath('test/fixtures/workspace'), folder);
  });

  const out = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await runHere(folder, args);
    equal(code, 0, stderr);
    return stdout;
  };

  const ALIASES: readonly (readonly [alias: readonly string[], name: readonly string[]])[] = [
    [['ls'], ['list']],
    [
      ['history', 'support/greeting'],
      ['log', 'support/greeting'],
    ],
    [
      ['cat', 'support/greeting'],
      ['show', 'support/greeting'],
    ],
    [
      ['compare', 'support/greeting@3', 'support/greeting@5'],
      ['diff', 'support/greeting@3', 'support/greeting@5'],
    ],
    [
      ['grep', 'refund'],
      ['search', 'refund'],
    ],
  ];
  for (const [alias, name] of ALIASES)
    it(`${alias.join(' ')} is ${name.join(' ')}`, async () => {
      equal(await out(...alias), await out(...name));
    });

  it('log -n, --oneline, and of a tag', async () => {
    const lines = (await out('log', 'support/greeting', '-n', '2', '--oneline'))
      .trimEnd()
      .split('\n');
    equal(lines.length, 2);
    match(lines[0] ?? '', /^v14 [0-9a-f]{8} .*Limit answers/);
    const { value } = await runJsonHere<Listed[]>(folder, ['log', 'support/greeting@3']);
    deepEqual(
      value.map(({ number }) => number),
      [3, 2, 1],
    );
    equal(await out('log', 'support/greeting', '--limit', '0'), '');
  });

  it('diff a..b, and its count', async () => {
    const two = ['support/greeting@3', 'support/greeting@5'];
    equal(await out('diff', 'support/greeting@3..5'), await out('diff', ...two));
    match(await out('diff', ...two, '--stat'), /^support\/greeting \| \d+ [+-]+\n$/);
    equal(await out('diff', 'support/greeting@3', 'support/greeting@3', '--stat'), '');
  });

  it('a list does not show what is archived, and says so; programs get it', async () => {
    const shown = await out('list');
    ok(!shown.includes('support/legacy-triage'));
    match(shown, /1 archived: see list --archived/);
    ok((await out('list', '--archived')).includes('support/legacy-triage'));
    const { value } = await runJsonHere<Listed[]>(folder, ['list']);
    ok(value.some(({ prompt }) => prompt === 'support/legacy-triage'));
  });

  it('an empty pipe is no version, unless somebody says so', async () => {
    const args = ['commit', 'support/greeting', '-'];
    const refused = await runHere(folder, args, { stdin: '\n' });
    equal(refused.code, 1);
    match(refused.stderr, /Stdin holds no document.*--allow-empty/);
    equal((await runHere(folder, [...args, '--allow-empty'], { stdin: '' })).code, 0);
  });

  it('a value that no variable takes is told', async () => {
    const args = ['render', 'support/greeting', '-s', 'first-contact', '--var', 'nobody=1'];
    const { code, stderr } = await runHere(folder, args);
    equal(code, 0);
    match(stderr, /warning: .*"nobody"/);
  });

  it('a promotion of nothing names what to fill, and how', async () => {
    await out('new', 'fresh');
    await out('commit', 'fresh', '-m', 'First');
    const { stderr } = await runHere(folder, ['promote', 'fresh', 'production']);
    match(stderr, /"staging" serves nothing of "fresh" yet.*promptledger tag fresh staging/);
    await out('tag', 'fresh', 'staging');
    await out('promote', 'fresh', 'production');
  });

  it('a tag that reads as a number comes with one that does not', async () => {
    const { stderr } = await runHere(folder, ['tag', 'support/greeting', 'v0']);
    match(stderr, /such as "v0\.0"/);
  });

  it('an output goes into a folder that is made for it', async () => {
    await out('types', '-o', 'src/types/prompts.d.ts');
    ok((await readFile(join(folder, 'src/types/prompts.d.ts'), 'utf8')).length > 0);
  });
});

describe('beginning', () => {
  it('with a prompt that works, and production that a tag moves', async () => {
    const fresh = await newFolder();
    for (const args of [
      ['init', '--example', '--unprotected'],
      ['commit', 'support/greeting', '-m', 'First'],
      ['tag', 'support/greeting', 'production'],
    ]) {
      const { code, stderr } = await runHere(fresh, args);
      equal(code, 0, stderr);
    }
    const { stdout } = await runHere(fresh, ['render', 'support/greeting@production', '-s', 'ada']);
    match(stdout, /Greet Ada by name/);
    const again = await runHere(fresh, ['init', '--example']);
    equal(again.code, 1);
    match(again.stderr, /already a prompt "support\/greeting"/);
  });
});
