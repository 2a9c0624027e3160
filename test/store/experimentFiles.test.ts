import { deepEqual, equal } from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ExperimentFiles } from '../../src/store/experimentFiles';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
let root: string;
let files: ExperimentFiles;

beforeEach(async () => {
  root = await newFolder();
  files = new ExperimentFiles(root);
});

async function write(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function textOf(name: string): Promise<string> {
  let text = '';
  for await (const piece of (await files.dataset(name))?.chunks() ?? []) text += piece;
  return text;
}

describe('experiments on a disk', () => {
  it('are the YAML files that a name can have', async () => {
    deepEqual(await files.experiments(), []);
    await write('experiments/support.yaml', 'prompt: a');
    await write('experiments/a/b.yml', 'prompt: b');
    await write('experiments/No Name.yaml', 'prompt: c');
    await write('experiments/notes.txt', '');
    deepEqual(await files.experiments(), ['a/b', 'support']);
    equal(await files.experiment('a/b'), 'prompt: b');
    equal(await files.experiment('missing'), undefined);
    equal(await files.experiment('../registry'), undefined);
  });

  it('are refused where they are no text', async () => {
    await write('experiments/bad.yaml', new Uint8Array([0xff]));
    checkRefusal(await rejectionOf(files.experiment('bad')), 'invalid-input', 'not UTF-8');
  });
});

describe('datasets on a disk', () => {
  it('come in pieces, whatever their size', async () => {
    const lines = '{"a":"ä"}\n'.repeat(50_000);
    await write('datasets/large.jsonl', lines);
    await write('datasets/small.csv', 'a\n1\n');
    deepEqual(await files.datasets(), ['large', 'small']);
    equal(await textOf('large'), lines);
    equal((await files.dataset('small'))?.format, 'csv');
    equal(await files.dataset('missing'), undefined);
  });

  it('are refused where they are no text, and not followed where they are links', async () => {
    await write('datasets/bad.csv', new Uint8Array([0x61, 0xff]));
    checkRefusal(await rejectionOf(textOf('bad')), 'invalid-input', 'not UTF-8');
    await write('secret', 'x');
    await symlink(join(root, 'secret'), join(root, 'datasets', 'link.csv'));
    equal((await rejectionOf(files.dataset('link'))).code, 'io');
  });
});
