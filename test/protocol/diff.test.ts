import {
  readDiffPanelState,
  readDiffToHost,
  readDiffToPanel,
  readSampleRows,
} from '../../src/protocol/diff';
import { diffSettings } from '../support/diffSettings';
import { check, withoutEach } from '../support/guarded';

const choice = {
  side: 'working',
  kind: 'working',
  label: 'Working document',
  shortLabel: 'working',
};
const request = { type: 'compare', id: 1, left: 'a', right: 'working', sample: null };
const sides = {
  type: 'sides',
  prompt: 'greeting',
  left: 'a',
  right: 'b',
  sample: 'acme',
  choices: [choice],
  samples: ['acme'],
  settings: diffSettings,
};
const failure = { type: 'reply', id: 1, ok: false, error: { code: 'io', message: 'No.' } };
const state = {
  prompt: 'greeting',
  left: 'a',
  right: 'working',
  sample: null,
  mode: 'inline',
  showsWhitespace: false,
  hidesTrimChanges: null,
  showsUnchanged: true,
  expanded: [0, 4],
  openSamples: ['acme'],
  scrollTop: 12.5,
};
describe('messages of the comparison panel', () => {
  it('reach the host only when they are whole', () => {
    check(
      readDiffToHost,
      [
        { type: 'ready' },
        request,
        { ...request, type: 'openNative' },
        { ...request, type: 'copyUnified' },
        { ...request, type: 'copyMarkdown' },
        { ...request, type: 'copyHtml' },
        { ...request, type: 'samples' },
        { ...request, type: 'rendered', sample: 'acme' },
      ],
      [
        ...withoutEach(request),
        { ...request, type: 'eval' },
        { ...request, id: -1 },
        { ...request, left: 5 },
      ],
    );
  });

  it('reach the panel only when they are whole', () => {
    check(
      readDiffToPanel,
      [sides, { ...sides, choices: [] }, failure, { type: 'reply', id: 2, ok: true, value: null }],
      [
        ...withoutEach(sides),
        ...withoutEach(diffSettings).map(settings => ({ ...sides, settings })),
        ...withoutEach(failure),
        { ...sides, choices: [{ ...choice, kind: 'branch' }] },
        { ...failure, ok: 'false' },
        { type: 'reply', id: 2, ok: true },
      ],
    );
  });

  it('bring what became of samples only when each is told', () => {
    const row = { sample: 'acme', state: 'nowFails', summary: 'Now fails: x' };
    const samples = { rows: [row], summary: '1 sample now fails' };
    check(
      readSampleRows,
      [samples, { ...samples, rows: [] }],
      [...withoutEach(samples), { ...samples, rows: [{ ...row, state: 'broken' }] }],
    );
  });
});

describe('the state that a panel is restored from', () => {
  it('is taken as it was kept, or not at all', () => {
    check(
      readDiffPanelState,
      [state, { ...state, mode: 'sideBySide', expanded: [] }, { ...state, mode: null }],
      [
        ...withoutEach(state),
        { ...state, mode: 'split' },
        { ...state, hidesTrimChanges: 'yes' },
        { ...state, expanded: [-1] },
        { ...state, scrollTop: Number.NaN },
      ],
    );
  });
});
