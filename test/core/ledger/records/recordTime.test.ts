import { strictEqual } from 'node:assert/strict';
import {
  isFromTheFuture,
  isWithinTime,
  timeAfter,
} from '../../../../src/core/ledger/records/recordTime';

const NOW = '2026-11-20T09:00:00.000Z';
const now = Date.parse(NOW);

describe('timeAfter', () => {
  const cases: [what: string, follows: string[], at: string][] = [
    ['now, where it follows from nothing', [], NOW],
    ['now, after what is older', ['2026-11-20T08:59:59.999Z'], NOW],
    ['a millisecond later than a clock that is ahead', [NOW], '2026-11-20T09:00:00.001Z'],
    [
      'after the newest of several',
      ['2026-11-20T10:00:00.000Z', '2026-11-20T11:00:00.000Z', '2026-01-01T00:00:00.000Z'],
      '2026-11-20T11:00:00.001Z',
    ],
    ['after a day from now at most', ['2026-11-21T09:00:00.000Z'], '2026-11-21T09:00:00.001Z'],
    ['now, where a date lies further ahead', ['2026-11-21T09:00:00.001Z'], NOW],
    ['now, after the last moment there is', ['9000-12-31T23:59:59.999Z'], NOW],
    [
      'after the others where one lies too far ahead',
      ['9000-01-01T00:00:00.000Z', '2026-11-20T10:00:00.000Z'],
      '2026-11-20T10:00:00.001Z',
    ],
  ];
  for (const [what, follows, at] of cases) {
    it(`is ${what}`, () => {
      strictEqual(timeAfter(now, follows), at);
    });
  }

  it('never leaves the year 9000, whatever the clock says', () => {
    const last = '9000-12-31T23:59:59.999Z';
    strictEqual(timeAfter(Date.parse(last), [last]), last);
    strictEqual(timeAfter(Date.parse('9999-01-01T00:00:00.000Z'), []), last);
  });

  it('takes a hundred thousand records that it follows from', () => {
    strictEqual(timeAfter(now, new Array<string>(100_000).fill(NOW)), '2026-11-20T09:00:00.001Z');
  });
});

describe('isFromTheFuture', () => {
  it('bears with clocks that differ by up to a day', () => {
    strictEqual(isFromTheFuture('2026-11-21T09:00:00.000Z', now), false);
    strictEqual(isFromTheFuture('2026-11-21T09:00:00.001Z', now), true);
  });
});

describe('isWithinTime', () => {
  it('ends with the year 9000', () => {
    strictEqual(isWithinTime('9000-12-31T23:59:59.999Z'), true);
    strictEqual(isWithinTime('9001-01-01T00:00:00.000Z'), false);
  });
});
