import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { previewDocument } from '../../src/core/prompt/render/preview';
import { listFields } from '../../src/core/prompt/samples/sampleFields';
import {
  readPreviewPanelState,
  readPreviewToHost,
  readPreviewToPanel,
  type PreviewAction,
  type PreviewForm,
  type PreviewReply,
  type PreviewViewMessage,
} from '../../src/protocol/preview';

function viewOf(source: string, include: string): PreviewViewMessage {
  const { preview } = previewDocument(source, { unused: 1 }, () => include);
  return { type: 'view', prompt: 'a/b', sample: null, samples: ['acme'], preview };
}

const source = '---\ninputs:\n  a: { type: array, default: [1], description: A }\n---\n{{a}} {{b}}';
const form: PreviewForm = {
  fields: listFields(requireDocument(source)).map(field => ({ ...field, saved: null })),
  lacks: ['b'],
};

/** What `postMessage` makes of a value. */
function sent(message: unknown): unknown {
  return JSON.parse(JSON.stringify(message));
}

describe('readPreviewToPanel', () => {
  const views: [what: string, view: PreviewViewMessage][] = [
    ['a text', viewOf('Hi {{name}}', '')],
    ['a chat', viewOf('---\ntype: chat\nmodel: m\n---\nuser:\n{{name}}', '')],
    [
      'a chat with parts, calls and a history',
      viewOf(
        '---\ntype: chat\n---\n@history: h\nassistant:\n@image[detail=low]: u\n@call: f\ntool:\n@result: f',
        '',
      ),
    ],
    ['a document that is broken', viewOf('---\n', '')],
    ['a name that an include misses', viewOf('{{> a}}', '{{name}}')],
    ['a form', { ...viewOf('{{a}}', ''), form }],
    ['an include that is broken', viewOf('{{> a}}', '{{/x}}')],
  ];
  for (const [what, view] of views) {
    it(`reads the view of ${what} as it was sent`, () => {
      deepStrictEqual(readPreviewToPanel(sent(view)), view);
    });
  }

  it('reads replies, good and bad', () => {
    const replies: PreviewReply[] = [
      { type: 'reply', id: 1, ok: true, note: 'Copied.' },
      { type: 'reply', id: 2, ok: false, message: 'No.' },
    ];
    for (const reply of replies) deepStrictEqual(readPreviewToPanel(sent(reply)), reply);
  });

  const [, text] = views[0]!;
  const strangers: [what: string, message: unknown][] = [
    ['nothing', undefined],
    ['another type', { ...text, type: 'vue' }],
    ['a sample that is a number', { ...text, sample: 1 }],
    ['a preview without problems', { ...text, preview: { ...text.preview, problems: undefined } }],
    [
      'a role that is none',
      { ...text, preview: { ...text.preview, parts: [{ role: 'king', pieces: [] }] } },
    ],
    ['a form without fields', { ...text, form: { lacks: [] } }],
    [
      'a field of no known kind',
      { ...text, form: { ...form, fields: [{ ...form.fields[0], control: 'html' }] } },
    ],
    ['a failure without words', { type: 'reply', id: 1, ok: false }],
  ];
  for (const [what, message] of strangers) {
    it(`takes ${what} for no message`, () => {
      strictEqual(readPreviewToPanel(message), undefined);
    });
  }
});

describe('readPreviewToHost', () => {
  const actions: PreviewAction[] = [
    { kind: 'chooseSample', sample: 'acme' },
    { kind: 'chooseSample', sample: null },
    { kind: 'editSample' },
    { kind: 'newSample' },
    { kind: 'reveal', line: 3, column: 1 },
    { kind: 'copy', as: 'json' },
    { kind: 'tryValues', sample: 'acme', changes: [{ name: 'a', value: [1] }, { name: 'b' }] },
    { kind: 'saveSample', sample: 'acme', changes: [{ name: 'a', value: null }] },
    { kind: 'saveSampleAs', sample: null, changes: [] },
    { kind: 'completeSample', sample: 'acme' },
  ];
  for (const action of actions) {
    it(`reads the request ${JSON.stringify(action)}`, () => {
      const request = { type: 'request', id: 7, action };
      deepStrictEqual(readPreviewToHost(sent(request)), request);
    });
  }

  it('reads that the page is ready', () => {
    deepStrictEqual(readPreviewToHost({ type: 'ready' }), { type: 'ready' });
  });

  const strangers: unknown[] = [
    null,
    { type: 'request', id: 1 },
    { type: 'request', id: -1, action: { kind: 'editSample' } },
    { type: 'request', id: 1, action: { kind: 'erase' } },
    { type: 'request', id: 1, action: { kind: 'reveal', line: '3', column: 1 } },
    { type: 'request', id: 1, action: { kind: 'copy', as: 'xml' } },
    { type: 'request', id: 1, action: { kind: 'chooseSample' } },
    { type: 'request', id: 1, action: { kind: 'saveSample', sample: 'a' } },
    { type: 'request', id: 1, action: { kind: 'tryValues', sample: 'a', changes: [{ value: 1 }] } },
    { type: 'request', id: 1, action: { kind: 'completeSample', sample: null } },
  ];
  for (const message of strangers) {
    it(`takes ${JSON.stringify(message)} for no message`, () => {
      strictEqual(readPreviewToHost(message), undefined);
    });
  }
});

describe('readPreviewPanelState', () => {
  it('reads what the page saved, and nothing else', () => {
    const state = { prompt: 'a', sample: null };
    deepStrictEqual(readPreviewPanelState(state), state);
    const typed = { ...state, isFormOpen: true, drafts: { '': { name: 'Ada' } } };
    deepStrictEqual(readPreviewPanelState(typed), typed);
    strictEqual(readPreviewPanelState({ ...state, drafts: { '': { name: 1 } } }), undefined);
    strictEqual(readPreviewPanelState({ prompt: 'a' }), undefined);
    strictEqual(readPreviewPanelState(undefined), undefined);
  });
});
