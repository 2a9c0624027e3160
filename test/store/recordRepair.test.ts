import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRegistry } from '../../src/client/index';
import { openFiles, type OpenedFiles } from '../../src/store/openFiles';
import { repairRecords } from '../../src/store/recordRepair';
import { gitIn } from '../support/git';
import { itAtLength, someOf } from '../support/longForm';
import { filesBelow, steppingClock } from '../support/openedRegistry';
import { ada } from '../support/recordBuilder';
import { checkRefusal, refusalOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('repairing records', function () {
  this.timeout(120_000);
  const newFolder = temporaryFolders();
  let folder: string;
  let opened: OpenedFiles;
  let git: (...args: string[]) => Promise<string>;

  beforeEach(async () => {
    folder = await newFolder();
    git = gitIn(folder);
    const identity = () => Promise.resolve(ada);
    opened = openFiles(join(folder, '.promptledger'), identity, steppingClock());
    await opened.registry.initialize();
    await git('init', '--quiet', '--initial-branch=main');
  });

  const save = async (message: string) => {
    await git('add', '--all');
    await git('commit', '--quiet', '--message', message);
  };
  const records = async (): Promise<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(await filesBelow(opened.root))
        .filter(([path]) => path.startsWith('records/'))
        .sort(([left], [right]) => (left < right ? -1 : 1)),
    );
  const acts = async (since?: string) =>
    (await repairRecords(opened.root, since)).map(({ path, act }) => [act, path]);
  const merge = (branch: string) => git('merge', '--no-edit', branch).catch(() => 'conflict');

  it('gives a record its name back, whatever was added to it; until then no older one is served', async () => {
    const { registry, root } = opened;
    await registry.commit({ prompt: 'a', source: 'one' });
    const { id } = await registry.commit({ prompt: 'a', source: 'two' });
    const [name = ''] = Object.keys(await records()).filter(path => path.includes(id));
    const stem = name.slice(0, -'.json'.length);
    const others = ['.json.bak', '.json~', '.JSON', ' (1).json', '.json.orig', ''];
    for (const other of someOf(others, 3).map(suffix => `${stem}${suffix}`)) {
      await rename(join(root, name), join(root, other));
      const asked = refusalOf(() => openRegistry(root).get('a'));
      checkRefusal(asked, 'record-corrupt', other, 'verify');
      strictEqual(
        (await openFiles(root, () => Promise.resolve(ada)).registry.list())[0]?.problem?.path,
        other,
      );
      deepStrictEqual(await acts(), [['moved', name]]);
      await writeFile(join(root, other), await readFile(join(root, name)));
      strictEqual(openRegistry(root).get('a').number, 2, other);
      await rm(join(root, other));
    }
  });

  /** Both branches take a tag back and set it anew, which git takes for renames of one file. */
  async function revertedOnBoth(): Promise<Record<string, string>> {
    const { registry } = opened;
    for (const source of ['text 1', 'text 2', 'text 3'])
      await registry.commit({ prompt: 'a', source });
    await save('Base');
    const description = 'release candidate of the week';
    await registry.tag({ ref: 'a@1', tag: 'staging', description });
    await save('Staging v1');
    await git('branch', 'side');
    await git('revert', '--no-edit', 'HEAD');
    await registry.tag({ ref: 'a@2', tag: 'staging', description });
    await save('Staging v2');
    const ours = await records();
    await git('checkout', '--quiet', 'side');
    await git('revert', '--no-edit', 'HEAD');
    await registry.tag({ ref: 'a@3', tag: 'staging', description });
    await save('Staging v3');
    const theirs = await records();
    await git('checkout', '--quiet', 'main');
    return { ...ours, ...theirs };
  }

  it('keeps what both sides of a merge have, where git saw renames', async () => {
    const both = await revertedOnBoth();
    // Whether git sees renames, and a conflict, follows from random ids: nothing may be lost either way.
    const isConflict = (await merge('side')) === 'conflict';
    await acts();
    deepStrictEqual(await records(), both);
    // Nothing is left to decide for git, and nothing to do again.
    await git('add', '--all');
    if (isConflict) await git('commit', '--quiet', '--message', 'Merged');
    deepStrictEqual(await acts(), []);
    const { problems } = await opened.registry.verify();
    deepStrictEqual(
      problems.filter(({ code }) => code === 'record-corrupt'),
      [],
    );
  });

  it('takes a record with conflict markers apart', async () => {
    const both = await revertedOnBoth();
    await merge('side');
    for (const path of Object.keys(both)) {
      await writeFile(join(opened.root, path), '<<<<<<< HEAD\n=======\n>>>>>>> side\n');
    }
    await acts();
    deepStrictEqual(await records(), both);
  });

  itAtLength('brings back what somebody deleted to end a conflict', async () => {
    const both = await revertedOnBoth();
    await merge('side');
    for (const path of Object.keys(both)) {
      const isUnmerged = (await git('ls-files', '-u', '--', `.promptledger/${path}`)) !== '';
      if (isUnmerged) await rm(join(opened.root, path), { force: true });
    }
    await acts();
    deepStrictEqual(await records(), both);
  });

  itAtLength(
    'puts a record where it says that it belongs, where git saw a renamed folder',
    async () => {
      const { registry } = opened;
      await registry.commit({ prompt: 'z', source: 'z' });
      await save('Begun');
      const text = (number: number) =>
        Array.from({ length: 30 }, (_, line) => `Line ${line} of text ${number}`).join('\n');
      const commitThree = async (prompt: string) => {
        for (const number of [1, 2, 3]) await registry.commit({ prompt, source: text(number) });
      };
      await commitThree('a');
      await save('Prompt a');
      await git('branch', 'side');
      await git('revert', '--no-edit', 'HEAD');
      await commitThree('b');
      await save('Prompt b instead');
      const ours = await records();
      await git('checkout', '--quiet', 'side');
      await registry.commit({ prompt: 'a', source: text(4) });
      const newest = Object.entries(await records()).at(-1);
      await save('a v4');
      await git('checkout', '--quiet', 'main');
      await git('-c', 'merge.directoryRenames=true', 'merge', '--no-edit', 'side').catch(() => '');
      const before = await records();
      await acts();
      const after = await records();
      for (const [path, bytes] of Object.entries(ours)) strictEqual(after[path], bytes, path);
      ok(Object.values(after).includes(newest?.[1] ?? 'none'), 'the record of the branch is kept');
      ok(Object.values(before).every(bytes => Object.values(after).includes(bytes)));
      const { problems } = await opened.registry.verify();
      deepStrictEqual(
        problems.filter(({ code }) => code === 'record-corrupt'),
        [],
      );
    },
  );

  it('works without git for what is misplaced, and leaves what it cannot know', async () => {
    await opened.registry.commit({ prompt: 'a', source: 'one' });
    const [path = ''] = Object.keys(await records());
    const { [path]: bytes = '' } = await records();
    await rm(join(folder, '.git'), { recursive: true });
    const file = (name: string) => join(opened.root, name);
    await rename(file(path), file(`${path}.bak`));
    deepStrictEqual(await acts(), [['moved', path]]);
    await mkdir(file('records/b'));
    await rename(file(path), file(path.replace('/a/', '/b/')));
    deepStrictEqual(await acts(), [['moved', path]]);
    await rename(file(path), file(`${path}.bak`));
    await mkdir(file(path));
    deepStrictEqual(await acts(), []);
    await rm(file(path), { recursive: true });
    deepStrictEqual(await acts(), [['moved', path]]);
    await writeFile(file(`${path}~HEAD`), bytes);
    deepStrictEqual(await acts(), [['removed', path]]);
    await writeFile(file(path), bytes.replace('one', 'two'));
    await writeFile(file('records/a/notes.md'), 'Notes');
    deepStrictEqual(await acts(), []);
    strictEqual(await readFile(file(path), 'utf8'), bytes.replace('one', 'two'));
  });

  it('takes from git what is damaged, missing, or a link', async () => {
    await opened.registry.commit({ prompt: 'a', source: 'one' });
    await save('One');
    const before = await records();
    const [path = ''] = Object.keys(before);
    const file = join(opened.root, path);
    await writeFile(file, 'cut');
    deepStrictEqual(await acts(), [['restored', path]]);
    await rm(file);
    deepStrictEqual(await acts(), [['restored', path]]);
    await rm(file);
    await symlink(join(folder, 'elsewhere'), file);
    deepStrictEqual(await acts(), [['restored', path]]);
    deepStrictEqual(await records(), before);
    // What a commit deleted is there at the one before.
    await git('rm', '--quiet', `.promptledger/${path}`);
    await git('commit', '--quiet', '--message', 'Gone');
    deepStrictEqual(await acts(), []);
    deepStrictEqual(await acts('HEAD~1'), [['restored', path]]);
    deepStrictEqual(await records(), before);
  });
});
