import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import {
  bootstrapMean,
  mcNemarTest,
  mean,
  quantile,
  signTest,
  wilsonInterval,
} from '../../../src/core/evaluation/statistics';

// The numbers of all tables are those of SciPy 1.17.1 and NumPy 2.4.6.
function near(value: number, wanted: number, tolerance = 1e-9): void {
  ok(Math.abs(value - wanted) <= tolerance * Math.max(1, Math.abs(wanted)), `${value}, ${wanted}`);
}

describe('the interval of a rate', () => {
  // binomtest(passed, total).proportion_ci(method='wilson')
  const table = [
    [0, 10, 0.0, 0.27753279986288926],
    [1, 10, 0.017876213095072896, 0.4041500267952385],
    [5, 10, 0.236593090512564, 0.7634069094874361],
    [10, 10, 0.7224672001371109, 1.0],
    [81, 263, 0.2552885198782742, 0.36620957698280004],
    [0, 1, 0.0, 0.7934506856227626],
    [950, 1000, 0.9346861797557491, 0.9618697376072511],
    [3, 100000, 1.0202758544517341e-5, 8.82080492517673e-5],
  ] as const;
  for (const [passed, total, low, high] of table) {
    it(`of ${passed} in ${total}`, () => {
      const interval = wilsonInterval(passed, total);
      near(interval.low, low);
      near(interval.high, high);
    });
  }

  it('is everything where nothing was tried', () => {
    deepEqual(wilsonInterval(0, 0), { low: 0, high: 1 });
  });

  it('has the rate in it, and never leaves 0 to 1', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (left, right) => {
        const [passed, total] = [Math.min(left, right), Math.max(left, right, 1)];
        const { low, high } = wilsonInterval(passed, total);
        ok(low >= 0 && low <= passed / total && passed / total <= high && high <= 1);
      }),
    );
  });
});

describe('the tests of pairs', () => {
  // binomtest(wins, wins + losses).pvalue
  const table = [
    [0, 0, 1.0],
    [1, 0, 1.0],
    [0, 5, 0.0625],
    [0, 6, 0.03125],
    [1, 9, 0.021484375],
    [2, 9, 0.0654296875],
    [10, 10, 1.0],
    [12, 25, 0.04703102743951604],
    [59, 6, 4.964650327128616e-12],
    [400, 500, 0.0009564441369189373],
    [5000, 5200, 0.04878796312682234],
    [50000, 50700, 0.02761286943193814],
    [3000, 0, 0.0],
  ] as const;
  for (const [wins, losses, p] of table) {
    it(`of ${wins} to ${losses}`, () => {
      near(mcNemarTest(wins, losses), p);
      near(mcNemarTest(losses, wins), p);
      const signs = [wins, losses].flatMap((count, side) =>
        Array.from({ length: count }, () => (side === 0 ? 0.1 : -3)),
      );
      near(signTest([...signs, 0, 0]), p);
    });
  }

  it('tell small chances from each other', () => {
    const p = mcNemarTest(59, 6);
    ok(Math.abs(p / 4.964650327128616e-12 - 1) < 1e-9, String(p));
  });
});

describe('the interval of a mean', () => {
  const alternating = Array.from({ length: 200 }, (_, i) => ((-1) ** i * (i % 7)) / 7);
  const few = Array.from({ length: 100 }, (_, i) => Number(i < 3));
  // bootstrap((values,), np.mean, method='percentile', n_resamples=200000, rng=1)
  const table = [
    [[0, 0, 1, -1, 0.5, 0.25, 0, 1, 1, 0.5], -0.05, 0.675, 0.03],
    [[0.1, 0.1, 0.1, 0.1, 0.1], 0.1, 0.1, 1e-9],
    [alternating, -0.07214285714285713, 0.06928571428571428, 0.01],
    [few, 0, 0.07, 0.011],
  ] as const;
  for (const [values, low, high, tolerance] of table) {
    it(`of ${values.length} values`, () => {
      const interval = bootstrapMean(values);
      near(interval?.low ?? NaN, low, tolerance);
      near(interval?.high ?? NaN, high, tolerance);
    });
  }

  it('is the same for a seed, another for another, and none of nothing', () => {
    deepEqual(bootstrapMean(alternating), bootstrapMean(alternating, { seed: 1 }));
    ok(bootstrapMean(alternating, { seed: 2 })?.low !== bootstrapMean(alternating)?.low);
    equal(bootstrapMean([]), undefined);
  });
});

describe('a quantile', () => {
  // np.quantile(values, 0.5), np.quantile(values, 0.95)
  const table = [
    [[1], 1, 1],
    [[1, 2], 1.5, 1.95],
    [[3, 1, 2], 2, 2.9],
    [[10, 20, 30, 40, 1000], 30, 807.9999999999998],
    [Array.from({ length: 100 }, (_, index) => index + 1), 50.5, 95.05],
  ] as const;
  for (const [values, half, most] of table) {
    it(`of ${values.length} values`, () => {
      near(quantile(values, 0.5) ?? NaN, half);
      near(quantile(values, 0.95) ?? NaN, most);
    });
  }

  it('is a value between the least and the most, and none of nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const found = quantile(values, share) ?? NaN;
          ok(found >= Math.min(...values) && found <= Math.max(...values));
        },
      ),
    );
    equal(quantile([], 0.5), undefined);
    equal(mean([]), 0);
    equal(mean([1, 2]), 1.5);
  });
});
