import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { existsSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommitInput } from '../../src/registry/inputs';
import type { LedgerWarning } from '../../src/registry/warnings';
import { newRegistry, openRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('what a commit could not do after its version was there', () => {
  const newFolder = temporaryFolders();
  const open: OpenedRegistry[] = [];
  let opened: OpenedRegistry;
  let warnings: LedgerWarning[];

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    open.push(opened);
    warnings = [];
    opened.registry.onDidWarn(warning => warnings.push(warning));
    await opened.registry.commit({ prompt: 'a', source: 'one' });
  });

  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });

  const path = (...names: string[]) => join(opened.root, ...names);
  const kept = () => readdir(path('cache', 'unfinished'));
  const codes = () => warnings.map(({ code }) => code);

  /** Commits; from its record on, nothing more can be written: a file is where the cache was. */
  async function commitOnly(input: CommitInput) {
    const told = opened.registry.onDidChange(() => {
      told.dispose();
      renameSync(path('cache'), path('aside'));
      writeFileSync(path('cache'), 'in the way');
    });
    return opened.registry.commit(input);
  }

  function unblock(): void {
    rmSync(path('cache'));
    renameSync(path('aside'), path('cache'));
  }

  async function another(): Promise<OpenedRegistry> {
    const one = await openRegistry(opened.root);
    open.push(one);
    return one;
  }

  it('is nothing where all of it was done', async () => {
    await opened.registry.commit({ prompt: 'a', source: 'two', tag: 'candidate' });
    deepStrictEqual([await kept(), warnings], [[], []]);
  });

  describe('its working document', () => {
    it('is no change of anybody: neither files nor index call it modified', async () => {
      await commitOnly({ prompt: 'a', source: 'two' });
      unblock();
      deepStrictEqual(codes(), ['document-behind']);
      strictEqual(await opened.documents.read('a'), 'one');
      strictEqual((await opened.files.status())[0]?.state, 'clean');
      await opened.registry.refresh();
      strictEqual(opened.index.queries.status()[0]?.state, 'clean');
    });

    it('is not committed: that would take the new version back', async () => {
      const { id } = await commitOnly({ prompt: 'a', source: 'two' });
      unblock();
      strictEqual((await opened.registry.version('a')).id, id);
      const error = await rejectionOf(opened.registry.previewCommit({ prompt: 'a' }));
      checkRefusal(error, 'io', 'still holds the text before v2', 'Nothing was changed.');
    });

    it('is written by whoever looks next, once', async () => {
      await commitOnly({ prompt: 'a', source: 'two' });
      unblock();
      const next = await another();
      await next.registry.finishActs();
      strictEqual(await opened.documents.read('a'), 'two');
      deepStrictEqual(await kept(), []);
    });

    it('is written before the next act, whatever that is', async () => {
      await commitOnly({ prompt: 'a', source: 'two' });
      unblock();
      checkRefusal(await rejectionOf(opened.registry.commit({ prompt: 'a' })), 'nothing-to-commit');
      strictEqual(await opened.documents.read('a'), 'two');
      strictEqual((await opened.registry.prompt('a')).state.versions.size, 2);
    });

    it('is left to a person who has typed since', async () => {
      await commitOnly({ prompt: 'a', source: 'two' });
      unblock();
      await opened.documents.write('a', 'typed');
      await opened.registry.finishActs();
      strictEqual(await opened.documents.read('a'), 'typed');
      deepStrictEqual(await kept(), []);
      await opened.documents.write('a', 'one');
      await opened.registry.finishActs();
      strictEqual((await opened.files.status())[0]?.state, 'modified');
    });

    it('becomes what is newest by then', async () => {
      await commitOnly({ prompt: 'a', source: 'two' });
      unblock();
      const stranger = await another();
      await stranger.records.append({
        ...(await stranger.records.read('a')).records[0],
        id: undefined,
        kind: 'version',
        prompt: 'a',
        at: '2026-12-01T00:00:00.000Z',
        parents: [(await stranger.registry.version('a')).id],
        number: 3,
        source: ['three'],
      } as never);
      await opened.registry.finishActs();
      strictEqual(await opened.documents.read('a'), 'three');
    });
  });

  describe('its tag', () => {
    const input: CommitInput = { prompt: 'a', source: 'two', tag: 'candidate' };

    it('is set by the same command again, which says so', async () => {
      const { id } = await commitOnly(input);
      unblock();
      deepStrictEqual(codes(), ['document-behind', 'tag-not-set']);
      const again = await opened.registry.commit(input);
      deepStrictEqual([again.id, again.tags], [id, ['candidate']]);
      match(warnings.at(-1)?.message ?? '', /was committed before; the tag "candidate" is set now/);
      deepStrictEqual(await kept(), []);
      checkRefusal(await rejectionOf(opened.registry.commit(input)), 'nothing-to-commit');
    });

    it('is not set by a command that asks for another', async () => {
      await commitOnly(input);
      unblock();
      const other = opened.registry.commit({ ...input, tag: 'other' });
      checkRefusal(await rejectionOf(other), 'nothing-to-commit');
      strictEqual((await opened.registry.prompt('a')).state.tags.size, 0);
    });

    it('is forgotten once it is set, or once there is a newer version', async () => {
      const { id } = await commitOnly(input);
      unblock();
      await opened.registry.finishActs();
      deepStrictEqual(await kept(), [`${id}.json`]);
      await opened.registry.commit({ prompt: 'a', source: 'three' });
      await opened.registry.finishActs();
      deepStrictEqual(await kept(), []);
    });
  });

  it('lies beside what ended processes left, which the first write of a process removes', async () => {
    const left = path('cache', '1-1-1.tmp');
    writeFileSync(left, 'half of a record');
    utimesSync(left, 0, 0);
    const next = await another();
    await next.registry.refresh();
    strictEqual(existsSync(left), true);
    await next.registry.tag({ ref: 'a', tag: 'candidate' });
    strictEqual(existsSync(left), false);
  });

  it('keeps the version from being written where even that cannot be kept', async () => {
    renameSync(path('cache', 'unfinished'), path('aside'));
    writeFileSync(path('cache', 'unfinished'), 'in the way');
    const error = await rejectionOf(opened.registry.commit({ prompt: 'a', source: 'two' }));
    checkRefusal(error, 'io', 'Nothing was changed');
    strictEqual((await opened.registry.prompt('a')).state.versions.size, 1);
  });
});
