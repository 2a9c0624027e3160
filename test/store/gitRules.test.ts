import { deepStrictEqual, match, ok } from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFormer } from '../../src/store/gitRules';
import { greetingRegistry } from '../support/cliRegistry';
import { gitIn } from '../support/git';
import { filesBelow } from '../support/openedRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

const HOSTILE = '* text ident working-tree-encoding=UTF-16 filter=x eol=crlf merge=union diff=x\n';

describe('what git leaves alone', () => {
  const newFolder = temporaryFolders();

  it('is every byte of a registry, whatever rules lie outside of it', async () => {
    const folder = await newFolder();
    const git = gitIn(folder);
    const { root, registry, type } = await greetingRegistry(folder);
    const source = '$Id$ é\r\n{{name}}\n';
    await registry.commit({ prompt: 'odd', source });
    await type('prompts/odd.prompt', '$Id$ é\n{{name}}\n');
    await git('init', '--quiet');
    await writeFile(join(folder, '.gitattributes'), HOSTILE);
    for (const [name, value] of [
      ['core.autocrlf', 'true'],
      ['filter.x.clean', 'sed s/e/X/'],
      ['filter.x.smudge', 'sed s/o/Y/'],
    ] as const) {
      await git('config', name, value);
    }
    const before = await filesBelow(root);
    await git('add', '.promptledger');
    await git('commit', '--quiet', '-m', 'x');
    await rm(root, { recursive: true });
    await git('checkout', '--quiet', '--', '.promptledger');
    deepStrictEqual(await filesBelow(root), before);
  });

  it('is told to git path by path', async () => {
    const folder = await newFolder();
    const git = gitIn(folder);
    await greetingRegistry(folder);
    await git('init', '--quiet');
    await writeFile(join(folder, '.gitattributes'), HOSTILE);
    const names = ['text', 'eol', 'ident', 'filter', 'working-tree-encoding', 'linguist-generated'];
    const told = async (path: string) =>
      (await git('check-attr', ...names, '--', `.promptledger/${path}`))
        .split('\n')
        .filter(line => line !== '')
        .map(line => line.split(': ').slice(1).join('='));
    const off = ['ident=unset', 'filter=unset', 'working-tree-encoding=unset'];
    const made = 'linguist-generated=set';
    deepStrictEqual(await told('records/a/x.json'), ['text=unset', 'eol=crlf', ...off, made]);
    deepStrictEqual(await told('answers/a/x.json'), ['text=unset', 'eol=crlf', ...off, made]);
    const text = ['text=set', 'eol=lf', ...off, 'linguist-generated=unspecified'];
    deepStrictEqual(await told('prompts/a/b.prompt'), text);
    deepStrictEqual(await told('samples/a/s.json'), text);
  });

  it('is brought up to date where nobody changed what was written before', async () => {
    const { root, registry } = await greetingRegistry(await newFolder());
    const file = join(root, '.gitattributes');
    const newest = await readFile(file, 'utf8');
    const former =
      '* -text\nprompts/** text eol=lf\nsamples/** text eol=lf\nrecords/** linguist-generated\n';
    await writeFile(file, former);
    await registry.initialize();
    deepStrictEqual(await readFile(file, 'utf8'), newest);
    await writeFile(file, `${former}mine binary\n`);
    await registry.initialize();
    match(await readFile(file, 'utf8'), /mine binary/);
    ok(isFormer('.gitattributes', former.replaceAll('\n', '\r\n')));
    ok(!isFormer('.gitignore', former));
  });
});
