import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { layoutGraph } from '../../src/core/compare/graph/layout';
import { historyChannel, readHistoryPanelState } from '../../src/protocol/history';
import type { HistoryItem } from '../../src/protocol/historyItem';
import { checkAnswers, checkNews, checkRequests, sent } from '../support/channels';

const item: HistoryItem = {
  id: 'b',
  subject: 'Shorter',
  message: 'Shorter\n\nBecause.',
  author: 'Ada',
  when: 'yesterday',
  time: '20 Nov 2026',
  tags: ['production'],
  kind: 'merge',
  head: true,
  parents: [
    { id: 'a', label: 'v1', missing: false },
    { id: 'gone', label: 'gone (missing)', missing: true },
  ],
};
const rows = layoutGraph([
  { id: 'b', at: '', parents: ['a', 'gone'] },
  { id: 'a', at: '', parents: [] },
]);
const view = {
  prompt: 'a/b',
  ids: ['b', 'a'],
  labels: ['v2', 'v1'],
  lanes: 1,
} as const;
const shown = { from: 3, items: [item], rows } as const;

const summary = { id: 'b', text: '1 line added', changes: ['1 line added'], added: 1, removed: 0 };

describe('messages of the page of a history', () => {
  it('reach the page only when they are whole', () => {
    checkNews(
      historyChannel,
      [
        ['view', view],
        ['rows', shown],
        ['reveal', 'b'],
        ['summaries', [summary]],
        ['failure', 'There is no prompt "a/b".'],
      ],
      [
        ['view', undefined],
        ['view', { ...view, labels: undefined }],
        ['rows', { ...shown, items: [{ ...item, kind: 'odd' }] }],
        ['rows', { ...shown, rows: [{ ...rows[0], lane: undefined }] }],
        ['summaries', [{ ...summary, added: -1 }]],
        ['ready', 0],
      ],
    );
  });

  it('reach the extension only when they are whole', () => {
    checkRequests(
      historyChannel,
      [
        ['ready', 0],
        ['look', { from: 20, to: 60, also: 7 }],
        ['find', 'order number'],
        ['compare', { left: 'a', right: 'working', in: 'panel' }],
        ['compare', { left: 'a', right: 'b', in: 'editor' }],
        ['open', 'a'],
        ['copyReference', 'a'],
      ],
      [
        ['look', { from: -1, to: 60, also: 0 }],
        ['find', null],
        ['delete', 'a'],
        ['compare', { left: 'a', in: 'panel' }],
        ['compare', { left: 'a', right: 'b', in: 'tree' }],
      ],
    );
  });

  it('tell where a text was found, and no place before the first', () => {
    checkAnswers(historyChannel, [['find', [0, 7]]], [['find', [-1]]]);
  });
});

describe('readHistoryPanelState', () => {
  it('reads what the page remembered, and nothing else', () => {
    const selected = [{ first: 'b', last: 'a' }];
    const state = { prompt: 'a/b', top: 12, selected, find: 'order' };
    deepStrictEqual(readHistoryPanelState(sent(state)), state);
    for (const odd of [undefined, {}, { ...state, selected: ['a'] }, { ...state, top: -1 }]) {
      strictEqual(readHistoryPanelState(odd), undefined);
    }
  });
});
