import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { filesBelow, newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('importing documents', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    await opened.registry.commit({ prompt: 'known', source: 'Hi\n' });
  });

  afterEach(() => {
    opened.close();
  });

  const importing = (force: boolean, ...documents: { prompt: string; source: string }[]) =>
    opened.registry.importDocuments({ documents, force });

  it('makes working documents and no version, and tells of them', async () => {
    opened.changes.length = 0;
    deepStrictEqual(
      await importing(
        false,
        { prompt: 'a/b', source: 'x\r\n' },
        { prompt: 'known', source: 'Hi\n' },
      ),
      [
        { prompt: 'a/b', state: 'new' },
        { prompt: 'known', state: 'clean' },
      ],
    );
    strictEqual(await opened.documents.read('a/b'), 'x\n');
    strictEqual(opened.index.queries.prompt('a/b')?.versions, 0);
    deepStrictEqual(
      opened.changes.flatMap(change => change.prompts),
      ['a/b'],
    );
  });

  it('writes nothing at all where one of them is taken, unless it is forced', async () => {
    const before = await filesBelow(opened.root);
    const documents = [
      { prompt: 'new', source: 'a' },
      { prompt: 'known', source: 'other' },
    ];
    checkRefusal(
      await rejectionOf(importing(false, ...documents)),
      'name-taken',
      '"known"',
      'force it',
    );
    deepStrictEqual(await filesBelow(opened.root), before);
    deepStrictEqual(
      (await importing(true, ...documents)).map(item => item.state),
      ['new', 'modified'],
    );
    strictEqual(await opened.documents.read('known'), 'other');
  });

  it('refuses two of one name, no name, and a former name', async () => {
    const twice = importing(false, { prompt: 'a', source: '1' }, { prompt: 'a', source: '2' });
    checkRefusal(await rejectionOf(twice), 'invalid-argument', '"a"');
    checkRefusal(
      await rejectionOf(importing(false, { prompt: '../a', source: '' })),
      'invalid-name',
    );
    await opened.registry.rename({ prompt: 'known', to: 'now' });
    const former = importing(true, { prompt: 'known', source: 'x' });
    checkRefusal(await rejectionOf(former), 'name-taken', 'former name of "now"');
  });
});
