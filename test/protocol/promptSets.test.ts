import { readSetPanelState, setsChannel } from '../../src/protocol/promptSets';
import { checkAnswers, checkNews, checkRequests } from '../support/channels';
import { diffSettings } from '../support/diffSettings';
import { check, withoutEach } from '../support/guarded';

const compared = { left: '@staging', right: 'working' };
const sets = {
  left: 'latest',
  right: 'working',
  choices: [{ side: 'git:main', kind: 'git', label: 'main' }],
  settings: diffSettings,
};
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
  it('reach the extension only when they are whole', () => {
    checkRequests(
      setsChannel,
      [
        ['ready', null],
        ['list', compared],
        ['compare', { ...compared, prompt: 'a' }],
        ['open', { ...compared, prompt: 'a' }],
        ['copy', { ...compared, form: 'copyHtml' }],
      ],
      [
        ...withoutEach(compared).map(params => ['list', params] as const),
        ['delete', compared],
        ['compare', compared],
        ['compare', { ...compared, prompt: 1 }],
        ['copy', { ...compared, form: 'copyPdf' }],
      ],
    );
  });

  it('reach the page only when they are whole', () => {
    checkNews(
      setsChannel,
      [['sets', sets]],
      [...withoutEach(sets), { ...sets, choices: [{}] }].map(value => ['sets', value] as const),
    );
  });

  it('bring prompts only when each is told', () => {
    checkAnswers(
      setsChannel,
      [
        ['list', []],
        ...['added', 'removed', 'changed', 'leftOut'].map(
          kind => ['list', [{ ...row, kind }]] as const,
        ),
      ],
      [[{ ...row, kind: 'moved' }], [{ ...row, added: -1 }], {}, null, [[]]].map(
        value => ['list', value] as const,
      ),
    );
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
