import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { EventFilter } from '../../src/core/ledger/audit/events';
import type { RenameRecord } from '../../src/core/ledger/records/records';
import { Registry } from '../../src/registry/registry';
import { digest } from '../../src/store/digest';
import { GitRecords } from '../../src/store/gitRecords';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { ada, draftOf, renaming } from '../support/recordBuilder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('auditing', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;
  let registry: Registry;

  beforeEach(async () => {
    opened = await newRegistry(join(await newFolder(), '.promptledger'));
    registry = opened.registry;
    await registry.commit({ prompt: 'a', source: 'one', message: 'First' });
    await registry.tag({ ref: 'a', tag: 'staging' });
    await registry.promote({ prompt: 'a', environment: 'production' });
    await registry.commit({ prompt: 'a', source: 'two', message: 'Second' });
    await registry.commit({ prompt: 'b', source: 'one', message: 'First' });
    await registry.tag({ ref: 'a', tag: 'staging' });
    await registry.promote({ prompt: 'a', environment: 'production' });
    await registry.rollback({ prompt: 'a', environment: 'production', reason: 'Rude' });
  });

  afterEach(() => {
    opened.close();
  });

  const kinds = async (filter?: EventFilter) =>
    (await registry.events(filter)).map(
      ({ prompt, kind, number }) => `${prompt} ${kind} ${number}`,
    );

  it('tells everything that happened, newest first', async () => {
    deepStrictEqual(await kinds(), [
      'a rollback 1',
      'a promote 2',
      'a tag 2',
      'b commit 1',
      'a commit 2',
      'a promote 1',
      'a tag 1',
      'a commit 1',
    ]);
  });

  it('tells what is asked for', async () => {
    deepStrictEqual(await kinds({ environment: 'production', kinds: ['rollback'] }), [
      'a rollback 1',
    ]);
    deepStrictEqual(await kinds({ prompt: 'b' }), ['b commit 1']);
    deepStrictEqual(await kinds({ who: 'nobody' }), []);
    const { at } = (await registry.events({ kinds: ['promote'] }))[0]!;
    deepStrictEqual(await kinds({ from: at }), ['a rollback 1', 'a promote 2']);
    checkRefusal(await rejectionOf(registry.events({ prompt: 'z' })), 'prompt-not-found');
  });

  it('says of each rename what the prompt was called before', async () => {
    await registry.rename({ prompt: 'a', to: 'second' });
    await registry.rename({ prompt: 'second', to: 'third' });
    const told = await registry.events({ kinds: ['rename'] });
    deepStrictEqual(
      told.map(({ text }) => text),
      ['from second', 'from a'],
    );
  });

  it('calls a prompt by its current name, and knows it by its former one', async () => {
    const renamed = renaming('n', 3000, { from: 'a', to: 'now' });
    await opened.records.append<RenameRecord>(draftOf(renamed));
    await registry.refresh();
    strictEqual((await kinds({ prompt: 'a' }))[0], 'now rename null');
    strictEqual((await registry.events({ prompt: 'now' })).length, 8);
    deepStrictEqual(
      (await registry.servedAt({ environment: 'production' })).map(({ prompt }) => prompt),
      ['now'],
    );
  });

  it('says what an environment served at any moment', async () => {
    const moments = (await registry.events({ prompt: 'a' })).map(({ at }) => at).reverse();
    const numbers: (number | null)[] = [];
    for (const at of moments) {
      const [served] = await registry.servedAt({ environment: 'production', prompt: 'a', at });
      numbers.push(served?.number ?? null);
    }
    deepStrictEqual(numbers, [null, null, 1, 1, 1, 2, 1]);
  });

  it('names all prompts that it served, or the one that is asked for', async () => {
    const names = async (prompt?: string) =>
      (await registry.servedAt({ environment: 'production', prompt })).map(item => [
        item.prompt,
        item.number,
      ]);
    deepStrictEqual(await names(), [['a', 1]]);
    deepStrictEqual(await names('b'), [['b', null]]);
    checkRefusal(await rejectionOf(names('z')), 'prompt-not-found');
  });

  it('says what an environment served as of a commit of git', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], {
        cwd: dirname(opened.root),
      });
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'one');
    const { records, documents, index } = opened;
    const ports = { records, documents, index, digest, clock: Date.now };
    const history = new GitRecords(opened.root);
    const later = new Registry({ ...ports, history, identity: () => Promise.resolve(ada) });
    await later.promote({ prompt: 'a', environment: 'production' });
    const at = async (commit?: string) =>
      (await later.servedAt({ environment: 'production', prompt: 'a', commit }))[0]?.number;
    deepStrictEqual([await at('HEAD'), await at()], [1, 2]);
    checkRefusal(await rejectionOf(at('nowhere')), 'invalid-argument');
    checkRefusal(
      await rejectionOf(registry.servedAt({ environment: 'production', commit: 'HEAD' })),
      'invalid-argument',
      'Ask by time',
    );
  });

  it('tells releases with what they replaced', async () => {
    const told = (await registry.releases({ environment: 'production' })).map(
      ({ number, replaced, rollback, live }) => [number, replaced?.number, rollback, live],
    );
    deepStrictEqual(told, [
      [1, 2, true, true],
      [2, 1, false, false],
      [1, undefined, false, false],
    ]);
    strictEqual((await registry.releases({ prompt: 'b' })).length, 0);
  });

  it('writes the changelog of an environment over a span of time', async () => {
    const [newest, middle] = await registry.releases();
    const span = { from: middle?.at, to: newest?.at };
    const { releases, markdown } = await registry.changelog({ environment: 'production', ...span });
    strictEqual(releases.length, 2);
    strictEqual(markdown.includes('### a v2 → v1 (rolled back)'), true, markdown);
    strictEqual(markdown.includes('- Second'), true, markdown);
    strictEqual(markdown.includes('- First'), false, markdown);
    checkRefusal(
      await rejectionOf(registry.changelog({ environment: 'x' })),
      'environment-not-found',
    );
  });
});
