import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  documentMissing,
  findSide,
  requireWorkingDocument,
  sideName,
  withPrevious,
} from '../../src/registry/sides';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('a side of a comparison', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;
  let id: string;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    ({ id } = await opened.registry.commit({ prompt: 'a', source: 'one', tag: 'staging' }));
    await opened.documents.write('a', 'typed');
  });

  afterEach(() => {
    opened.close();
  });

  const found = (text: string, prompt = 'a') => findSide(opened.ledger, text, prompt);

  it('is a version, called by its number', async () => {
    deepStrictEqual(await found('a@1'), { prompt: 'a', side: id, label: 'v1', source: 'one' });
    deepStrictEqual(await found('a'), { prompt: 'a', side: id, label: 'v1', source: 'one' });
  });

  it('is what a tag points at, called by both', async () => {
    strictEqual((await found('a@staging')).label, 'staging (v1)');
  });

  it('is the working document of the prompt that the other side names', async () => {
    const working = { prompt: 'a', side: 'working', label: 'working', source: 'typed' };
    deepStrictEqual(await found('working'), working);
    deepStrictEqual(await found('working', 'a@staging'), working);
  });

  it('is no working document that is missing, and says what to do', async () => {
    await rm(join(opened.root, 'prompts', 'a.prompt'));
    for (const asked of [found('working'), requireWorkingDocument(opened.ledger, 'a')]) {
      checkRefusal(await rejectionOf(asked), 'prompt-not-found', documentMissing('a').message);
    }
  });

  it('is no prompt that is not there', async () => {
    checkRefusal(await rejectionOf(found('working', 'b')), 'prompt-not-found', '"b"');
    checkRefusal(await rejectionOf(found('b')), 'prompt-not-found', '"b"');
  });

  it('is beside the version that it was made from, by references; a first one is refused', async () => {
    const next = await opened.registry.commit({ prompt: 'a', source: 'two' });
    const sides = await withPrevious(opened.ledger, 'a@2');
    deepStrictEqual(sides, { left: `a@${id}`, right: `a@${next.id}` });
    const refused = await rejectionOf(withPrevious(opened.ledger, 'a@1'));
    checkRefusal(refused, 'version-not-found', 'v1 of "a"', 'nothing came before it');
  });

  it('is a reference to programs, and by name alone the working document', () => {
    strictEqual(sideName({ prompt: 'a', side: id }), `a@${id.slice(0, 8)}`);
    strictEqual(sideName({ prompt: 'a', side: 'working' }), 'a');
  });
});
