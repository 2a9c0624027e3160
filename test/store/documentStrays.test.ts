import { deepStrictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AT_ONCE, BACKGROUND } from '../../src/store/disk';
import { documentStrays } from '../../src/store/documentStrays';
import { temporaryFolders } from '../support/temporaryFolders';

describe('what lies among documents and samples', () => {
  const newFolder = temporaryFolders();

  /** What is told of a registry with these files, by whichever way the disk is read. */
  async function told(...files: readonly string[]) {
    const root = await newFolder();
    for (const file of files) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), '');
    }
    const [found, again] = [
      await documentStrays(root, BACKGROUND),
      await documentStrays(root, AT_ONCE),
    ];
    deepStrictEqual(again, found);
    return { root, paths: found.map(({ path, code }) => [path, code]) };
  }

  it('is nothing odd where names are those of prompts and samples, or of other files', async () => {
    const { paths } = await told(
      ...['prompts/a/b.prompt', 'prompts/README.md', 'prompts/a/.gitkeep', 'prompts/a.prompt~'],
      ...['samples/a/b/one.json', 'samples/a/notes.txt'],
    );
    deepStrictEqual(paths, []);
    deepStrictEqual((await told()).paths, []);
  });

  it('is told where no prompt or sample can be called so', async () => {
    const long = 'x'.repeat(101);
    const { paths } = await told(
      ...['prompts/A.prompt', 'prompts/Upper/a.prompt', 'prompts/con.prompt', 'prompts/.prompt'],
      ...[`prompts/a/${long}.prompt`, 'samples/a/B.json', 'samples/C/one.json'],
    );
    deepStrictEqual(
      paths,
      [
        ...['prompts/.prompt', 'prompts/A.prompt', 'prompts/Upper', `prompts/a/${long}.prompt`],
        ...['prompts/con.prompt', 'samples/C', 'samples/a/B.json'],
      ].map(path => [path, 'invalid-name']),
    );
  });

  it('is told where it is a link or a pipe in the place of a file', async function () {
    if (process.platform === 'win32') this.skip();
    const { root } = await told('prompts/a.prompt');
    await symlink(join(root, 'prompts/a.prompt'), join(root, 'prompts/b.prompt'));
    execFileSync('mkfifo', [join(root, 'prompts/c.prompt')]);
    deepStrictEqual(
      (await documentStrays(root, BACKGROUND)).map(({ path, code }) => [path, code]),
      [
        ['prompts/b.prompt', 'io'],
        ['prompts/c.prompt', 'io'],
      ],
    );
  });
});
