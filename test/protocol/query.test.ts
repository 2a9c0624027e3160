import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  readQueryPanelState,
  readQueryToHost,
  readQueryToPanel,
  type QueryToHost,
  type QueryToPanel,
} from '../../src/protocol/query';

describe('messages of the page for SQL queries', () => {
  const toHost: readonly QueryToHost[] = [
    { type: 'ready' },
    { type: 'run', sql: 'SELECT 1' },
    { type: 'stop' },
    { type: 'copy', as: 'csv' },
  ];
  const toPanel: readonly QueryToPanel[] = [
    { type: 'query', sql: '' },
    { type: 'running' },
    { type: 'stopped' },
    { type: 'rows', columns: ['a'], rows: [[1], ['x'], [null]], isCut: false },
    { type: 'failed', message: 'No.' },
    { type: 'note', text: 'Copied' },
  ];
  const neither = [
    undefined,
    null,
    'ready',
    {},
    { type: 'run' },
    { type: 'run', sql: 1 },
    { type: 'copy', as: 'html' },
    { type: 'rows', columns: ['a'], rows: [[{}]], isCut: false },
    { type: 'rows', columns: ['a'], rows: [], isCut: 1 },
    { type: 'failed' },
  ];

  it('are read by the side that they are for', () => {
    for (const message of toHost) deepStrictEqual(readQueryToHost(message), message);
    for (const message of toPanel) deepStrictEqual(readQueryToPanel(message), message);
  });

  it('are not read by the other side, and nothing else is', () => {
    for (const message of toHost) strictEqual(readQueryToPanel(message), undefined);
    for (const message of toPanel) strictEqual(readQueryToHost(message), undefined);
    for (const message of neither) {
      strictEqual(readQueryToHost(message), undefined, JSON.stringify(message));
      strictEqual(readQueryToPanel(message), undefined, JSON.stringify(message));
    }
  });

  it('survive a reload by what the page remembers', () => {
    deepStrictEqual(readQueryPanelState({ sql: 'SELECT 1' }), { sql: 'SELECT 1' });
    for (const value of [undefined, {}, { sql: 1 }]) {
      strictEqual(readQueryPanelState(value), undefined);
    }
  });
});
