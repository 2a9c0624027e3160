import { deepStrictEqual } from 'node:assert/strict';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gitFileHistory } from '../../src/store/gitFileHistory';
import { gitIn } from '../support/git';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('what git remembers of a file', () => {
  const newFolder = temporaryFolders();

  it('is each text with its author, time and message, from the oldest on, whatever it was called', async () => {
    const folder = await newFolder();
    const git = gitIn(folder);
    await git('init', '--quiet');
    await mkdir(join(folder, '.promptledger'));
    const root = join(folder, '.promptledger');
    const commit = async (file: string, text: string, message: string) => {
      await writeFile(join(folder, file), text);
      await git('add', '-A');
      await git('commit', '--quiet', '-m', message, '--date', '2024-05-06T07:08:09+02:00');
    };
    await commit('a.txt', 'one\ntwo\nthree\n', 'First\n\nWith a body.');
    await writeFile(join(folder, 'other'), 'x');
    await commit('a.txt', 'one\ntwo\nthree\nfour\n', 'Second');
    await rename(join(folder, 'a.txt'), join(folder, 'ä b.txt'));
    await commit('ä b.txt', 'one\ntwo\nthree\nfour\nfive\n', 'Third');
    await git('checkout', '--quiet', '-b', 'side');
    await commit('ä b.txt', 'zero\none\ntwo\nthree\nfour\nfive\n', 'Side');
    const found = await gitFileHistory(root, join(folder, 'ä b.txt'));
    deepStrictEqual(
      found.map(({ message, text, at }) => [message, text?.split('\n').length, at]),
      [
        ['First\n\nWith a body.', 4, '2024-05-06T05:08:09.000Z'],
        ['Second', 5, '2024-05-06T05:08:09.000Z'],
        ['Third', 6, '2024-05-06T05:08:09.000Z'],
        ['Side', 7, '2024-05-06T05:08:09.000Z'],
      ],
    );
    checkRefusal(
      await rejectionOf(gitFileHistory(root, join(folder, 'none.txt'))),
      'invalid-argument',
      'no commit that changed',
    );
    checkRefusal(
      await rejectionOf(gitFileHistory(root, join(folder, '..', 'x'))),
      'invalid-argument',
      'no file of the repository',
    );
  });
});
