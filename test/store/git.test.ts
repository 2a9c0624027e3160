import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { runGit, tryGit } from '../../src/store/git';
import { gitIn } from '../support/git';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('git', () => {
  const newFolder = temporaryFolders();
  const path = process.env.PATH;

  afterEach(() => {
    process.env.PATH = path;
  });

  it('is given its input, and gives its bytes', async () => {
    const folder = await newFolder();
    await gitIn(folder)('init', '--quiet');
    const { code, output } = await runGit(folder, ['hash-object', '-w', '--stdin'], 'Grüße\0');
    strictEqual(code, 0);
    const id = output.toString('utf8').trim();
    const shown = await runGit(folder, ['cat-file', 'blob', id]);
    deepStrictEqual(shown.output, Buffer.from('Grüße\0'));
  });

  it('tells how it ended and what it said', async () => {
    const { code, message } = await runGit(await newFolder(), ['rev-parse', 'HEAD']);
    strictEqual(code, 128);
    match(message, /not a git repository/);
  });

  it('may end before it has read all of its input', async () => {
    const { code } = await runGit(await newFolder(), ['--version'], 'x'.repeat(10_000_000));
    strictEqual(code, 0);
  });

  it('may be missing', async () => {
    const folder = await newFolder();
    process.env.PATH = join(folder, 'nothing');
    strictEqual(await tryGit(folder, ['--version']), undefined);
    checkRefusal(await rejectionOf(runGit(folder, ['--version'])), 'io', 'git was not found');
  });
});
