import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { layoutGraph } from '../../src/core/graph/layout';
import {
  readHistoryPanelState,
  readHistoryToHost,
  readHistoryToPanel,
  type HistoryAction,
  type HistoryItem,
  type HistoryToPanel,
} from '../../src/protocol/history';

/** What `postMessage` makes of a value. */
function sent(message: unknown): unknown {
  return JSON.parse(JSON.stringify(message));
}

const item: HistoryItem = {
  id: 'b',
  label: 'v2',
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
const view = { type: 'view', prompt: 'a/b', limit: 200, items: [item], rows, hasMore: true };

describe('readHistoryToPanel', () => {
  const messages: readonly [what: string, message: HistoryToPanel][] = [
    ['a view', view as HistoryToPanel],
    [
      'summaries',
      {
        type: 'summaries',
        prompt: 'a/b',
        summaries: [{ id: 'b', text: '1 line added', added: 1, removed: 0 }],
      },
    ],
    ['a failure', { type: 'failure', message: 'There is no prompt "a/b".' }],
    ['a reply', { type: 'reply', id: 1, ok: true, note: '' }],
    ['a refusal', { type: 'reply', id: 1, ok: false, message: 'no' }],
  ];
  for (const [what, message] of messages) {
    it(`reads ${what} as it was sent`, () => {
      deepStrictEqual(readHistoryToPanel(sent(message)), message);
    });
  }

  for (const [what, message] of [
    ['nothing', undefined],
    ['a message of another kind', { type: 'ready' }],
    ['an item of no known kind', { ...view, items: [{ ...item, kind: 'odd' }] }],
    ['a row without its lane', { ...view, rows: [{ ...rows[0], lane: undefined }] }],
    [
      'a negative count',
      { type: 'summaries', prompt: 'a', summaries: [{ id: 'b', text: '', added: -1, removed: 0 }] },
    ],
    ['a reply that says nothing', { type: 'reply', id: 1, ok: true }],
  ] as const) {
    it(`does not take ${what}`, () => {
      strictEqual(readHistoryToPanel(message), undefined);
    });
  }
});

describe('readHistoryToHost', () => {
  const actions: readonly HistoryAction[] = [
    { kind: 'compare', left: 'a', right: 'working', in: 'panel' },
    { kind: 'compare', left: 'a', right: 'b', in: 'editor' },
    { kind: 'open', id: 'a' },
    { kind: 'copyReference', id: 'a' },
    { kind: 'showMore', limit: 200 },
  ];
  for (const action of actions) {
    it(`reads a request to ${action.kind} as it was sent`, () => {
      const request = { type: 'request', id: 3, action };
      deepStrictEqual(readHistoryToHost(sent(request)), request);
    });
  }

  it('reads that the page is ready', () => {
    deepStrictEqual(readHistoryToHost({ type: 'ready' }), { type: 'ready' });
  });

  for (const [what, action] of [
    ['no known action', { kind: 'delete', id: 'a' }],
    ['no side', { kind: 'compare', left: 'a', in: 'panel' }],
    ['a place that is none', { kind: 'compare', left: 'a', right: 'b', in: 'tree' }],
    ['a limit that is no number', { kind: 'showMore', limit: 'all' }],
  ] as const) {
    it(`does not take ${what}`, () => {
      strictEqual(readHistoryToHost({ type: 'request', id: 1, action }), undefined);
    });
  }
});

describe('readHistoryPanelState', () => {
  it('reads what the page remembered, and nothing else', () => {
    const state = { prompt: 'a/b', limit: 200, selected: ['a'] };
    deepStrictEqual(readHistoryPanelState(sent(state)), state);
    for (const odd of [undefined, {}, { ...state, selected: [1] }, { ...state, limit: -1 }]) {
      strictEqual(readHistoryPanelState(odd), undefined);
    }
  });
});
