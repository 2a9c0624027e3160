import assert from 'node:assert/strict';
import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { committedHere } from '../committed';
import { openOutside } from '../otherWriter';
import {
  autoSave,
  closeAll,
  eventually,
  listed,
  promptNames,
  reading,
  refused,
  registryFolder,
  run,
  save,
  tagsOf,
  type,
  versionsOf,
  workingFile,
  workingUri,
} from '../window';
import type { VersionInfo } from '../../../src/core/ledger/derive/model';

const newName = promptNames('commit');

describe('Committing a prompt', () => {
  autoSave('off');
  afterEach(closeAll);

  it('a first version has no parent, the number 1 and the author that git knows', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: 'Hello\n' });
    const version = await run<VersionInfo>('commit', { prompt, message: 'Begun' });
    assert.deepEqual([version.number, version.parents, version.head], [1, [], true]);
    assert.equal(version.message, 'Begun');
    assert.deepEqual(version.author, { name: 'Ada Example', email: 'ada@example.com' });
    assert.equal((await listed(prompt)).state, 'clean');
    assert.equal((await (await reading()).get(prompt)).source, 'Hello\n');
  });

  it('what is typed and not saved is saved and committed', async () => {
    const prompt = newName();
    await committedHere(prompt, 'Hello\n');
    const document = await type(prompt, 'Hello, you\n');
    assert.ok(document.isDirty);
    const version = await run<VersionInfo>('commit', { prompt, message: 'Kinder' });
    assert.equal(version.number, 2);
    assert.equal(document.isDirty, false);
    assert.equal(await workingFile(prompt), 'Hello, you\n');
    assert.equal((await (await reading()).get(`${prompt}@2`)).source, 'Hello, you\n');
  });

  it('a text that is given is committed, and what is typed stays as it is', async () => {
    const prompt = newName();
    await committedHere(prompt, 'Hello\n');
    const document = await type(prompt, 'Hello, you\n');
    const version = await run<VersionInfo>('commit', { prompt, source: 'Good day\n' });
    assert.equal((await (await reading()).get(`${prompt}@${version.number}`)).source, 'Good day\n');
    assert.equal(document.getText(), 'Hello, you\n');
    assert.ok(document.isDirty);
  });

  it('each version follows the one before', async () => {
    const prompt = newName();
    await committedHere(prompt, 'one\n', 'two\n', 'three\n');
    const [third, second, first] = await versionsOf(prompt);
    assert.deepEqual(third?.parents, [second?.id]);
    assert.deepEqual(second?.parents, [first?.id]);
    assert.deepEqual([third.head, second.head], [true, false]);
  });

  it('a message may be left out', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: 'Hello\n' });
    assert.equal((await run<VersionInfo>('commit', { prompt })).message, '');
  });

  it('a tag is set in the same step', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: 'Hello\n' });
    const version = await run<VersionInfo>('commit', { prompt, message: 'Begun', tag: 'v1.0.0' });
    assert.deepEqual(version.tags, ['v1.0.0']);
    assert.deepEqual(await tagsOf(prompt), { 'v1.0.0': 1 });
  });

  it('a tag that is refused leaves no version behind', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: 'Hello\n' });
    await refused(run('commit', { prompt, tag: 'production' }), 'environment-protected');
    await refused(run('commit', { prompt, tag: 'latest' }), 'tag-reserved');
    assert.deepEqual(await versionsOf(prompt), []);
  });

  it('a text that no version changes is not committed again', async () => {
    const prompt = newName();
    await committedHere(prompt, 'Hello\n');
    const error = await refused(run('commit', { prompt, message: 'Again' }), 'nothing-to-commit');
    assert.deepEqual([error.data.prompt, error.data.number], [prompt, 1]);
    assert.equal((await versionsOf(prompt)).length, 1);
  });

  it('what could never be rendered is refused, and the text stays', async () => {
    const prompt = newName();
    const broken = '---\nmodel: [\n---\nHello\n';
    await run('newPrompt', { prompt, source: broken });
    const { message } = await refused(run('commit', { prompt }), 'invalid-document');
    assert.match(message, /line \d+/);
    await save(prompt, 'Hello {{#name}}\n');
    await refused(run('commit', { prompt }), 'template-syntax');
    assert.equal(await workingFile(prompt), 'Hello {{#name}}\n');
    assert.deepEqual(await versionsOf(prompt), []);
  });

  it('a prompt that is not there is refused', async () => {
    await refused(run('commit', { prompt: 'no/such-prompt' }), 'prompt-not-found');
  });

  it('a working document that is missing is told, with its versions still there', async () => {
    const prompt = newName();
    await committedHere(prompt, 'Hello\n');
    await closeAll();
    await unlink(workingUri(prompt).fsPath);
    await eventually(
      'the missing document',
      async () => (await listed(prompt)).state === 'missing',
    );
    await closeAll();
    await refused(run('commit', { prompt }), 'prompt-not-found');
    await run('checkout', { ref: prompt });
    assert.equal(await workingFile(prompt), 'Hello\n');
  });

  it('a parent that is given must be a head', async () => {
    const prompt = newName();
    await committedHere(prompt, 'one\n', 'two\n');
    await type(prompt, 'three\n');
    const { data } = await refused(run('commit', { prompt, parent: '1' }), 'stale-parent');
    assert.equal(data.prompt, prompt);
    const version = await run<VersionInfo>('commit', { prompt, parent: `${prompt}@2` });
    assert.equal(version.number, 3);
  });

  it('a commit is one more file, and no other record changes', async () => {
    const prompt = newName();
    await committedHere(prompt, 'one\n');
    const before = await recordsOf(prompt);
    await type(prompt, 'two\n');
    const { id, at } = await run<VersionInfo>('commit', { prompt, message: 'Two' });
    const after = await recordsOf(prompt);
    const name = `${at.replace(/[-:.]/g, '')}-${id}.json`;
    assert.deepEqual(after, [...before, name]);
  });

  it('another program reads what was committed at once', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: 'Hello {{name}}\n' });
    const { id } = await run<VersionInfo>('commit', { prompt, message: 'Begun' });
    const outside = await openOutside();
    const version = await outside.version(prompt);
    assert.deepEqual([version.id, version.source], [id, 'Hello {{name}}\n']);
  });
});

describe('Committing while VS Code saves by itself', () => {
  autoSave('afterDelay', 150);
  afterEach(closeAll);

  it('a commit at the moment of an automatic save is made all the same', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: 'begun\n' });
    for (const delayMs of [130, 140, 145, 150, 155, 160, 170]) {
      await type(prompt, `after ${delayMs} ms\n`);
      await new Promise(resolve => setTimeout(resolve, delayMs));
      await run('commit', { prompt });
      assert.equal(await workingFile(prompt), `after ${delayMs} ms\n`);
    }
    assert.equal((await versionsOf(prompt)).length, 7);
  });
});

async function recordsOf(prompt: string): Promise<readonly string[]> {
  return (await readdir(join(registryFolder, 'records', prompt))).sort();
}
