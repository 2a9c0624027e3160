import { includedFirst } from '../../src/registry/includes';
import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newRegistry, openRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, refusalOf, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('includes', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    await opened.registry.commit({ prompt: 'word', source: 'kind' });
    await opened.registry.commit({ prompt: 'tone', source: 'Be {{> word}}.' });
  });

  afterEach(() => {
    opened.close();
  });

  async function rendered(ref: string): Promise<unknown> {
    const prompt = await opened.registry.render({ ref });
    return prompt.type === 'text' ? prompt.text : prompt.messages;
  }

  it('of a version stay what they were at its commit, all the way down', async () => {
    await opened.registry.commit({ prompt: 'a', source: '{{> tone}} Hi' });
    await opened.registry.commit({ prompt: 'word', source: 'brief' });
    await opened.registry.commit({ prompt: 'tone', source: 'Always be {{> word}}.' });
    strictEqual(await rendered('a'), 'Be kind. Hi');
    strictEqual(await rendered('tone'), 'Always be brief.');
    strictEqual(await rendered('tone@1'), 'Be kind.');
  });

  it('of a working document are what they are now', async () => {
    const tone = await opened.registry.version('tone');
    const { ids, problems } = await opened.registry.includes('{{> tone}}{{> tone@1}}{{> tone}}');
    deepStrictEqual(ids, { tone: tone.id, 'tone@1': tone.id });
    deepStrictEqual(problems, []);
  });

  it('that cannot be found are told one by one, the others are found', async () => {
    const { ids, problems, resolver } = await opened.registry.includes(
      '{{> nobody}}{{> tone@beta}}{{> word}}{{> Not a name}}',
    );
    deepStrictEqual(Object.keys(ids), ['word']);
    deepStrictEqual(
      problems.map(problem => problem.code),
      ['prompt-not-found', 'tag-not-found', 'invalid-name'],
    );
    checkRefusal(
      refusalOf(() => resolver('nobody', [])),
      'prompt-not-found',
    );
    checkRefusal(
      refusalOf(() => resolver('unheard-of', [])),
      'version-not-found',
      'did not record',
    );
  });

  it('that vanished since the commit are an error that names the place', async () => {
    await opened.registry.commit({ prompt: 'a', source: 'Hi\n{{> tone}}' });
    await rm(join(opened.root, 'records', 'word'), { recursive: true });
    await rm(join(opened.root, 'prompts', 'word.prompt'));
    const fresh = await openRegistry(opened.root);
    await fresh.registry.refresh();
    const error = await rejectionOf(fresh.registry.render({ ref: 'a' }));
    checkRefusal(error, 'prompt-not-found', 'no prompt "word"', 'Include "word"');
    fresh.close();
  });

  it('that two versions share are read once and both are right', async () => {
    const source = '{{> tone}}{{> word}}{{> tone@1}}';
    await opened.registry.commit({ prompt: 'a', source });
    strictEqual(await rendered('a'), 'Be kind.kindBe kind.');
  });

  it('order what is committed together: what is included comes first, cycles or not', async () => {
    const { documents, ledger } = opened;
    await documents.write('a', '{{> d}}{{> c@staging}}');
    await documents.write('b', '---\ntype: [\n---\n');
    await documents.write('c', '{{> a}}{{> tone}}');
    await documents.write('d', 'd');
    const order = await includedFirst(ledger, ['a', 'b', 'c', 'd', 'tone', 'word']);
    deepStrictEqual(order, ['d', 'word', 'tone', 'c', 'a', 'b']);
    deepStrictEqual(await includedFirst(ledger, ['a', 'b']), ['a', 'b']);
  });
});
