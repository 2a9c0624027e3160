import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { printJson } from '../../src/core/base/json';
import { parametersOf, PROVIDERS } from '../../src/interop/phoenixTerms';

describe('the words of Phoenix', () => {
  it('name each provider once', () => {
    const ours = Object.values(PROVIDERS);
    strictEqual(new Set(ours).size, ours.length);
  });

  const CASES: readonly (readonly [
    provider: string,
    key: string,
    value: unknown,
    fits: boolean,
  ])[] = [
    ['OPENAI', 'seed', 9007199254740993n, true],
    ['OPENAI', 'seed', 1.5, false],
    ['GROQ', 'stop', ['x'], true],
    ['GROQ', 'stop', 'x', false],
    ['OPENAI', 'reasoning_effort', 'xhigh', true],
    ['OPENAI', 'reasoning_effort', 'most', false],
    ['ANTHROPIC', 'thinking', { type: 'enabled', budget_tokens: 1024 }, true],
    ['ANTHROPIC', 'thinking', { type: 'enabled', budget_tokens: 1000 }, false],
    ['ANTHROPIC', 'thinking', { type: 'enabled' }, false],
    ['ANTHROPIC', 'thinking', { type: 'adaptive', display: 'omitted' }, true],
    ['ANTHROPIC', 'thinking', { type: 'disabled', more: 1 }, false],
    ['GOOGLE', 'thinking_config', { thinking_level: 'low', include_thoughts: true }, true],
    ['GOOGLE', 'thinking_config', { toString: 1 }, false],
  ];
  for (const [provider, key, value, fits] of CASES) {
    it(`let ${provider} ${fits ? 'take' : 'refuse'} ${key} ${printJson(value)}`, () => {
      deepStrictEqual(parametersOf(provider).checks[key]?.(value), fits);
    });
  }
});
