import { ok, strictEqual } from 'node:assert/strict';
import { limitProblem } from '../../../../src/core/ledger/records/recordLimits';

/** A record that is nested so deep, itself included. */
function nested(levels: number): Record<string, unknown> {
  let value: Record<string, unknown> = {};
  for (let level = 1; level < levels; level += 1) value = { a: value };
  return value;
}

describe('limitProblem', () => {
  const ids = (count: number) => new Array<string>(count).fill('0'.repeat(32));
  const allowed: [what: string, value: Record<string, unknown>][] = [
    ['1,024 parents', { parents: ids(1024) }],
    ['1,024 previous', { previous: ids(1024) }],
    ['the number 10^9', { number: 1_000_000_000 }],
    ['32 levels', nested(32)],
    ['a long list of anything else', { source: ids(5000) }],
    ['a large number that a verdict quotes', { verdict: { seed: 2 ** 53 } }],
    ['fields that a newer writer made', { parents: 'none', previous: 7 }],
  ];
  for (const [what, value] of allowed) {
    it(`allows ${what}`, () => {
      strictEqual(limitProblem(value), undefined);
    });
  }

  const refused: [what: string, value: Record<string, unknown>, part: string][] = [
    ['1,025 parents', { parents: ids(1025) }, '"parents" names 1025 records'],
    ['150,000 previous', { previous: ids(150_000) }, '"previous" names 150000 records'],
    ['a number above 10^9', { number: 1_000_000_001 }, '"number" is larger'],
    ['2^53-1', { number: Number.MAX_SAFE_INTEGER }, '"number" is larger'],
    ['no number at all', { number: Infinity }, '"number" is larger'],
    ['33 levels', nested(33), 'more than 32 levels'],
    ['lists in lists', { a: JSON.parse(`${'['.repeat(32)}${']'.repeat(32)}`) }, '32 levels'],
    ['a hundred thousand levels', nested(100_000), 'more than 32 levels'],
  ];
  for (const [what, value, part] of refused) {
    it(`names what is wrong with ${what}`, () => {
      ok(limitProblem(value)?.includes(part), limitProblem(value));
    });
  }
});
