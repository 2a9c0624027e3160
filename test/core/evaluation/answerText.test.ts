import { deepEqual, equal } from 'node:assert/strict';
import {
  answerCount,
  answerFacts,
  costText,
  outputText,
  seconds,
  usageText,
} from '../../../src/core/evaluation/answerText';

describe('what is told of an answer', () => {
  it('is who said it, what it took and how it ended', () => {
    const usage = { input: 1204, cached: 1000, output: 80, reasoning: 64 };
    const cost = { amount: 0.00123, currency: 'USD' };
    const answer = { provider: 'openai', model: 'gpt-5-mini', usage, ms: 2100, firstTokenMs: 400 };
    deepEqual(answerFacts({ ...answer, cost, finish: 'length' }), [
      'openai/gpt-5-mini',
      '1,204 in (1,000 cached), 80 out (64 reasoning)',
      '400 ms to the first, 2.1 s',
      '$0.0012',
      'cut off: as long as it may be',
    ]);
    deepEqual(
      answerFacts({ ...answer, usage: null, cost: null, firstTokenMs: null, finish: 'stop' }),
      ['openai/gpt-5-mini', 'tokens unknown', '2.1 s', 'cost unknown'],
    );
  });

  it('rounds where a person reads it, and says where that is nothing', () => {
    deepEqual(
      [0, 0.00001, 0.5, 12.345].map(amount => costText({ amount, currency: 'USD' })),
      ['$0', 'under $0.0001', '$0.5000', '$12.35'],
    );
    equal(costText({ amount: 1, currency: 'EUR' }), 'EUR 1.00');
    equal(seconds(12), '12 ms');
    equal(usageText({ input: 1, cached: 0, output: 0, reasoning: 0 }), '1 in, 0 out');
  });

  it('is its words, then the tools that it asks for', () => {
    const tool_calls = [{ id: '1', name: 'find', arguments: { q: 'x' } }];
    equal(outputText({ text: 'Let me look.', tool_calls }), 'Let me look.\nfind({"q":"x"})');
    deepEqual([0, 1, 2].map(answerCount), ['no answer yet', '1 answer', '2 answers']);
  });
});
