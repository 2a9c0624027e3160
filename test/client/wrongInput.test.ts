import { deepStrictEqual, strictEqual, throws } from 'node:assert/strict';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listVariables, openRegistry, renderDocument, type Registry } from '../../src/client/index';
import { greetingRegistry } from '../support/cliRegistry';
import { checkRefusal, refusalOf, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const PROMPT = 'support/greeting';

/** What a program without types may hand over. */
type Loose = Record<keyof Registry, (...values: unknown[]) => Promise<unknown>>;

describe('the client, called without types', () => {
  const newFolder = temporaryFolders();

  async function open(): Promise<{ registry: Registry; loose: Loose; root: string }> {
    const { root } = await greetingRegistry(await newFolder());
    const registry = openRegistry(root);
    return { registry, loose: registry as unknown as Loose, root };
  }

  const gets: readonly (readonly [what: string, given: unknown[], said: string])[] = [
    ['no name', [undefined], '"name" must be a text'],
    ['a tag as text instead of options', [PROMPT, 'staging'], 'get takes name, tag, version, id'],
    ['an option that is none', [PROMPT, { label: 'staging' }], 'no "label"'],
    ['null for a tag', [PROMPT, { tag: null }], '"tag" must be a text, not null'],
    ['a number for a tag', [PROMPT, { tag: 3 }], '"tag" must be a text, not 3'],
    ['a text for a number', [PROMPT, { version: '1' }], 'no number of a version'],
    ['something else for a fallback', ['none', { fallback: 3 }], '"fallback" must be a text'],
  ];
  for (const [what, given, said] of gets) {
    it(`refuses to get with ${what}, and serves nothing else instead`, async () => {
      const { loose } = await open();
      checkRefusal(
        refusalOf(() => void loose.get(...given)),
        'invalid-argument',
        said,
      );
    });
  }

  const calls: readonly (readonly [method: keyof Registry, given: unknown[], said: string])[] = [
    ['rollback', [{ prompt: PROMPT, environment: 'staging' }], '"reason" is missing'],
    ['tag', [], '"ref" is missing'],
    ['commit', [{ prompt: PROMPT, source: { text: 'Hi' } }], '"source" must be a text'],
    ['commit', [{ prompt: PROMPT, parents: ['1'] }], '"parents" is nothing that it takes'],
    ['commit', [{ prompt: PROMPT, parent: [1] }], '"parent" must be a text'],
    ['tag', [{ ref: PROMPT, tag: 'a', immutable: 'false' }], '"immutable" must be true or false'],
    ['versions', [PROMPT, { after: 'nobody' }], 'no item with the id "nobody"'],
    ['versions', [PROMPT, { limit: 'two' }], '"limit" must be a whole number'],
    ['list', [{ limit: -1 }], '"limit" must be a whole number'],
  ];
  for (const [method, given, said] of calls) {
    it(`refuses ${method}(${given.map(value => JSON.stringify(value)).join(', ')})`, async () => {
      const { loose } = await open();
      checkRefusal(await rejectionOf(loose[method](...given)), 'invalid-argument', said);
    });
  }

  it('refuses an author who has no name or no e-mail', async () => {
    const { root } = await open();
    for (const author of [{ name: 'Ada' }, { name: 'Ada', email: ' ' }, 'Ada <a@b.c>', null]) {
      const error = refusalOf(() => openRegistry(root, { author: author as never }));
      checkRefusal(error, 'invalid-argument', '"author" must have a name and an email');
    }
  });

  it('refuses a document that is no text', () => {
    for (const call of [renderDocument, listVariables]) {
      strictEqual(refusalOf(() => call(3 as never)).code, 'invalid-argument');
    }
  });

  it('names the registry in a folder that is none itself', async () => {
    const { root } = await open();
    const error = refusalOf(() => openRegistry(dirname(root)));
    checkRefusal(error, 'registry-not-found', `There is one in ${root}: name that.`);
  });

  it('opens what a file: URL names, and refuses other things', async () => {
    const { root } = await open();
    strictEqual(openRegistry(pathToFileURL(root)).get(PROMPT).number, 2);
    for (const path of [42, new URL('https://example.com')]) {
      strictEqual(refusalOf(() => openRegistry(path as never)).code, 'invalid-argument');
    }
  });

  it('gives prompts that nobody can change for others', async () => {
    const { registry } = await open();
    const source = '---\nmodel: a/b\nparameters: { stop: [x] }\n---\nHi';
    await registry.commit({ prompt: 'set', source });
    const prompt = registry.get('set');
    throws(() => Object.assign(prompt, { number: 7 }), TypeError);
    throws(() => Object.assign(prompt.frontMatter, { model: 'c' }), TypeError);
    throws(() => (prompt.parameters.stop as string[]).push('y'), TypeError);
    const request = prompt.toOpenAI() as unknown as { stop: string[] };
    request.stop.push('y');
    deepStrictEqual(registry.get('set').parameters, { stop: ['x'] });
  });
});
