import { deepEqual, equal } from 'node:assert/strict';
import { mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from '../../src/core/evaluation/answer';
import { AnswerFiles } from '../../src/store/answerFiles';
import { ada } from '../support/recordBuilder';
import { rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
const REQUEST = 'a'.repeat(32);

function draft(text: string, change: Partial<Answer> = {}): Omit<Answer, 'id'> {
  return {
    kind: 'answer',
    prompt: 'a/b',
    request: REQUEST,
    at: '2026-11-20T09:15:30.123Z',
    author: ada,
    from: { version: null, sample: null, row: null },
    provider: 'p',
    model: 'm',
    output: { text, tool_calls: [{ id: '1', name: 'f', arguments: { n: 12345678901234567890n } }] },
    finish: 'stop',
    usage: null,
    ms: 1,
    firstTokenMs: null,
    cost: null,
    error: null,
    ...change,
  };
}

describe('answers on a disk', () => {
  it('come back as they were written, to the last digit', async () => {
    const root = await newFolder();
    const files = new AnswerFiles(root);
    const answer = await files.add(draft('Hi'), { kept: false });
    deepEqual(await files.answersTo('a/b', REQUEST), await files.all());
    deepEqual((await files.all('a/b'))[0]?.answer, answer);
    deepEqual(await files.all('a'), []);
    const path = join(root, 'cache', 'answers', 'a', 'b', REQUEST);
    deepEqual(await readdir(path), [`20261120T091530123Z-${answer.id}.json`]);
  });

  it('lie in git once they are kept, and are one answer wherever they lie', async () => {
    const files = new AnswerFiles(await newFolder());
    const answer = await files.add(draft('Hi'), { kept: false });
    await files.add(draft('Hi'), { kept: true });
    deepEqual(
      (await files.all()).map(item => item.kept),
      [true],
    );
    await files.keep(answer);
    await files.keep(answer);
    await files.forget(answer);
    deepEqual(
      (await files.answersTo('a/b', REQUEST)).map(item => item.kept),
      [true],
    );
  });

  it('are none where somebody changed or moved them', async () => {
    const root = await newFolder();
    const files = new AnswerFiles(root);
    const { id } = await files.add(draft('Hi'), { kept: true });
    const folder = join(root, 'answers', 'a', 'b', REQUEST);
    const name = `20261120T091530123Z-${id}.json`;
    const other = join(root, 'answers', 'a', 'c', REQUEST);
    await mkdir(other, { recursive: true });
    await rename(join(folder, name), join(other, name));
    deepEqual(await files.all(), []);
    await writeFile(join(folder, name), '{"kind":"answer"}');
    await writeFile(join(folder, `20261120T091530123Z-${'b'.repeat(32)}.json`), 'no JSON');
    deepEqual(await files.answersTo('a/b', REQUEST), []);
  });

  it('are not looked for behind a link', async () => {
    const root = await newFolder();
    const elsewhere = await newFolder();
    await new AnswerFiles(elsewhere).add(draft('Hi'), { kept: true });
    await symlink(join(elsewhere, 'answers'), join(root, 'answers'));
    equal((await rejectionOf(new AnswerFiles(root).answersTo('a/b', REQUEST))).code, 'io');
  });

  it('of experiments are found by their hash, while nobody changed them', async () => {
    const root = await newFolder();
    const files = new AnswerFiles(root);
    const hash = await files.addResults('a/b', '[1]', { kept: true });
    equal(await files.results('a/b', hash), '[1]');
    await writeFile(join(root, 'answers', 'a', 'b', `${hash}.json`), '[2]');
    equal(await files.results('a/b', hash), undefined);
    equal(await files.results('a/b', '../../registry'), undefined);
  });
});
