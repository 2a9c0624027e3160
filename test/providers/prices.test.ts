import { deepEqual, equal, match, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { costOf, PRICE_SOURCES, PRICES_DATE } from '../../src/providers/prices';
import type { Usage } from '../../src/core/evaluation/answer';

const usage = (input: number, cached: number, output: number): Usage => {
  return { input, cached, output, reasoning: 0 };
};

describe('what an answer cost', () => {
  const rows: readonly (readonly [string, string, Usage, number | null])[] = [
    ['openai', 'gpt-5-mini', usage(1_000_000, 0, 0), 0.25],
    ['openai', 'gpt-5-mini', usage(1_000_000, 1_000_000, 0), 0.025],
    ['openai', 'gpt-5-mini', usage(1000, 400, 100), 0.00036],
    ['openai', 'gpt-5-mini-2025-08-07', usage(0, 0, 1_000_000), 2],
    ['openai-responses', 'gpt-5-mini', usage(0, 0, 1_000_000), 2],
    ['anthropic', 'claude-haiku-4-5-20251001', usage(1_000_000, 0, 1_000_000), 6],
    ['google', 'gemini-2.5-pro', usage(200_000, 0, 1000), 0.26],
    ['google', 'gemini-2.5-pro', usage(200_001, 0, 1000), 0.5150025],
    ['echo', 'echo', usage(10, 0, 10), 0],
    ['openai', 'gpt-5-mini-turbo', usage(1, 0, 1), null],
    ['openai', 'constructor', usage(1, 0, 1), null],
    ['openrouter', 'openai/gpt-5', usage(1, 0, 1), null],
    ['azure', 'gpt-5', usage(1, 0, 1), null],
  ];
  for (const [provider, model, used, amount] of rows) {
    it(`${provider}/${model} for ${used.input}, ${used.cached}, ${used.output}`, () => {
      const expected = amount === null ? null : { amount, currency: 'USD' };
      deepEqual(costOf(provider, model, used), expected);
    });
  }

  it('is not known where nothing was counted', () => {
    equal(costOf('openai', 'gpt-5', null), null);
  });

  it('follows the prices that somebody gives', () => {
    const used = usage(1_000_000, 500_000, 1_000_000);
    const own = {
      'azure/ours': { input: 2, output: 4, currency: 'EUR' },
      'gpt-5': { input: 0, output: 1 },
    };
    deepEqual(costOf('azure', 'ours', used, own), { amount: 6, currency: 'EUR' });
    deepEqual(costOf('openai', 'gpt-5', used, own), { amount: 1, currency: 'USD' });
    equal(costOf('vllm', 'ours', used, own), null);
  });

  it('grows with every token, and is less for what was cached', () => {
    const count = fc.nat({ max: 1_000_000 });
    fc.assert(
      fc.property(count, count, count, (fresh, cached, output) => {
        const at = (used: Usage): number => costOf('openai', 'gpt-4.1', used)!.amount;
        const cost = at(usage(fresh + cached, cached, output));
        ok(cost >= 0 && cost <= at(usage(fresh + cached, 0, output)));
        ok(at(usage(fresh + cached + 1, cached, output + 1)) > cost);
      }),
    );
  });

  it('is by a table that says its day and its sources', () => {
    match(PRICES_DATE, /^\d{4}-\d\d-\d\d$/);
    ok(Object.values(PRICE_SOURCES).every(source => source.startsWith('https://')));
  });
});
