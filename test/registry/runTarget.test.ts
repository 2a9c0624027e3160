import { deepEqual, equal } from 'node:assert/strict';
import { runTarget } from '../../src/registry/runTarget';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

const newFolder = temporaryFolders();
let opened: OpenedRegistry;

beforeEach(async () => {
  opened = await newRegistry(await newFolder());
  await opened.registry.commit({ prompt: 'a', source: '---\nmodel: loud/m\n---\nHi {{name}}' });
});

afterEach(() => {
  opened.close();
});

describe('what is run', () => {
  it('is a version, or the document that somebody is writing', async () => {
    await opened.documents.write('a', 'Ho {{name}}');
    const written = await runTarget(opened.ledger, 'a@working');
    deepEqual(
      [written.label, written.version, written.source],
      ['working', undefined, 'Ho {{name}}'],
    );
    const version = await runTarget(opened.ledger, 'a@1');
    deepEqual([version.label, version.version?.number], ['v1', 1]);
  });

  it('is the version whose text somebody wrote again', async () => {
    await opened.documents.write('a', '---\nmodel: loud/m\n---\nHi {{name}}');
    equal((await runTarget(opened.ledger, 'a@working')).version?.number, 1);
  });

  it('is the version of a tag that is called "working"', async () => {
    await opened.registry.tag({ ref: 'a@1', tag: 'working' });
    await opened.documents.write('a', 'Ho');
    equal((await runTarget(opened.ledger, 'a@working')).label, 'working (v1)');
  });
});
