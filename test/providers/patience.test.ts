import { equal } from 'node:assert/strict';
import fc from 'fast-check';
import { delayBefore, patienceOf, retryAfter } from '../../src/providers/patience';

const NOW = Date.parse('2026-11-20T09:00:00Z');

describe('how long a server asks to be left alone', () => {
  const rows: readonly (readonly [Readonly<Record<string, string>>, number | undefined])[] = [
    [{}, undefined],
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '-5' }, 0],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': 'Fri, 20 Nov 2026 09:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Fri, 20 Nov 2026 08:59:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after-ms': '120', 'retry-after': '9' }, 120],
    [{ 'retry-after-ms': 'x', 'retry-after': '9' }, 9000],
  ];
  for (const [headers, ms] of rows) {
    it(JSON.stringify(headers), () => {
      equal(retryAfter(new Headers(headers), NOW), ms);
    });
  }
});

describe('the wait before the next attempt', () => {
  it('is what the server says', () => {
    equal(delayBefore(3, 7, patienceOf()), 7);
  });

  it('is longer each time, and never longer than the longest', () => {
    const patience = patienceOf({ firstDelayMs: 100, longestDelayMs: 5000 });
    equal(delayBefore(1, undefined, patience), 100);
    equal(delayBefore(3, undefined, patience), 400);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), attempt => {
        const wait = delayBefore(attempt, undefined, patience);
        return wait <= 5000 && wait <= delayBefore(attempt + 1, undefined, patience);
      }),
    );
  });
});
