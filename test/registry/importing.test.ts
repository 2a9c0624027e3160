import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportedDocument } from '../../src/registry/importing';
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

  const importing = (force: boolean, ...documents: ImportedDocument[]) =>
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

  it('tells before what it would do to each prompt, and writes nothing', async () => {
    await opened.registry.commit({ prompt: 'typed', source: 'One\n' });
    await opened.documents.write('typed', 'Two\n');
    await opened.registry.commit({ prompt: 'gone', source: 'Gone\n' });
    await rm(join(opened.root, 'prompts', 'gone.prompt'));
    await opened.registry.refresh();
    const before = await filesBelow(opened.root);
    const documents = ['new', 'known', 'typed', 'gone'].map(prompt => ({
      prompt,
      source: 'x\r\n',
    }));
    const same = { prompt: 'other', source: 'Same\n' };
    await opened.documents.write('other', 'Same\n');
    deepStrictEqual(
      (await opened.registry.planImport([...documents, same])).map(plan => [
        plan.prompt,
        plan.effect,
        plan.before,
        plan.source,
      ]),
      [
        ['new', 'created', undefined, 'x\n'],
        ['known', 'changed', 'Hi\n', 'x\n'],
        ['typed', 'conflict', 'Two\n', 'x\n'],
        ['gone', 'changed', undefined, 'x\n'],
        ['other', 'unchanged', 'Same\n', 'Same\n'],
      ],
    );
    deepStrictEqual(await filesBelow(opened.root), { ...before, 'prompts/other.prompt': 'Same\n' });
  });

  it('replaces what somebody agreed to replace, and nothing that was written meanwhile', async () => {
    const source = 'x\n';
    const agreed = { prompt: 'known', source, over: { text: 'Hi\n' } };
    await opened.documents.write('known', 'Meanwhile\n');
    checkRefusal(await rejectionOf(importing(true, agreed)), 'name-taken', 'changed meanwhile');
    strictEqual(await opened.documents.read('known'), 'Meanwhile\n');
    await importing(true, { ...agreed, over: { text: 'Meanwhile\n' } });
    strictEqual(await opened.documents.read('known'), source);
    const fresh = { prompt: 'fresh', source, over: { text: undefined } };
    await importing(true, fresh);
    checkRefusal(
      await rejectionOf(importing(true, { ...fresh, source: 'y\n' })),
      'name-taken',
      'changed meanwhile',
    );
  });

  it('refuses two of one name, no name, and a former name', async () => {
    const twice = importing(false, { prompt: 'a', source: '1' }, { prompt: 'a', source: '2' });
    checkRefusal(await rejectionOf(twice), 'invalid-argument', '"a"');
    checkRefusal(
      await rejectionOf(importing(false, { prompt: '../a', source: '' })),
      'invalid-name',
    );
    await opened.registry.rename({ prompt: 'known', to: 'now' });
    const [plan] = await opened.registry.planImport([{ prompt: 'known', source: 'x' }]);
    strictEqual(plan?.effect, 'former');
    const former = importing(true, { prompt: 'known', source: 'x' });
    checkRefusal(await rejectionOf(former), 'name-taken', 'former name of "now"');
  });
});
