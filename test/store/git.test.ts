import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { runGit, tryGit } from '../../src/store/git';
import { workTreeAround, type WorkTree } from '../../src/store/workTree';
import { gitIn } from '../support/git';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('git', () => {
  const newFolder = temporaryFolders();
  const path = process.env.PATH;

  async function repository(): Promise<WorkTree> {
    const folder = await newFolder();
    await gitIn(folder)('init', '--quiet');
    return workTreeAround(join(folder, '.promptledger'));
  }

  afterEach(() => {
    process.env.PATH = path;
  });

  it('is given its input, and gives its bytes', async () => {
    const tree = await repository();
    const { code, output } = await runGit(tree, ['hash-object', '-w', '--stdin'], 'Grüße\0');
    strictEqual(code, 0);
    const id = output.toString('utf8').trim();
    const shown = await runGit(tree, ['cat-file', 'blob', id]);
    deepStrictEqual(shown.output, Buffer.from('Grüße\0'));
  });

  it('tells how it ended and what it said', async () => {
    const { code, message } = await runGit(await repository(), ['rev-parse', 'HEAD']);
    strictEqual(code, 128);
    match(message, /ambiguous argument 'HEAD'/);
  });

  it('may end before it has read all of its input', async () => {
    const { code } = await runGit(await repository(), ['--version'], 'x'.repeat(10_000_000));
    strictEqual(code, 0);
  });

  it('may be missing', async () => {
    const tree = await repository();
    process.env.PATH = join(tree.root, 'nothing');
    strictEqual(await tryGit(tree, ['--version']), undefined);
    checkRefusal(await rejectionOf(runGit(tree, ['--version'])), 'io', 'git was not found');
  });
});
