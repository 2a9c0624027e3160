import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { CheckResult } from '../../../src/core/evaluation/checks/model';
import {
  comparePaired,
  outcomeOf,
  summarise,
  type RowResult,
} from '../../../src/core/evaluation/results';

const check = (score: number, given: Partial<CheckResult> = {}): CheckResult => ({
  type: 'equals',
  pass: score >= 0.5,
  score,
  reason: '',
  weight: 1,
  ...given,
});
const fine: RowResult['answer'] = {
  ms: 100,
  usage: { input: 10, cached: 1, output: 5, reasoning: 2 },
  cost: { amount: 0.01, currency: 'USD' },
  error: null,
};
const failing: RowResult['answer'] = {
  ms: 5000,
  usage: null,
  cost: null,
  error: { code: 'provider-refused', message: 'Too many requests.' },
};

function result(row: string, score: number, given: Partial<RowResult> = {}): RowResult {
  const said = { version: 'v', model: 'm', repeat: 1, answer: fine, checks: [check(score)] };
  return { row, ...said, ...given };
}

describe('the outcome of a row', () => {
  it('passes, fails, or says nothing', () => {
    const broken = [check(1), check(0, { error: 'No key.' })];
    deepEqual(
      [
        result('a', 1),
        result('a', 0.25),
        result('a', 1, { answer: failing }),
        result('a', 0, { checks: broken }),
        result('a', 0, { checks: broken, threshold: 0.5 }),
        result('a', 0, { checks: [] }),
      ].map(outcomeOf),
      [
        { outcome: 'passed', score: 1 },
        { outcome: 'failed', score: 0.25 },
        { outcome: 'error', score: 0 },
        { outcome: 'error', score: 0 },
        { outcome: 'passed', score: 0.5 },
        { outcome: 'passed', score: 1 },
      ],
    );
  });
});

describe('the summary of a run', () => {
  const run = [
    result('a', 1),
    result('b', 0.2, { answer: { ...fine, ms: 200 } }),
    result('c', 1, { answer: { ...fine, ms: 301, usage: null } }),
    result('d', 1, { answer: failing }),
  ];

  it('counts, and measures what came', () => {
    const { summary, unmet } = summarise(run, {});
    ok(Math.abs((summary.cost?.amount ?? 0) - 0.03) < 1e-12);
    ok(Math.abs(summary.score - 0.55) < 1e-12);
    deepEqual(
      { ...summary, cost: summary.cost?.currency, score: undefined },
      {
        rows: 4,
        passed: 2,
        failed: 1,
        errors: 1,
        score: undefined,
        usage: { input: 20, cached: 2, output: 10, reasoning: 4 },
        ms: { p50: 200, p95: 291 },
        cost: 'USD',
        required: 'none',
      },
    );
    deepEqual(unmet, []);
  });

  it('says which requirement is not met, and by how much', () => {
    equal(summarise(run, { passRate: 0.5, p95Ms: 300 }).summary.required, 'met');
    const { summary, unmet } = summarise(run, { passRate: 0.75, meanScore: 0.5, p95Ms: 250 });
    equal(summary.required, 'unmet');
    deepEqual(
      unmet.map(({ requirement, wanted, by }) => [requirement, wanted, by?.toFixed(2)]),
      [
        ['passRate', 0.75, '0.25'],
        ['p95Ms', 250, '40.90'],
      ],
    );
  });

  it('meets no requirement of what is not known', () => {
    const cost = { amount: 1, currency: 'EUR' };
    const unknown = [
      [result('a', 1, { answer: { ...fine, cost: null } })],
      [result('a', 1), result('b', 1, { answer: { ...fine, cost } })],
      [result('a', 1, { answer: failing })],
      [],
    ];
    for (const results of unknown) {
      const { summary, unmet } = summarise(results, { costPerRow: 10 });
      deepEqual([summary.cost, summary.required], [null, 'unmet']);
      deepEqual(unmet, [{ requirement: 'costPerRow', wanted: 10, found: null, by: null }]);
    }
    deepEqual(summarise([], {}).summary.ms, { p50: null, p95: null });
  });

  it('has every row in one of three counts', () => {
    const answers = fc.constantFrom(fine, failing);
    const rows = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), answers));
    fc.assert(
      fc.property(rows, all => {
        const { summary } = summarise(
          all.map(([score, answer], index) => result(String(index), score, { answer })),
          {},
        );
        equal(summary.passed + summary.failed + summary.errors, summary.rows);
        ok(summary.score >= 0 && summary.score <= 1);
      }),
    );
  });
});

describe('two runs, row by row', () => {
  const scored = (scores: readonly number[]): RowResult[] =>
    scores.map((score, index) => result(`row ${index}`, score));

  it('are told apart where the difference is significant', () => {
    const left = scored([0, 0, 0, 0, 0, 0, 1, 1]);
    const right = scored([1, 1, 1, 1, 1, 1, 1, 1]);
    const { wins, losses, ties, p, worse, difference, interval, changed } = comparePaired(
      left,
      right,
    );
    deepEqual([wins, losses, ties, worse, difference], [0, 6, 2, true, -0.75]);
    ok(Math.abs(p - 0.03125) < 1e-12);
    ok((interval?.low ?? 0) < -0.75 && (interval?.high ?? 0) > -0.75);
    deepEqual(changed[0], { row: 'row 0', left: false, right: true });
    equal(comparePaired(right, left).worse, false);
    // One row less, and it may be chance: p is 0.0625.
    equal(comparePaired(left.slice(1), right.slice(1)).worse, false);
  });

  it('leave out what is on one side alone, or had an error', () => {
    const left = [result('a', 1), result('b', 0), result('c', 1, { answer: failing })];
    const right = [result('b', 1), result('c', 1), result('d', 1)];
    const { wins, losses, ties, unpaired, worse } = comparePaired(left, right);
    deepEqual([wins, losses, ties, unpaired, worse], [0, 1, 0, 3, false]);
    deepEqual(comparePaired([], []).interval, null);
  });

  it('take repeats of a row together, so that many of them make no row significant', () => {
    const repeats = (score: number): RowResult[] =>
      Array.from({ length: 50 }, (_, index) => result('a', score, { repeat: index + 1 }));
    const { losses, worse } = comparePaired(repeats(0), repeats(1));
    deepEqual([losses, worse], [1, false]);
    const half = [result('a', 1), result('a', 0, { repeat: 2 })];
    deepEqual(comparePaired(half, [result('a', 1)]).losses, 1);
  });

  it('say the same of both sides, and nothing of a run and itself', () => {
    const scores = fc.array(fc.constantFrom(0, 0.25, 0.5, 1), { maxLength: 20 });
    fc.assert(
      fc.property(scores, scores, (left, right) => {
        const there = comparePaired(scored(left), scored(right));
        const back = comparePaired(scored(right), scored(left));
        deepEqual([there.wins, there.losses, there.p], [back.losses, back.wins, back.p]);
        ok(Math.abs(there.difference + back.difference) < 1e-12);
        ok(!(there.worse && back.worse));
        const { wins, losses, worse } = comparePaired(scored(left), scored(left));
        deepEqual([wins, losses, worse], [0, 0, false]);
      }),
      { numRuns: 50 },
    );
  });
});
