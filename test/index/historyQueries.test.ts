import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { LedgerIndex } from '../../src/index/ledgerIndex';
import { digest } from '../../src/store/digest';
import { ben, folderOf, idOf, minute, tagging, version } from '../support/recordBuilder';
import { loadSqlite } from '../support/sqlite';

describe('HistoryQueries', () => {
  let index: LedgerIndex;

  beforeEach(async () => {
    index = LedgerIndex.open(await loadSqlite(), digest);
    const greeting = folderOf('greeting', [
      version('a', 1, { message: 'First version' }),
      version('b', 2, { parents: ['a'], number: 2, message: 'Say LESS', author: ben }),
      version('c', 3, { parents: ['a', 'gone'], number: 12, message: 'Say more\n\n100% sure' }),
      tagging('t', 4, 'b', { tag: 'production' }),
    ]);
    const other = folderOf('other', [version('d', 5, { prompt: 'other', message: 'Say LESS' })]);
    index.takeInRecords([greeting, other]);
  });

  afterEach(() => {
    index.close();
  });

  it('list every version of one prompt, newest first, with heads and parents', () => {
    deepStrictEqual(index.queries.history.all('greeting'), [
      {
        id: idOf('c'),
        number: 12,
        at: minute(3),
        head: true,
        parents: [idOf('a'), idOf('gone')],
      },
      { id: idOf('b'), number: 2, at: minute(2), head: true, parents: [idOf('a')] },
      { id: idOf('a'), number: 1, at: minute(1), head: false, parents: [] },
    ]);
    deepStrictEqual(index.queries.history.all('nobody'), []);
  });

  it('know which names prompts have now', () => {
    deepStrictEqual(
      ['greeting', 'nobody'].map(name => index.queries.history.isName(name)),
      [true, false],
    );
  });

  it('know what a version follows from, and that one is not here', () => {
    deepStrictEqual(index.queries.history.parents(idOf('b')), [idOf('a')]);
    deepStrictEqual(index.queries.history.parents(idOf('a')), []);
    strictEqual(index.queries.history.parents(idOf('gone')), undefined);
  });

  for (const [what, wanted, found] of [
    ['a part of a message, letter case aside', 'say less', ['b']],
    ['what stands in several', 'say', ['b', 'c']],
    ['a later line of a message', '100%', ['c']],
    ['an author', 'BEN', ['b']],
    ['a tag', 'prod', ['b']],
    ['a number, and no number that begins with it', 'v1', ['a']],
    ['a number of two digits', 'V12', ['c']],
    ['the beginning of an id', idOf('c').slice(0, 7), ['c']],
    ['nothing that is not there', 'nowhere', []],
    ['no pattern: signs are signs', '%', ['c']],
  ] as const) {
    it(`find ${what}`, () => {
      const expected = new Set(found.map(idOf));
      deepStrictEqual(index.queries.history.find('greeting', wanted), expected);
    });
  }
});
