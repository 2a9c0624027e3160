import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LedgerError } from '../../src/core/base/errors';
import { Registry } from '../../src/registry/registry';
import { digest } from '../../src/store/digest';
import { tableContents } from '../support/indexContents';
import {
  filesBelow,
  newRegistry,
  openRegistry,
  steppingClock,
  type OpenedRegistry,
} from '../support/openedRegistry';
import { ben, draftOf, renaming } from '../support/recordBuilder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { loadSqlite } from '../support/sqlite';
import { temporaryFolders } from '../support/temporaryFolders';

describe('the write gate', () => {
  const newFolder = temporaryFolders();
  const open: OpenedRegistry[] = [];
  let root: string;
  let opened: OpenedRegistry;

  beforeEach(async () => {
    root = await newFolder();
    opened = await newRegistry(root);
    open.push(opened);
  });

  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });

  async function another(options?: Parameters<typeof openRegistry>[1]): Promise<OpenedRegistry> {
    const one = await openRegistry(root, options);
    open.push(one);
    return one;
  }

  async function everything() {
    return [await filesBelow(root), tableContents(await loadSqlite(), opened.index)];
  }

  describe('tells', () => {
    it('once of a commit', async () => {
      await opened.documents.write('a', 'one');
      await opened.registry.commit({ prompt: 'a' });
      deepStrictEqual(opened.changes, [{ prompts: ['a'], config: false }]);
    });

    it('once of each record', async () => {
      await opened.documents.write('a', 'one');
      await opened.registry.commit({ prompt: 'a' });
      opened.changes.length = 0;
      await opened.registry.tag({ ref: 'a', tag: 'staging' });
      await opened.registry.promote({ prompt: 'a', environment: 'production' });
      await opened.registry.approve({ ref: 'a', environment: 'production' });
      await opened.registry.untag({ prompt: 'a', tag: 'staging' });
      deepStrictEqual(
        opened.changes,
        Array.from({ length: 4 }, () => ({ prompts: ['a'], config: false })),
      );
    });

    it('when queries already show it', async () => {
      const seen: (number | undefined)[] = [];
      opened.registry.onDidChange(() => {
        seen.push(opened.index.queries.prompt('a')?.versions);
      });
      await opened.registry.commit({ prompt: 'a', source: 'one' });
      strictEqual(seen.at(-1), 1);
    });

    it('nobody of what is only read', async () => {
      await opened.registry.commit({ prompt: 'a', source: 'one' });
      opened.changes.length = 0;
      await opened.registry.version('a');
      await opened.registry.render({ ref: 'a' });
      await opened.registry.verify();
      await opened.registry.refresh();
      deepStrictEqual(opened.changes, []);
    });
  });

  describe('when a record cannot be appended', () => {
    // What cannot be read is refused before anything is decided; no folder is not a file.
    const obstacles: [what: string, obstruct: () => Promise<void>, says: string][] = [
      [
        '"records" is a file',
        () => writeFile(join(root, 'records'), 'in the way'),
        'cannot be read: not a directory',
      ],
      [
        'the cache is a file',
        async () => {
          await rm(join(root, 'cache'), { recursive: true });
          await writeFile(join(root, 'cache'), 'in the way');
        },
        'Nothing was changed',
      ],
      [
        'the folder of the prompt is a file',
        async () => {
          await mkdir(join(root, 'records'));
          await writeFile(join(root, 'records', 'a'), 'in the way');
        },
        'cannot be read: not a directory',
      ],
    ];
    for (const [what, obstruct, says] of obstacles) {
      it(`changes neither files nor index and tells nobody: ${what}`, async () => {
        await opened.documents.write('a', 'my text');
        await opened.registry.refresh();
        await obstruct();
        opened.changes.length = 0;
        const before = await everything();
        const error = await rejectionOf(opened.registry.commit({ prompt: 'a', source: 'one' }));
        checkRefusal(error, 'io', says);
        deepStrictEqual(await everything(), before);
        deepStrictEqual(opened.changes, []);
      });
    }

    it('goes on with the next write once it can', async () => {
      await writeFile(join(root, 'records'), 'in the way');
      const failing = opened.registry.commit({ prompt: 'a', source: 'one' });
      const error = rejectionOf(failing);
      const next = failing.catch(() => rm(join(root, 'records')));
      checkRefusal(await error, 'io');
      await next;
      strictEqual((await opened.registry.commit({ prompt: 'a', source: 'one' })).number, 1);
    });

    it('asks who writes before anything is written', async () => {
      const nobody = new Registry({
        records: opened.records,
        documents: opened.documents,
        index: opened.index,
        clock: steppingClock(),
        identity: () => Promise.reject(new LedgerError('identity-missing', {}, 'Who are you?')),
        digest,
      });
      const before = await everything();
      const error = await rejectionOf(nobody.commit({ prompt: 'a', source: 'one' }));
      checkRefusal(error, 'identity-missing');
      deepStrictEqual(await everything(), before);
    });
  });

  describe('runs writes one after another', () => {
    it('so that two commits at once follow each other', async () => {
      const [first, second] = await Promise.all([
        opened.registry.commit({ prompt: 'a', source: 'one' }),
        opened.registry.commit({ prompt: 'a', source: 'two' }),
      ]);
      deepStrictEqual([first.number, second.number], [1, 2]);
      deepStrictEqual(second.parents, [first.id]);
    });

    it('so that twenty at once make one line of versions', async () => {
      const sources = Array.from({ length: 20 }, (_, index) => `text ${index}`);
      const made = await Promise.all(
        sources.map(source => opened.registry.commit({ prompt: 'a', source })),
      );
      const { state } = await opened.registry.prompt('a');
      strictEqual(state.heads.length, 1);
      deepStrictEqual(
        made.map(version => version.number),
        sources.map((_, index) => index + 1),
      );
    });

    it('so that the same commit twice at once is one version', async () => {
      const results = await Promise.allSettled([
        opened.registry.commit({ prompt: 'a', source: 'one' }),
        opened.registry.commit({ prompt: 'a', source: 'one' }),
      ]);
      deepStrictEqual(
        results.map(result => result.status),
        ['fulfilled', 'rejected'],
      );
    });

    it('and a refused one does not hold up the others', async () => {
      const refused = rejectionOf(opened.registry.tag({ ref: 'nobody', tag: 'x' }));
      const made = opened.registry.commit({ prompt: 'a', source: 'one' });
      strictEqual((await refused).code, 'prompt-not-found');
      strictEqual((await made).number, 1);
    });

    it('and a refresh waits for its turn', async () => {
      const made = opened.registry.commit({ prompt: 'a', source: 'one' });
      await opened.registry.refresh();
      strictEqual(opened.index.queries.prompt('a')?.versions, 1);
      await made;
      strictEqual(opened.changes.length, 2);
    });
  });

  describe('keeps time', () => {
    it('that never runs back for a prompt, though the clock does', async () => {
      let now = Date.UTC(2026, 10, 20, 12);
      const one = await another({ clock: () => (now -= 60_000) });
      const times: string[] = [];
      for (const source of ['one', 'two', 'three']) {
        times.push((await one.registry.commit({ prompt: 'a', source })).at);
      }
      deepStrictEqual(times, [
        '2026-11-20T11:59:00.000Z',
        '2026-11-20T11:59:00.001Z',
        '2026-11-20T11:59:00.002Z',
      ]);
    });

    it('after what it names, of any kind, that a faster clock wrote', async () => {
      await opened.registry.commit({ prompt: 'a', source: 'one' });
      const soon = Date.UTC(2026, 10, 20, 21);
      const ahead = await another({ clock: () => soon, author: ben });
      await ahead.registry.tag({ ref: 'a', tag: 'beta' });
      const tagged = await opened.registry.tag({ ref: 'a', tag: 'beta' });
      strictEqual(tagged.at, '2026-11-20T21:00:00.001Z');
    });

    it('after the approvals that a release was allowed by', async () => {
      const { id } = await opened.registry.commit({ prompt: 'a', source: 'one' });
      const ahead = await another({ clock: () => Date.UTC(2026, 10, 20, 21), author: ben });
      await ahead.registry.approve({ ref: 'a', environment: 'staging' });
      const input = { prompt: 'a', environment: 'staging', version: id };
      strictEqual((await opened.registry.promote(input)).at, '2026-11-20T21:00:00.001Z');
    });

    it('by its own clock after what lies more than a day ahead', async () => {
      await opened.registry.commit({ prompt: 'a', source: 'one' });
      const ahead = await another({ clock: () => Date.UTC(2027, 0), author: ben });
      await ahead.registry.commit({ prompt: 'a', source: 'two' });
      const version = await opened.registry.commit({ prompt: 'a', source: 'three' });
      ok(version.at < '2026-11-21', version.at);
      const { state } = await opened.registry.prompt('a');
      strictEqual(state.latest?.id, version.id);
    });

    it('from the clock for another prompt', async () => {
      const clock = steppingClock(Date.UTC(2026, 0));
      const ahead = await another({ clock: () => Date.UTC(2027, 0) });
      await ahead.registry.commit({ prompt: 'a', source: 'one' });
      const here = await another({ clock });
      const version = await here.registry.commit({ prompt: 'b', source: 'one' });
      strictEqual(version.at, '2026-01-01T00:00:01.000Z');
    });

    it('also after the last millisecond that a record can name', async () => {
      const last = await another({ clock: () => Date.UTC(9000, 11, 31, 23, 59, 59, 999) });
      await last.registry.commit({ prompt: 'a', source: 'one' });
      const then = await last.registry.commit({ prompt: 'a', source: 'two' });
      strictEqual(then.at, '9000-12-31T23:59:59.999Z');
      const version = await opened.registry.commit({ prompt: 'a', source: 'three' });
      ok(version.at < '2027', version.at);
      strictEqual((await opened.registry.prompt('a')).state.latest?.id, version.id);
    });
  });

  describe('looks at the disk and', () => {
    it('sees records and documents of another process, and tells once', async () => {
      const other = await another({ author: ben });
      await other.registry.commit({ prompt: 'a', source: 'one' });
      await other.registry.commit({ prompt: 'b', source: 'two' });
      strictEqual(opened.index.queries.prompt('a'), undefined);
      await opened.registry.refresh();
      deepStrictEqual(
        opened.changes.map(change => [...change.prompts].sort()),
        [['a', 'b']],
      );
      strictEqual(opened.index.queries.prompt('b')?.latest?.author.name, 'Ben');
      strictEqual(opened.index.queries.prompt('b')?.state, 'clean');
    });

    it('sees that records and documents were removed, as by a branch switch', async () => {
      await opened.registry.commit({ prompt: 'a', source: 'one' });
      await opened.registry.commit({ prompt: 'b', source: 'one' });
      opened.changes.length = 0;
      await rm(join(root, 'records', 'a'), { recursive: true });
      await rm(join(root, 'prompts', 'a.prompt'));
      await opened.registry.refresh();
      deepStrictEqual(opened.changes, [{ prompts: ['a'], config: false }]);
      deepStrictEqual(
        opened.index.queries.prompts().map(info => info.prompt),
        ['b'],
      );
    });

    it('sees that one version was removed, and what remains is the head', async () => {
      await opened.registry.commit({ prompt: 'a', source: 'one' });
      await opened.registry.commit({ prompt: 'a', source: 'two' });
      const names = (await readdir(join(root, 'records', 'a'))).sort();
      await rm(join(root, 'records', 'a', names[1] ?? ''));
      await opened.registry.refresh();
      strictEqual(opened.index.queries.prompt('a')?.latest?.number, 1);
      strictEqual(opened.index.queries.prompt('a')?.state, 'modified');
    });

    it('sees an edit, and an edit taken back', async () => {
      await opened.registry.commit({ prompt: 'a', source: 'one' });
      const states: (string | undefined)[] = [];
      for (const text of ['two', 'one', 'three']) {
        await writeFile(join(root, 'prompts', 'a.prompt'), text);
        await opened.registry.refresh();
        states.push(opened.index.queries.prompt('a')?.state);
      }
      deepStrictEqual(states, ['modified', 'clean', 'modified']);
    });

    it('takes a document that is no text for modified', async () => {
      await opened.registry.commit({ prompt: 'a', source: 'one' });
      await writeFile(join(root, 'prompts', 'a.prompt'), Uint8Array.from([0xff]));
      await opened.registry.refresh();
      strictEqual(opened.index.queries.prompt('a')?.state, 'modified');
    });

    it('sees that registry.json changed', async () => {
      await writeFile(join(root, 'registry.json'), '{"format":1,"environments":[]}');
      await opened.registry.refresh();
      deepStrictEqual(opened.changes, [{ prompts: [], config: true }]);
    });

    it('is told nothing when nothing changed', async () => {
      await opened.registry.refresh();
      await opened.registry.refresh();
      deepStrictEqual(opened.changes, []);
    });

    it('reports broken files and goes on with other prompts, and here once they are gone', async () => {
      await opened.registry.commit({ prompt: 'a', source: 'one' });
      await writeFile(join(root, 'records', 'a', 'notes.json'), '{}');
      await opened.registry.refresh();
      deepStrictEqual(
        opened.index.queries.problems().map(problem => problem.path),
        ['records/a/notes.json'],
      );
      strictEqual(opened.index.queries.prompt('a')?.versions, 1);
      strictEqual((await opened.registry.commit({ prompt: 'b', source: 'two' })).number, 1);
      const refused = await rejectionOf(opened.registry.commit({ prompt: 'a', source: 'two' }));
      checkRefusal(refused, 'record-corrupt', 'records/a/notes.json', 'verify');
      await rm(join(root, 'records', 'a', 'notes.json'));
      strictEqual((await opened.registry.commit({ prompt: 'a', source: 'two' })).number, 2);
    });

    it('goes on from a saved database, however the disk changed meanwhile', async () => {
      for (const prompt of ['a', 'b', 'c']) {
        await opened.registry.commit({ prompt, source: 'one' });
      }
      const saved = opened.index.save();
      const other = await another();
      await other.registry.commit({ prompt: 'a', source: 'two' });
      await rm(join(root, 'records', 'b'), { recursive: true });
      const warm = await another({ saved });
      const cold = await another();
      await warm.registry.refresh();
      await cold.registry.refresh();
      const sqlite = await loadSqlite();
      deepStrictEqual(tableContents(sqlite, warm.index), tableContents(sqlite, cold.index));
      deepStrictEqual(warm.changes, [{ prompts: ['a', 'b'], config: true }]);
    });
  });

  it('decides on the disk, not on an index that lags behind it', async () => {
    const other = await another({ author: ben });
    await opened.registry.commit({ prompt: 'a', source: 'one' });
    await other.registry.commit({ prompt: 'a', source: 'two' });
    strictEqual((await opened.registry.commit({ prompt: 'a', source: 'three' })).number, 3);
    strictEqual(opened.index.queries.prompt('a')?.versions, 3);
  });

  it('shows the same registry on two clones that hold the same records', async () => {
    const elsewhere = await newFolder();
    const clone = await newRegistry(elsewhere, { author: ben });
    open.push(clone);
    await opened.registry.commit({ prompt: 'a', source: 'one' });
    await clone.registry.commit({ prompt: 'a', source: 'two' });
    await opened.registry.tag({ ref: 'a', tag: 'staging' });
    await clone.registry.tag({ ref: 'a', tag: 'staging' });
    await cp(join(root, 'records'), join(elsewhere, 'records'), { recursive: true });
    await cp(join(elsewhere, 'records'), join(root, 'records'), { recursive: true });
    const shown = [];
    for (const { registry, index } of [opened, clone]) {
      await registry.refresh();
      shown.push({
        // The two texts are equal to different heads, and both are clean.
        prompts: index.queries.prompts(),
        versions: index.queries.versions('a', { limit: 9 }),
        tags: index.queries.moves('a', 'staging', { limit: 9 }),
      });
    }
    deepStrictEqual(shown[0], shown[1]);
    strictEqual(opened.index.queries.prompt('a')?.diverged, true);
    strictEqual(opened.index.queries.moves('a', 'staging', { limit: 9 }).length, 2);
  });

  it('finds a prompt by its first, a former and its current name', async () => {
    await opened.registry.commit({ prompt: 'first', source: 'one' });
    for (const [minutes, to] of [
      [2000, 'second'],
      [2001, 'third'],
    ] as const) {
      await opened.records.append(draftOf(renaming(to, minutes, { from: 'first', to })));
    }
    await opened.registry.refresh();
    for (const name of ['first', 'second', 'third']) {
      const { folder, name: current, state } = await opened.registry.prompt(name);
      deepStrictEqual([folder, current, state.versions.size], ['first', 'third', 1]);
      strictEqual((await opened.registry.version(`${name}@1`)).prompt, 'third');
    }
    checkRefusal(await rejectionOf(opened.registry.newPrompt({ prompt: 'second' })), 'name-taken');
    await opened.documents.write('third', 'two');
    await opened.registry.commit({ prompt: 'second' });
    strictEqual(opened.index.queries.prompt('third')?.versions, 2);
    deepStrictEqual(Object.keys(await filesBelow(join(root, 'records', 'first'))).length, 2);
  });
});
