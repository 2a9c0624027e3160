import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { SqlJsStatic } from 'sql.js';
import { LedgerIndex } from '../../src/index/ledgerIndex';
import { digest } from '../../src/store/digest';
import { branchSwitches, switchTo, type Checkout } from '../support/branchSwitches';
import { tableContents } from '../support/indexContents';
import { facts, folderOf, idOf, renaming, tagging, version } from '../support/recordBuilder';
import { holdsFor } from '../support/seeded';
import { loadSqlite } from '../support/sqlite';

describe('LedgerIndex', () => {
  let sqlite: SqlJsStatic;
  const opened: LedgerIndex[] = [];

  before(async () => {
    sqlite = await loadSqlite();
  });

  afterEach(() => {
    for (const index of opened.splice(0)) index.close();
  });

  function open(saved?: Uint8Array): LedgerIndex {
    const index = LedgerIndex.open(sqlite, digest, saved);
    opened.push(index);
    return index;
  }

  /** Runs `work` on an index that is closed at once: a property opens many. */
  function withIndex<T>(work: (index: LedgerIndex) => T): T {
    const index = LedgerIndex.open(sqlite, digest);
    try {
      return work(index);
    } finally {
      index.close();
    }
  }

  const v1 = version('v1', 1);
  const v2 = version('v2', 2, { parents: ['v1'], number: 2 });

  it('holds the same rows brought up to date step by step as built anew', () => {
    holdsFor(branchSwitches, 60, checkouts => {
      const last = checkouts.at(-1);
      ok(last !== undefined);
      const stepwise = withIndex(index => {
        checkouts.forEach((checkout, at) => {
          switchTo(index, checkouts[at - 1], checkout);
        });
        return { tables: tableContents(sqlite, index), answers: answersOf(index) };
      });
      const rebuilt = withIndex(index => {
        switchTo(index, undefined, last);
        return { tables: tableContents(sqlite, index), answers: answersOf(index) };
      });
      deepStrictEqual(stepwise, rebuilt);
    });
  });

  it('goes on from a saved database as if it had never been closed', () => {
    holdsFor(branchSwitches, 25, checkouts => {
      const contents = withIndex(first => {
        let index = first;
        checkouts.forEach((checkout, at) => {
          switchTo(index, checkouts[at - 1], checkout);
          const reopened = LedgerIndex.open(sqlite, digest, index.save());
          if (index !== first) index.close();
          index = reopened;
        });
        const tables = tableContents(sqlite, index);
        if (index !== first) index.close();
        return tables;
      });
      const rebuilt = withIndex(index => {
        switchTo(index, undefined, checkouts.at(-1)!);
        return tableContents(sqlite, index);
      });
      deepStrictEqual(contents, rebuilt);
    });
  });

  it('is empty again when every record and document is gone', () => {
    holdsFor(branchSwitches, 30, checkouts => {
      const nothing: Checkout = { records: [], documents: [] };
      const contents = withIndex(index => {
        checkouts.forEach((checkout, at) => {
          switchTo(index, checkouts[at - 1], checkout);
        });
        switchTo(index, checkouts.at(-1), nothing);
        return tableContents(sqlite, index);
      });
      deepStrictEqual(
        Object.values(contents).flatMap(rows => rows),
        [],
      );
    });
  });

  it('can be asked and written to after it was saved', () => {
    const index = open();
    index.takeInRecords([folderOf('greeting', [v1])]);
    strictEqual(index.queries.prompts().length, 1);
    index.save();
    index.takeInRecords([folderOf('greeting', [v1, v2])]);
    strictEqual(index.queries.prompt('greeting')?.versions, 2);
    index.takeInRecords([folderOf('greeting', [])]);
    deepStrictEqual(tableContents(sqlite, index).sources, []);
  });

  it('tells which record files it has taken in', () => {
    const index = open();
    const read = folderOf('greeting', [v1, v2]);
    index.takeInRecords([{ ...read, names: [...read.names, 'unknown.json'] }]);
    deepStrictEqual(
      [...index.knownRecords()],
      [['greeting', [...read.names, 'unknown.json'].sort()]],
    );
  });

  it('tells which of them were bad', () => {
    const index = open();
    const problem = (path: string) =>
      ({ path, code: 'record-corrupt', message: 'It is cut off.' }) as const;
    const read = folderOf('greeting', [v1]);
    index.takeInRecords([{ ...read, problems: [problem('b.json'), problem('a.json')] }]);
    deepStrictEqual([...index.knownProblems()], [['greeting', ['a.json', 'b.json']]]);
    index.takeInRecords([read]);
    deepStrictEqual([...index.knownProblems()], []);
  });

  it('tells which documents it has taken in, readable or not', () => {
    const index = open();
    const good = { prompt: 'a', stamp: '1', digest: digest('text') };
    const bad = { prompt: 'b', stamp: '2', digest: undefined };
    index.takeInDocuments([good, bad], []);
    deepStrictEqual([...index.knownDocuments().values()], [good, bad]);
    index.takeInDocuments([{ ...good, stamp: '3' }], ['b']);
    deepStrictEqual([...index.knownDocuments().values()], [{ ...good, stamp: '3' }]);
  });

  it('names the prompts that changed', () => {
    const index = open();
    deepStrictEqual(index.takeInRecords([folderOf('greeting', [v1])]), ['greeting']);
    deepStrictEqual(index.takeInRecords([]), []);
  });

  it('names a renamed prompt by its old and its new name', () => {
    const index = open();
    index.takeInRecords([folderOf('greeting', [v1])]);
    const rename = renaming('rename', 3, { from: 'greeting', to: 'welcome' });
    const changed = index.takeInRecords([folderOf('welcome', [rename])]);
    deepStrictEqual([...changed].sort(), ['greeting', 'welcome']);
    deepStrictEqual(
      index.queries.prompts().map(({ prompt, versions }) => [prompt, versions]),
      [['welcome', 1]],
    );
    strictEqual(index.names().folderOf('welcome'), 'greeting');
    strictEqual(index.names().folderOf('greeting'), 'greeting');
  });

  it('takes a rename back when its record is gone', () => {
    const index = open();
    const rename = renaming('rename', 3, { from: 'greeting', to: 'welcome' });
    index.takeInRecords([folderOf('greeting', [v1]), folderOf('welcome', [rename])]);
    index.takeInRecords([folderOf('welcome', [])]);
    deepStrictEqual(
      index.queries.prompts().map(({ prompt }) => prompt),
      ['greeting'],
    );
  });

  it('gives a name back to a prompt that gets versions of its own', () => {
    const index = open();
    const rename = renaming('rename', 3, { from: 'greeting', to: 'welcome' });
    index.takeInRecords([folderOf('greeting', [v1]), folderOf('welcome', [rename])]);
    const own = version('own', 4, { prompt: 'welcome' });
    index.takeInRecords([folderOf('welcome', [rename, own])]);
    deepStrictEqual(
      index.queries.prompts().map(({ prompt }) => prompt),
      ['greeting', 'welcome'],
    );
  });

  it('changes neither rows nor names where a take-in fails', () => {
    const index = open();
    index.takeInRecords([folderOf('greeting', [v1])]);
    const before = tableContents(sqlite, index);
    const broken = { ...v2, message: Symbol('no text') as unknown as string };
    let failed = false;
    try {
      index.takeInRecords([folderOf('other', [facts('f', 1)]), folderOf('greeting', [v1, broken])]);
    } catch {
      failed = true;
    }
    ok(failed);
    deepStrictEqual(tableContents(sqlite, index), before);
    index.takeInRecords([folderOf('greeting', [v1, v2])]);
    strictEqual(index.queries.prompt('greeting')?.versions, 2);
  });

  it('keeps a tag whose version is missing here', () => {
    const index = open();
    index.takeInRecords([folderOf('greeting', [v1, tagging('t', 2, 'nowhere')])]);
    deepStrictEqual(
      index.queries.tags('greeting').map(tag => [tag.tag, tag.version, tag.number]),
      [['staging', idOf('nowhere'), null]],
    );
  });
});

/** Everything that the queries say. */
function answersOf({ queries }: LedgerIndex): unknown {
  const prompts = queries.prompts();
  return {
    prompts,
    status: queries.status(),
    problems: queries.problems(),
    search: queries.search('change', 1000),
    each: prompts.map(({ prompt }) => ({
      versions: queries.versions(prompt, { limit: 1000 }),
      heads: queries.heads(prompt),
      releases: queries.releases(prompt),
      tags: queries.tags(prompt),
    })),
  };
}
