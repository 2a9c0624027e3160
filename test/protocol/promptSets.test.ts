import * as assert from 'node:assert/strict';
import {
  readSetPanelState,
  readSetRows,
  readSetsToHost,
  readSetsToPanel,
} from '../../src/protocol/promptSets';
import { diffSettings } from '../support/diffSettings';
import { check, withoutEach } from '../support/guarded';

const request = { type: 'list', id: 1, left: '@staging', right: 'working' };
const sets = {
  type: 'sets',
  left: 'latest',
  right: 'working',
  choices: [{ side: 'git:main', kind: 'git', label: 'main' }],
  settings: diffSettings,
};
const failure = { type: 'reply', id: 1, ok: false, error: { code: 'io', message: 'No.' } };
const row = {
  prompt: 'a',
  kind: 'changed',
  summary: '1 line added',
  added: 1,
  removed: 0,
  breaking: false,
};
const state = {
  left: 'latest',
  right: 'working',
  mode: null,
  showsWhitespace: true,
  hidesTrimChanges: false,
  showsUnchanged: null,
  open: ['a'],
  expanded: { a: [0] },
  scrollTop: 1.5,
};

describe('messages of the panel of several prompts', () => {
  it('reach the host only when they are whole', () => {
    check(
      readSetsToHost,
      [{ type: 'ready' }, request, { ...request, type: 'compare', prompt: 'a' }],
      [...withoutEach(request), { ...request, type: 'delete' }, { ...request, prompt: 1 }],
    );
  });

  it('reach the panel only when they are whole', () => {
    check(
      readSetsToPanel,
      [sets, failure, { type: 'reply', id: 2, ok: true, value: null }],
      [...withoutEach(sets), ...withoutEach(failure), { ...sets, choices: [{}] }],
    );
  });

  it('bring prompts only when each is told', () => {
    for (const kind of ['added', 'removed', 'changed', 'leftOut']) {
      assert.deepEqual(readSetRows([{ ...row, kind }]), [{ ...row, kind }]);
    }
    assert.deepEqual(readSetRows([]), []);
    for (const bad of [[{ ...row, kind: 'moved' }], [{ ...row, added: -1 }], {}, null, [[]]]) {
      assert.equal(readSetRows(bad), undefined);
    }
  });
});

describe('the state that the panel of several prompts is restored from', () => {
  it('is taken as it was kept, or not at all', () => {
    check(
      readSetPanelState,
      [state, { ...state, expanded: {} }],
      [
        ...Object.keys(state).map(key => ({ ...state, [key]: undefined })),
        { ...state, expanded: { a: ['0'] } },
        { ...state, scrollTop: Number.NaN },
      ],
    );
  });
});
