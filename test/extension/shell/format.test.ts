import assert from 'node:assert/strict';
import {
  byWhom,
  fullTime,
  moveSummary,
  relativeTime,
  subject,
  tagSummary,
  versionDetail,
  versionLabel,
} from '../../../src/extension/shell/format';
import type { TagInfo, TagMoveInfo } from '../../../src/core/ledger/derive/model';

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('relativeTime', () => {
  for (const [ago, text] of [
    [0, 'just now'],
    [59_000, 'just now'],
    [MINUTE, '1 minute ago'],
    [59 * MINUTE, '59 minutes ago'],
    [HOUR, '1 hour ago'],
    [23 * HOUR, '23 hours ago'],
    [DAY, 'yesterday'],
    [3 * DAY, '3 days ago'],
    [7 * DAY, 'last week'],
    [20 * DAY, '2 weeks ago'],
    [30 * DAY, 'last month'],
    [100 * DAY, '3 months ago'],
    [365 * DAY, 'last year'],
    [800 * DAY, '2 years ago'],
    // The clock of somebody else may be ahead.
    [-30_000, 'just now'],
    [-2 * HOUR, 'in 2 hours'],
  ] as const) {
    it(`${ago / 1000} s ago is "${text}"`, () => {
      assert.equal(relativeTime(new Date(NOW - ago).toISOString(), NOW), text);
    });
  }
});

describe('fullTime', () => {
  it('names the year and the minute', () => {
    assert.match(fullTime('2026-11-20T12:34:00.000Z'), /2026.*34/);
  });
});

describe('subject', () => {
  for (const [message, text] of [
    ['Kinder', 'Kinder'],
    ['Kinder\n\nAnd shorter.', 'Kinder'],
    ['\n  Kinder\n', 'Kinder'],
    ['', '(no message)'],
    [' \n ', '(no message)'],
  ] as const) {
    it(`of ${JSON.stringify(message)} is "${text}"`, () => {
      assert.equal(subject(message), text);
    });
  }
});

describe('versionLabel', () => {
  it('is the number, or says why there is none', () => {
    const version = '0123456789abcdef0123456789abcdef';
    assert.equal(versionLabel({ number: 9, version }), 'v9');
    assert.equal(versionLabel({ number: null, version }), '01234567 (missing)');
    assert.equal(versionLabel({ number: null, version: null }), 'removed');
  });
});

describe('tagSummary', () => {
  it('names environments last to first, then other tags, and none that is removed', () => {
    const tags = [
      tag('beta', 4),
      tag('development', 3),
      tag('gone', null),
      tag('production', 1),
      tag('staging', 2),
    ];
    assert.equal(
      tagSummary(tags, ['development', 'staging', 'production']),
      'production v1, staging v2, development v3, beta v4',
    );
    assert.equal(tagSummary([], ['staging']), '');
  });

  it('changes nothing of what it was given', () => {
    const tags = Object.freeze([tag('a', 1), tag('b', 2)]);
    assert.equal(tagSummary(tags, ['b']), 'b v2, a v1');
  });
});

describe('moveSummary', () => {
  for (const [move, text] of [
    [{ kind: 'tag', applied: true }, 'tagged'],
    [{ kind: 'tag', applied: true, version: null }, 'removed'],
    [{ kind: 'release', applied: true }, 'release'],
    [{ kind: 'tag', applied: false }, 'refused: the tag is immutable'],
  ] as const) {
    it(`of ${JSON.stringify(move)} is "${text}"`, () => {
      const info: TagMoveInfo = { ...tag('stable', 1), ...move };
      assert.equal(moveSummary(info), text);
    });
  }
});

describe('byWhom and versionDetail', () => {
  const author = { name: 'Ada', email: 'ada@example.com' };
  /** Of this moment: loading every suite may take more than a minute. */
  const now = (): string => new Date().toISOString();

  it('say who and when', () => {
    assert.equal(byWhom({ author, at: now() }), 'Ada, just now');
  });

  it('name the tags of a version', () => {
    const version = { id: 'x', prompt: 'p', number: 1, parents: [], message: '', head: true };
    const detail = (tags: readonly string[]) =>
      versionDetail({ ...version, author, at: now(), tags });
    assert.equal(detail([]), 'Ada, just now');
    assert.equal(detail(['staging', 'stable']), 'Ada, just now — staging, stable');
  });
});

function tag(name: string, number: number | null): TagInfo {
  return {
    id: name,
    prompt: 'greeting',
    tag: name,
    version: number === null ? null : 'f'.repeat(32),
    number,
    description: '',
    immutable: false,
    diverged: false,
    at: '2026-11-20T09:00:00.000Z',
    author: { name: 'Ada', email: 'ada@example.com' },
  };
}
