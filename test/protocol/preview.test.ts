import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { previewDocument } from '../../src/core/prompt/render/preview';
import { listFields } from '../../src/core/prompt/samples/sampleFields';
import {
  previewChannel,
  readPreviewPanelState,
  type PreviewForm,
  type PreviewView,
} from '../../src/protocol/preview';
import type { RunView } from '../../src/protocol/run';
import { checkNews, checkRequests } from '../support/channels';

const NOT_RUN: RunView = { isOwnModel: false, isRunning: false, partial: '', answers: [] };

function viewOf(source: string, include: string): PreviewView {
  const { preview } = previewDocument(source, { unused: 1 }, () => include);
  return { prompt: 'a/b', sample: null, samples: ['acme'], preview, run: NOT_RUN };
}

const source = '---\ninputs:\n  a: { type: array, default: [1], description: A }\n---\n{{a}} {{b}}';
const form: PreviewForm = {
  fields: listFields(requireDocument(source)).map(field => ({ ...field, saved: null })),
  lacks: ['b'],
};

describe('the page of a preview', () => {
  const views: [what: string, view: PreviewView][] = [
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
    it(`is told ${what} as it was sent`, () => {
      checkNews(previewChannel, [['view', view]], []);
    });
  }

  const [, text] = views[0]!;
  const strangers: [what: string, message: unknown][] = [
    ['nothing', undefined],
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
  ];
  for (const [what, message] of strangers) {
    it(`takes ${what} for no view`, () => {
      checkNews(previewChannel, [], [['view', message]]);
    });
  }
});

describe('a page of a preview', () => {
  it('asks for what the extension knows, and for nothing else', () => {
    checkRequests(
      previewChannel,
      [
        ['ready', null],
        ['chooseSample', 'acme'],
        ['chooseSample', null],
        ['editSample', null],
        ['newSample', null],
        ['reveal', { line: 3, column: 1 }],
        ['copy', 'json'],
        ['tryValues', { sample: 'acme', changes: [{ name: 'a', value: [1] }, { name: 'b' }] }],
        ['saveSample', { sample: 'acme', changes: [{ name: 'a', value: null }] }],
        ['saveSampleAs', { sample: null, changes: [] }],
        ['completeSample', 'acme'],
      ],
      [
        ['erase', null],
        ['reveal', { line: '3', column: 1 }],
        ['copy', 'xml'],
        ['chooseSample', undefined],
        ['saveSample', { sample: 'a' }],
        ['tryValues', { sample: 'a', changes: [{ value: 1 }] }],
        ['completeSample', null],
      ],
    );
  });
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
