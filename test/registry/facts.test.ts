import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { newRegistry, openRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { ben } from '../support/recordBuilder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('facts about a prompt', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    await opened.registry.commit({ prompt: 'a', source: 'one' });
    await opened.documents.writeSample('a', 'first', '{"x":1}');
  });

  afterEach(() => {
    opened.close();
  });

  const records = async (folder: string) =>
    (await readdir(join(opened.root, 'records', folder))).length;

  describe('describing', () => {
    it('changes what is given and keeps the rest', async () => {
      const { registry } = opened;
      await registry.describe({ prompt: 'a', description: 'Greets', labels: ['b', 'a', ' b '] });
      const info = await registry.describe({ prompt: 'a', labels: [] });
      deepStrictEqual([info.description, info.labels], ['Greets', []]);
      deepStrictEqual(opened.index.queries.prompt('a'), info);
    });

    it('writes nothing where all is so already', async () => {
      const { registry } = opened;
      await registry.describe({ prompt: 'a', description: 'Greets', labels: ['x'] });
      const before = await records('a');
      await registry.describe({ prompt: 'a', description: 'Greets', labels: ['x'] });
      strictEqual(await records('a'), before);
    });

    it('refuses nothing, nobody and labels that are none', async () => {
      const { registry } = opened;
      const refused = (input: object) => rejectionOf(registry.describe({ prompt: 'a', ...input }));
      checkRefusal(await refused({}), 'invalid-argument', 'Give a description');
      checkRefusal(await refused({ labels: [''] }), 'invalid-argument');
      checkRefusal(await refused({ labels: ['a\nb'] }), 'invalid-argument');
      checkRefusal(await refused({ prompt: 'b', description: '' }), 'prompt-not-found');
    });
  });

  for (const end of ['restore', 'archive'] as const) {
    it(`archived on one branch while another commits: marked everywhere, and ${end} ends it`, async () => {
      const { registry, root, index } = opened;
      const theirs = await newFolder();
      await cp(root, theirs, { recursive: true });
      // Their clock is behind: no date tells what they knew.
      const other = await openRegistry(theirs, { author: ben, clock: () => Date.UTC(2026, 0, 1) });
      await other.registry.refresh();
      const { id, number } = await other.registry.commit({ prompt: 'a', source: 'two' });
      other.close();
      await registry.archive('a');
      deepStrictEqual((await registry.verify()).problems, []);
      await cp(join(theirs, 'records'), join(root, 'records'), { recursive: true });
      await registry.refresh();

      const info = index.queries.prompt('a');
      deepStrictEqual([info?.archived, info?.diverged], [true, true]);
      deepStrictEqual(info?.archivedOver, { versions: [{ id, number }], texts: false });
      deepStrictEqual(await opened.files.list(), index.queries.prompts());
      deepStrictEqual(await opened.files.status(), index.queries.status());
      const { problems } = await registry.verify();
      deepStrictEqual(
        problems.map(({ code, message }) => [code, message]),
        [
          [
            'reference-ambiguous',
            `"a" is archived, and v2 (${id.slice(0, 8)}) was committed on another branch or since, unknown to whoever archived it. Restore it, or archive it again.`,
          ],
        ],
      );

      const after = await registry[end]('a');
      deepStrictEqual([after.archived, after.diverged], [end === 'archive', false]);
      deepStrictEqual((await registry.verify()).problems, []);
      deepStrictEqual(await opened.files.list(), index.queries.prompts());
    });
  }

  it('an archived prompt still resolves, and can be restored', async () => {
    const { registry } = opened;
    strictEqual((await registry.archive('a')).archived, true);
    strictEqual((await registry.version('a')).number, 1);
    const before = await records('a');
    await registry.archive('a');
    strictEqual(await records('a'), before);
    strictEqual((await registry.restore('a')).archived, false);
    deepStrictEqual(opened.index.queries.prompt('a')?.archived, false);
  });
});
