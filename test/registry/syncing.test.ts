import { deepStrictEqual, notStrictEqual, strictEqual } from 'node:assert/strict';
import {
  meaningOf,
  planPush,
  pull,
  type SyncedPair,
  type VersionThere,
} from '../../src/registry/syncing';
import { digest } from '../../src/store/digest';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const meaning = (source: string): string => meaningOf(source, digest);
const there = (id: string, source: string, labels: string[] = []): VersionThere => ({
  there: id,
  source,
  labels,
});

describe('what a document means', () => {
  it('is the same in whatever form, and without what no server knows', () => {
    const one = '---\nmodel: m\nparameters: { a: 1, b: 2 }\nmetadata: { x: 1 }\n---\nHi\n';
    strictEqual(meaning(one), meaning('---\nparameters:\n  b: 2\n  a: 1\nmodel: m\n---\nHi'));
    strictEqual(meaning('Hi\n'), meaning('---\ntype: chat\n---\nuser:\nHi\n'));
    notStrictEqual(meaning(one), meaning(one.replace('a: 1', 'a: 2')));
    notStrictEqual(meaning('Hi'), meaning('Hi\n\n\nyou'));
  });
});

describe('syncing', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;
  const pairs: SyncedPair[] = [];

  beforeEach(async () => {
    pairs.length = 0;
    opened = await newRegistry(await newFolder());
  });

  afterEach(() => {
    opened.close();
  });

  const keep = (pair: SyncedPair): Promise<void> => {
    pairs.push(pair);
    return Promise.resolve();
  };
  const pulling = (...versions: VersionThere[]) =>
    pull(opened.ledger, { prompt: 'a', versions, pairs: [...pairs], keep });
  const pushing = (...versions: VersionThere[]) => {
    const sides = versions.map(({ there: id, source }) => ({
      there: id,
      meaning: meaning(source),
    }));
    return planPush(opened.ledger, { prompt: 'a', pairs, there: sides });
  };

  it('takes what means the same for the same, and writes nothing of it', async () => {
    const { id } = await opened.registry.commit({ prompt: 'a', source: 'Hi\n' });
    const done = await pulling(there('1', 'Hi'));
    deepStrictEqual([done.versions, pairs.map(pair => pair.version)], [[], [id]]);
    await pulling(there('1', 'Hi'));
    strictEqual(pairs.length, 1);
    deepStrictEqual((await pushing(there('1', 'Hi'))).versions, []);
  });

  it('knows a number that was used again for another version', async () => {
    await pulling(there('1', 'one'), there('2', 'two'));
    const done = await pulling(there('1', 'one'), there('2', 'other'));
    deepStrictEqual(done.versions, [{ number: 3, there: '2' }]);
    strictEqual(done.diverged, true);
  });

  it('pushes what is missing, and asks for a pull or a merge first', async () => {
    await pulling(there('1', 'one'));
    await opened.registry.commit({ prompt: 'a', source: 'two' });
    await opened.registry.tag({ ref: 'a', tag: 'staging' });
    const plan = await pushing(there('1', 'one'));
    deepStrictEqual(
      [plan.versions.map(({ number }) => number), plan.tags.map(({ isProtected }) => isProtected)],
      [[2], [false]],
    );
    const two = [there('1', 'one'), there('2', 'theirs')];
    checkRefusal(await rejectionOf(pushing(...two)), 'stale-parent', 'Pull first');
    await pulling(...two);
    checkRefusal(await rejectionOf(pushing(...two)), 'stale-parent', 'has diverged');
  });
});
