import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { PromptRecord, RenameRecord } from '../../src/core/ledger/records/records';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { draftOf, facts, renaming } from '../support/recordBuilder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('promoting several prompts', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    for (const prompt of ['a', 'b', 'c', 'd']) {
      await opened.registry.commit({ prompt, source: `I am ${prompt}`, message: `Made ${prompt}` });
    }
    for (const ref of ['a', 'b', 'c']) await opened.registry.tag({ ref, tag: 'staging' });
  });

  afterEach(() => {
    opened.close();
  });

  const offered = async () =>
    (await opened.registry.promotable('production')).map(({ prompt }) => prompt);

  it('offers what the two environments serve differently, each with its preview', async () => {
    deepStrictEqual(await offered(), ['a', 'b', 'c']);
    await opened.registry.promote({ prompt: 'b', environment: 'production' });
    deepStrictEqual(await offered(), ['a', 'c']);
    const [first] = await opened.registry.promotable('production');
    strictEqual(first !== undefined && 'preview' in first && first.preview.changelog, '- Made a');
    deepStrictEqual(await opened.registry.promotable('development'), []);
  });

  it('offers a renamed prompt once, and an archived one not', async () => {
    const renamed = renaming('n', 3000, { from: 'a', to: 'renamed' });
    await opened.records.append<RenameRecord>(draftOf(renamed));
    const archived = facts('f', 3000, { prompt: 'b', archived: true });
    await opened.records.append<PromptRecord>(draftOf(archived));
    await opened.registry.refresh();
    deepStrictEqual(await offered(), ['c', 'renamed']);
  });

  it('offers what cannot be promoted with the reason', async () => {
    await opened.records.append({
      ...draftOf(facts('x', 3000)),
      kind: 'tag',
      prompt: 'd',
      tag: 'staging',
      version: '0'.repeat(32),
      previous: [],
      description: '',
      immutable: false,
    } as never);
    await opened.registry.refresh();
    const last = (await opened.registry.promotable('production')).at(-1);
    strictEqual(last !== undefined && 'error' in last && last.error.code, 'version-not-found');
  });

  it('releases each by a release of its own, with its own changelog', async () => {
    const told: [string, number][] = [];
    const results = await opened.registry.promoteAll({
      environment: 'production',
      prompts: ['a', 'b'],
      changelogs: { b: 'Mine' },
      onPrompt: (prompt, done) => told.push([prompt, done]) > 0,
    });
    deepStrictEqual(
      results.map(({ prompt, release, error }) => [prompt, release?.changelog, error]),
      [
        ['a', '- Made a', null],
        ['b', 'Mine', null],
      ],
    );
    deepStrictEqual(told, [
      ['a', 0],
      ['b', 1],
    ]);
    deepStrictEqual(await offered(), ['c']);
  });

  it('goes on where one is refused; run again, it does the rest', async () => {
    const all = { environment: 'production', prompts: ['a', 'd', 'c'] };
    const first = await opened.registry.promoteAll(all);
    deepStrictEqual(
      first.map(({ error }) => error?.code),
      [undefined, 'tag-not-found', undefined],
    );
    await opened.registry.tag({ ref: 'd', tag: 'staging' });
    const second = await opened.registry.promoteAll(all);
    deepStrictEqual(
      second.map(({ error }) => error?.code),
      ['nothing-to-promote', undefined, 'nothing-to-promote'],
    );
    strictEqual(opened.index.queries.releases('a').length, 1);
  });

  it('stops where it is told to, with what is done by then', async () => {
    const input = { environment: 'production', prompts: ['a', 'b', 'c'] };
    const onPrompt = (_: string, done: number) => done < 2;
    strictEqual((await opened.registry.promoteAll({ ...input, onPrompt })).length, 2);
    deepStrictEqual(await offered(), ['c']);
  });

  it('knows no environment that registry.json does not have', async () => {
    const nowhere = opened.registry.promotable('live');
    checkRefusal(await rejectionOf(nowhere), 'environment-not-found');
    const none = opened.registry.promoteAll({ environment: 'live', prompts: [] });
    checkRefusal(await rejectionOf(none), 'environment-not-found');
  });
});
