import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { queryChannel, readQueryPanelState } from '../../src/protocol/query';
import { checkNews, checkRequests } from '../support/channels';

describe('messages of the page for SQL queries', () => {
  it('reach the extension only when they are whole', () => {
    checkRequests(
      queryChannel,
      [
        ['ready', null],
        ['run', 'SELECT 1'],
        ['stop', null],
        ['copy', 'csv'],
      ],
      [
        ['run', null],
        ['run', 1],
        ['copy', 'html'],
        ['rows', null],
      ],
    );
  });

  it('reach the page only when they are whole', () => {
    checkNews(
      queryChannel,
      [
        ['query', ''],
        ['running', null],
        ['stopped', null],
        ['rows', { columns: ['a'], rows: [[1], ['x'], [null]], isCut: false }],
        ['failed', 'No.'],
      ],
      [
        ['query', null],
        ['rows', { columns: ['a'], rows: [[{}]], isCut: false }],
        ['rows', { columns: ['a'], rows: [], isCut: 1 }],
        ['failed', undefined],
        ['run', 'SELECT 1'],
      ],
    );
  });

  it('survive a reload by what the page remembers', () => {
    deepStrictEqual(readQueryPanelState({ sql: 'SELECT 1' }), { sql: 'SELECT 1' });
    for (const value of [undefined, {}, { sql: 1 }]) {
      strictEqual(readQueryPanelState(value), undefined);
    }
  });
});
