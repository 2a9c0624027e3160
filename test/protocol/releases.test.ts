import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  isTimelineAction,
  readTimelineState,
  readTimelineView,
  type TimelineAction,
  type TimelineView,
} from '../../src/protocol/releases';

const VIEW: TimelineView = {
  type: 'view',
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
  it('is read as it was sent', () => {
    deepStrictEqual(readTimelineView(JSON.parse(JSON.stringify(VIEW))), VIEW);
    deepStrictEqual(readTimelineState({ prompt: 'a', environment: '' }), {
      prompt: 'a',
      environment: '',
    });
  });

  it('is nothing of another shape', () => {
    const [release] = VIEW.releases;
    for (const stranger of [
      null,
      { ...VIEW, releases: [{ ...release, live: 'yes' }] },
      { ...VIEW, environments: [1] },
      { ...VIEW, type: 'vue' },
    ]) {
      strictEqual(readTimelineView(stranger), undefined);
    }
    strictEqual(readTimelineState({ prompt: 'a' }), undefined);
  });

  it('asks for what the host knows, and for nothing else', () => {
    const actions: TimelineAction[] = [
      { kind: 'open', id: 'x' },
      { kind: 'compare', id: 'x' },
      { kind: 'rollback', id: 'x' },
      { kind: 'copy', id: 'x' },
      { kind: 'choose', environment: '' },
      { kind: 'promote' },
    ];
    for (const action of actions) strictEqual(isTimelineAction(action), true, action.kind);
    for (const stranger of [
      { kind: 'open' },
      { kind: 'tag', id: 'x' },
      { kind: 'choose' },
      'open',
    ]) {
      strictEqual(isTimelineAction(stranger), false);
    }
  });
});
