import { deepStrictEqual, notStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LedgerError } from '../../src/core/base/errors';
import { openRegistry, PromptNotFoundError } from '../../src/client/index';
import { greetingRegistry } from '../support/cliRegistry';
import { ada } from '../support/recordBuilder';
import { checkRefusal, refusalOf, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const PROMPT = 'support/greeting';

describe('the client', () => {
  const newFolder = temporaryFolders();

  /** `support/greeting` in two versions, as an application opens it that looks at the disk each time. */
  async function opened(maxAge = 0) {
    const { registry: other, root, type } = await greetingRegistry(await newFolder());
    return { client: openRegistry(root, { maxAge, author: ada }), other, root, type };
  }

  it('gets the version that a tag points at, and renders it', async () => {
    const { client } = await opened();
    const prompt = client.get(PROMPT, { tag: 'staging' });
    strictEqual(prompt.number, 2);
    strictEqual(prompt.isFallback, false);
    deepStrictEqual(prompt.render({ name: 'Ada' }), { type: 'text', text: 'Good day Ada.\n' });
  });

  it('gets a version by number, by id, by the start of an id, and the latest', async () => {
    const { client } = await opened();
    const first = client.get(PROMPT, { version: 1 });
    strictEqual(client.get(PROMPT, { id: first.id }).number, 1);
    strictEqual(client.get(PROMPT).number, 2);
    strictEqual(client.get(PROMPT, { tag: 'latest' }).number, 2);
    const letters = first.id.search(/[a-f]/);
    strictEqual(client.get(PROMPT, { id: first.id.slice(0, Math.max(7, letters + 1)) }).number, 1);
  });

  it('gives the same object as long as nothing changed', async () => {
    const { client, other } = await opened();
    const before = client.get(PROMPT, { tag: 'staging' });
    strictEqual(client.get(PROMPT, { tag: 'staging' }), before);
    await other.promote({ prompt: PROMPT, environment: 'staging', version: '1' });
    notStrictEqual(client.get(PROMPT, { tag: 'staging' }), before);
    strictEqual(before.number, 2);
  });

  it('sees what another process did', async () => {
    const { client, other } = await opened();
    strictEqual(client.get(PROMPT).number, 2);
    await other.commit({ prompt: PROMPT, source: 'Hey {{name}}.\n' });
    strictEqual(client.get(PROMPT).number, 3);
    await other.untag({ prompt: PROMPT, tag: 'staging' }).catch(() => undefined);
    await other.tag({ ref: `${PROMPT}@3`, tag: 'beta' });
    strictEqual(client.get(PROMPT, { tag: 'beta' }).number, 3);
  });

  it('looks at the disk again after maxAge', async () => {
    const { client, other } = await opened(100);
    strictEqual(client.get(PROMPT).number, 2);
    await other.commit({ prompt: PROMPT, source: 'Hey {{name}}.\n' });
    await new Promise(resolve => setTimeout(resolve, 120));
    strictEqual(client.get(PROMPT).number, 3);
  });

  it('does not look at the disk before maxAge, but at once after its own writes', async () => {
    const { client, other } = await opened(600_000);
    strictEqual(client.get(PROMPT).number, 2);
    await other.commit({ prompt: PROMPT, source: 'Hey {{name}}.\n' });
    strictEqual(client.get(PROMPT).number, 2);
    await client.commit({ prompt: PROMPT, source: 'Hi {{name}}.\n' });
    strictEqual(client.get(PROMPT).number, 4);
  });

  it('answers again from memory what it answered, and nothing that was asked otherwise', async () => {
    const { client, other } = await opened(600_000);
    const asked = [
      { tag: 'staging' },
      { tag: 'latest' },
      {},
      undefined,
      { tag: undefined },
    ] as const;
    const first = asked.map(options => client.get(PROMPT, options));
    deepStrictEqual(
      first.map(({ tag }) => tag),
      ['staging', undefined, undefined, undefined, undefined],
    );
    for (const [at, options] of asked.entries()) {
      for (let again = 0; again < 3; again += 1)
        strictEqual(client.get(PROMPT, options), first[at]);
      strictEqual(client.get(PROMPT, { ...options, fallback: 'Hi.' }), first[at]);
      for (const slip of [{ tags: 'x' }, { fallback: 5 }, { tag: 5 }, { tag: null }]) {
        const { code } = refusalOf(() => client.get(PROMPT, { ...options, ...slip } as never));
        strictEqual(code, 'invalid-argument', JSON.stringify(slip));
      }
    }
    await other.commit({ prompt: PROMPT, source: 'Hey {{name}}.\n' });
    await client.tag({ ref: `${PROMPT}@3`, tag: 'beta' });
    deepStrictEqual(
      [client.get(PROMPT).number, client.get(PROMPT, { tag: 'staging' }).number],
      [3, 2],
    );
    await other.rename({ prompt: PROMPT, to: 'support/hello' });
    strictEqual(client.get(PROMPT).number, 3);
  });

  it('finds a prompt by its former names', async () => {
    const { client, other } = await opened();
    await other.rename({ prompt: PROMPT, to: 'support/hello' });
    strictEqual(client.get('support/hello').number, 2);
    strictEqual(client.get(PROMPT).number, 2);
  });

  it('renders with the includes that the version recorded', async () => {
    const { client, other } = await opened();
    await other.commit({ prompt: 'shared/tone', source: 'Be {{mood}}.' });
    await other.commit({ prompt: 'answer', source: '{{> shared/tone}} Answer.' });
    await other.commit({ prompt: 'shared/tone', source: 'Shout.' });
    const { text } = client.get('answer').render({ mood: 'kind' }) as { text: string };
    strictEqual(text, 'Be kind. Answer.');
  });

  it('says which names may have been meant', async () => {
    const { client } = await opened();
    const error = refusalOf(() => client.get('support/greting'));
    ok(error instanceof PromptNotFoundError && error instanceof LedgerError);
    deepStrictEqual(error.similar, [PROMPT]);
    strictEqual(error.prompt, 'support/greting');
    checkRefusal(error, 'prompt-not-found', 'Did you mean "support/greeting"?');
    const other = await rejectionOf(client.versions('greeting'));
    ok(other instanceof PromptNotFoundError);
    deepStrictEqual(other.similar, [PROMPT]);
  });

  it('refuses what names no version', async () => {
    const { client } = await opened();
    const codeOf = (options: object): string =>
      refusalOf(() => client.get(PROMPT, options as never)).code;
    strictEqual(codeOf({ tag: 'stagin' }), 'tag-not-found');
    strictEqual(codeOf({ version: 9 }), 'version-not-found');
    strictEqual(codeOf({ version: 0 }), 'invalid-argument');
    strictEqual(codeOf({ id: 'abc' }), 'invalid-argument');
    strictEqual(codeOf({ id: '0123456789abcdef0123456789abcdef' }), 'version-not-found');
    strictEqual(codeOf({ tag: 'staging', version: 1 }), 'invalid-argument');
    strictEqual(codeOf({ tag: '../x' }), 'invalid-name');
    strictEqual(refusalOf(() => client.get('../etc/passwd')).code, 'invalid-name');
  });

  it('answers with a fallback where prompt, tag or version is missing', async () => {
    const { client } = await opened();
    const fallback = '---\nmodel: openai/gpt-4o\n---\nHello {{name}}!';
    for (const prompt of [
      client.get('not/there', { fallback }),
      client.get(PROMPT, { tag: 'beta', fallback }),
      client.get(PROMPT, { version: 7, fallback }),
    ]) {
      deepStrictEqual([prompt.isFallback, prompt.number, prompt.id], [true, 0, '']);
      strictEqual(prompt.model, 'openai/gpt-4o');
      deepStrictEqual(prompt.render({ name: 'Ada' }), { type: 'text', text: 'Hello Ada!' });
    }
    strictEqual(client.get(PROMPT, { fallback }).isFallback, false);
    deepStrictEqual(client.get(PROMPT, { tag: 'beta', fallback }).attributes(), {
      'gen_ai.prompt.name': PROMPT,
      'promptledger.prompt.tag': 'beta',
      'promptledger.prompt.fallback': 'true',
    });
  });

  it('says what a trace needs', async () => {
    const { client } = await opened();
    const prompt = client.get(PROMPT, { tag: 'staging' });
    deepStrictEqual(prompt.attributes(), {
      'gen_ai.prompt.name': PROMPT,
      'gen_ai.prompt.version': '2',
      'promptledger.prompt.id': prompt.id,
      'promptledger.prompt.tag': 'staging',
    });
  });

  it('lists prompts, versions, tags and releases in pages, as the command line prints them', async () => {
    const { client } = await opened();
    await client.commit({ prompt: 'answer', source: 'Answer.', tag: 'beta' });
    const names = (await client.list()).map(item => item.prompt);
    deepStrictEqual(names, ['answer', PROMPT]);
    deepStrictEqual(
      (await client.list({ limit: 1 })).map(item => item.prompt),
      ['answer'],
    );
    deepStrictEqual(
      (await client.list({ after: 'answer' })).map(item => item.prompt),
      [PROMPT],
    );
    deepStrictEqual(
      (await client.list({ tag: 'beta' })).map(item => item.prompt),
      ['answer'],
    );
    deepStrictEqual(
      (await client.list({ search: 'GREET' })).map(item => item.prompt),
      [PROMPT],
    );
    const [newest, ...others] = await client.versions(PROMPT, { source: true });
    strictEqual(newest?.source, 'Good day {{name}}.\n');
    deepStrictEqual(
      (await client.versions(PROMPT, { after: newest.id })).map(version => version.number),
      others.map(version => version.number),
    );
    deepStrictEqual(
      (await client.tags(PROMPT)).map(({ tag, number }) => [tag, number]),
      [['staging', 2]],
    );
    const moves = await client.tagHistory(PROMPT, 'staging');
    deepStrictEqual(
      moves.map(({ number }) => number),
      [2, 1],
    );
    const releases = await client.releases(PROMPT, { environment: 'staging', limit: 1 });
    deepStrictEqual(
      releases.map(({ number }) => number),
      [2],
    );
  });

  it('tags, promotes, rolls back and removes tags', async () => {
    const { client } = await opened();
    await client.tag({ ref: `${PROMPT}@1`, tag: 'v-first' });
    strictEqual(client.get(PROMPT, { tag: 'v-first' }).number, 1);
    await client.promote({ prompt: PROMPT, environment: 'production' });
    strictEqual(client.get(PROMPT, { tag: 'production' }).number, 2);
    await client.rollback({ prompt: PROMPT, environment: 'staging', reason: 'Too polite' });
    strictEqual(client.get(PROMPT, { tag: 'staging' }).number, 1);
    await client.untag({ prompt: PROMPT, tag: 'v-first' });
    strictEqual(refusalOf(() => client.get(PROMPT, { tag: 'v-first' })).code, 'tag-not-found');
  });

  it('keeps what it had while a record is half written; who never had it is told', async () => {
    const { client, other, root, type } = await opened();
    strictEqual(client.get(PROMPT).number, 2);
    const { id } = await other.commit({ prompt: PROMPT, source: 'Hey {{name}}.\n' });
    const { readdir, readFile } = await import('node:fs/promises');
    const folder = join(root, 'records', PROMPT);
    const name = (await readdir(folder)).find(file => file.includes(id))!;
    const bytes = await readFile(join(folder, name));
    await type(`records/${PROMPT}/${name}`, bytes.subarray(0, 40));
    strictEqual(client.get(PROMPT).number, 2);
    const late = openRegistry(root);
    const refused = refusalOf(() => late.get(PROMPT));
    checkRefusal(refused, 'record-corrupt', name, 'verify', 'git checkout');
    strictEqual(late.get(PROMPT, { fallback: 'Hello' }).isFallback, true);
    strictEqual(late.get(PROMPT, { version: 2 }).number, 2);
    strictEqual(openRegistry(root, { damaged: 'ignore' }).get(PROMPT).number, 2);
    await type(`records/${PROMPT}/${name}`, bytes);
    strictEqual(client.get(PROMPT).number, 3);
  });

  it('refuses a registry that is not there, then and later', async () => {
    const folder = await newFolder();
    checkRefusal(
      refusalOf(() => openRegistry(join(folder, 'nothing'))),
      'registry-not-found',
      'init',
    );
    const { client, root } = await opened();
    await rm(root, { recursive: true });
    const gone = refusalOf(() => client.get(PROMPT, { fallback: 'x' }));
    strictEqual(gone.code, 'registry-not-found');
  });

  it('does not follow a symbolic link out of the registry', async () => {
    const { client, root } = await opened();
    const outside = await newFolder();
    await rename(join(root, 'records/support'), join(outside, 'support'));
    await symlink(join(outside, 'support'), join(root, 'records/support'));
    strictEqual(refusalOf(() => client.get(PROMPT)).code, 'io');
  });

  it('does not open a link, nor reads on where one takes the place of the folder', async () => {
    const { client, root } = await opened();
    const outside = await newFolder();
    await rename(root, join(outside, 'there'));
    await symlink(join(outside, 'there'), root);
    strictEqual(refusalOf(() => openRegistry(root)).code, 'invalid-registry');
    strictEqual(refusalOf(() => client.get(PROMPT)).code, 'invalid-registry');
    const tagging = await rejectionOf(client.tag({ ref: PROMPT, tag: 'mine' }));
    strictEqual(tagging.code, 'invalid-registry');
    await symlink(outside, join(root, '..', 'way'));
    strictEqual(openRegistry(join(root, '..', 'way', 'there')).get(PROMPT).number, 2);
  });

  it('refuses a file that is no bundle', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'a.json'), 'x');
    await writeFile(join(folder, 'b.json'), '{}');
    await writeFile(join(folder, 'c.json'), '{"promptledger":{"bundle":2}}');
    const codeOf = (name: string): string => refusalOf(() => openRegistry(join(folder, name))).code;
    deepStrictEqual(['a.json', 'b.json', 'c.json'].map(codeOf), [
      'invalid-argument',
      'invalid-argument',
      'registry-newer',
    ]);
  });
});
