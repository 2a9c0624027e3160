import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readTimelineState, releasesChannel, type TimelineView } from '../../src/protocol/releases';
import { checkNews, checkRequests } from '../support/channels';

const VIEW: TimelineView = {
  prompt: 'a/b',
  environment: '',
  environments: ['production'],
  releases: [
    {
      id: 'x',
      environment: 'production',
      version: 'v2',
      replaced: '',
      rollback: false,
      live: true,
      below: false,
      when: 'just now',
      at: '20 Nov 2026',
      who: 'Ada',
      from: 'staging',
      approvals: ['Ben'],
      changelog: '- Kinder',
      breaking: false,
      why: [],
      changes: ['model: a → b'],
    },
  ],
};

describe('the timeline of releases', () => {
  const [release] = VIEW.releases;

  it('is taken only when all of it can be shown', () => {
    checkNews(
      releasesChannel,
      [
        ['view', VIEW],
        ['view', { ...VIEW, releases: [] }],
      ],
      [
        ['view', null],
        ['view', { ...VIEW, releases: [{ ...release, live: 'yes' }] }],
        ['view', { ...VIEW, environments: [1] }],
        ['vue', VIEW],
      ],
    );
  });

  it('asks for what the extension knows, and for nothing else', () => {
    checkRequests(
      releasesChannel,
      [
        ['ready', null],
        ['open', 'x'],
        ['compare', 'x'],
        ['rollback', 'x'],
        ['copy', 'x'],
        ['choose', ''],
        ['promote', null],
      ],
      [
        ['open', null],
        ['tag', 'x'],
        ['choose', { environment: '' }],
        ['promote', 'x'],
      ],
    );
  });

  it('survives a reload by what the page remembers', () => {
    const state = { prompt: 'a', environment: '' };
    deepStrictEqual(readTimelineState({ ...state }), state);
    strictEqual(readTimelineState({ prompt: 'a' }), undefined);
  });
});
