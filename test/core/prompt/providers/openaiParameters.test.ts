import { deepStrictEqual } from 'node:assert/strict';
import {
  chatParameters,
  renamedForOpenAI,
  withoutSampling,
} from '../../../../src/core/prompt/providers/openaiParameters';

describe('the parameters of OpenAI', () => {
  it('have its names, whoever wrote them', () => {
    const written = { topP: 1, maxOutputTokens: 5, stop_sequences: ['a'], own: 2, constructor: 3 };
    deepStrictEqual(renamedForOpenAI(written), {
      top_p: 1,
      max_tokens: 5,
      stop: ['a'],
      own: 2,
      constructor: 3,
    });
  });

  const rows: readonly (readonly [model: string | undefined, name: string])[] = [
    ['openai/gpt-4o', 'max_tokens'],
    ['openai/gpt-4.1-mini', 'max_tokens'],
    ['ollama/solo1-x', 'max_tokens'],
    ['mistral/mistral-large', 'max_tokens'],
    [undefined, 'max_tokens'],
    ['openai/gpt-5-mini', 'max_completion_tokens'],
    ['gpt-6.2-sol', 'max_completion_tokens'],
    ['openrouter/openai/gpt-5', 'max_completion_tokens'],
    ['openai/o1', 'max_completion_tokens'],
    ['o3-mini', 'max_completion_tokens'],
    ['o4-mini-2025-04-16', 'max_completion_tokens'],
  ];
  for (const [model, name] of rows) {
    it(`limit ${model ?? 'no model'} by ${name}`, () => {
      deepStrictEqual(chatParameters({ max_output_tokens: 9 }, model), { [name]: 9 });
    });
  }

  it('keep what another name said for those that think', () => {
    deepStrictEqual(chatParameters({ max_completion_tokens: 9 }, 'gpt-4o'), {
      max_completion_tokens: 9,
    });
  });

  it('may be without what steers chance', () => {
    const written = { seed: 1, n: 2, logit_bias: {}, presence_penalty: 1, temperature: 1 };
    deepStrictEqual(withoutSampling(written), { temperature: 1 });
  });
});
