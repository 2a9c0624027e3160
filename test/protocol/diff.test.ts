import { diffChannel, readDiffPanelState } from '../../src/protocol/diff';
import { checkAnswers, checkNews, checkRequests } from '../support/channels';
import { diffSettings } from '../support/diffSettings';
import { check, withoutEach } from '../support/guarded';

const choice = {
  side: 'working',
  kind: 'working',
  label: 'Working document',
  shortLabel: 'working',
};
const compared = { left: 'a', right: 'working', sample: null };
const sides = {
  prompt: 'greeting',
  left: 'a',
  right: 'b',
  sample: 'acme',
  choices: [choice],
  samples: ['acme'],
  settings: diffSettings,
};
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
  it('reach the extension only when they are whole', () => {
    checkRequests(
      diffChannel,
      [
        ['ready', null],
        ['compare', compared],
        ['openNative', compared],
        ['copy', { ...compared, form: 'copyUnified' }],
        ['copy', { ...compared, form: 'copyMarkdown' }],
        ['copy', { ...compared, form: 'copyHtml' }],
        ['samples', compared],
        ['rendered', { ...compared, sample: 'acme' }],
      ],
      [
        ...withoutEach(compared).map(params => ['compare', params] as const),
        ['eval', compared],
        ['copy', compared],
        ['compare', { ...compared, left: 5 }],
      ],
    );
  });

  it('reach the page only when they are whole', () => {
    checkNews(
      diffChannel,
      [
        ['sides', sides],
        ['sides', { ...sides, choices: [] }],
      ],
      [
        ...withoutEach(sides),
        ...withoutEach(diffSettings).map(settings => ({ ...sides, settings })),
        { ...sides, choices: [{ ...choice, kind: 'branch' }] },
      ].map(value => ['sides', value] as const),
    );
  });

  it('bring what became of samples only when each is told', () => {
    const row = { sample: 'acme', state: 'nowFails', summary: 'Now fails: x' };
    const samples = { rows: [row], summary: '1 sample now fails' };
    checkAnswers(
      diffChannel,
      [samples, { ...samples, rows: [] }].map(value => ['samples', value] as const),
      [...withoutEach(samples), { ...samples, rows: [{ ...row, state: 'broken' }] }].map(
        value => ['samples', value] as const,
      ),
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
