import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { layoutGraph } from '../../src/core/compare/graph/layout';
import {
  readHistoryPanelState,
  readHistoryToHost,
  readHistoryToPanel,
  type HistoryAction,
  type HistoryToHost,
  type HistoryToPanel,
} from '../../src/protocol/history';
import type { HistoryItem } from '../../src/protocol/historyItem';

/** What `postMessage` makes of a value. */
function sent(message: unknown): unknown {
  return JSON.parse(JSON.stringify(message));
}

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
  type: 'view',
  prompt: 'a/b',
  ids: ['b', 'a'],
  labels: ['v2', 'v1'],
  lanes: 1,
} as const;
const shown = { type: 'rows', from: 3, items: [item], rows } as const;

describe('readHistoryToPanel', () => {
  const messages: readonly [what: string, message: HistoryToPanel][] = [
    ['a view', view],
    ['rows', shown],
    ['where a text was found', { type: 'found', text: 'short', places: [0, 7] }],
    ['what a person came for', { type: 'reveal', id: 'b' }],
    [
      'summaries',
      {
        type: 'summaries',
        summaries: [
          { id: 'b', text: '1 line added', changes: ['1 line added'], added: 1, removed: 0 },
        ],
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
    ['an item of no known kind', { ...shown, items: [{ ...item, kind: 'odd' }] }],
    ['a row without its lane', { ...shown, rows: [{ ...rows[0], lane: undefined }] }],
    [
      'a negative count',
      { type: 'summaries', summaries: [{ id: 'b', text: '', added: -1, removed: 0 }] },
    ],
    ['a view without names', { ...view, labels: undefined }],
    ['a place before the first', { type: 'found', text: '', places: [-1] }],
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
  ];
  for (const action of actions) {
    it(`reads a request to ${action.kind} as it was sent`, () => {
      const request = { type: 'request', id: 3, action };
      deepStrictEqual(readHistoryToHost(sent(request)), request);
    });
  }

  const messages: readonly HistoryToHost[] = [
    { type: 'ready', from: 0 },
    { type: 'look', from: 20, to: 60, also: 7 },
    { type: 'find', text: 'order number' },
  ];
  for (const message of messages) {
    it(`reads "${message.type}" as it was sent`, () => {
      deepStrictEqual(readHistoryToHost(sent(message)), message);
    });
  }

  it('does not take a look at no place, or a search for no text', () => {
    strictEqual(readHistoryToHost({ type: 'look', from: -1, to: 60, also: 0 }), undefined);
    strictEqual(readHistoryToHost({ type: 'find' }), undefined);
  });

  for (const [what, action] of [
    ['no known action', { kind: 'delete', id: 'a' }],
    ['no side', { kind: 'compare', left: 'a', in: 'panel' }],
    ['a place that is none', { kind: 'compare', left: 'a', right: 'b', in: 'tree' }],
  ] as const) {
    it(`does not take ${what}`, () => {
      strictEqual(readHistoryToHost({ type: 'request', id: 1, action }), undefined);
    });
  }
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
