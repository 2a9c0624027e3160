import { deepStrictEqual } from 'node:assert';
import {
  promptCompletions,
  readTyped,
  versionCompletions,
} from '../../../src/core/language/includeCompletions';

describe('readTyped', () => {
  for (const [typed, prompt, hasSelector] of [
    ['', '', false],
    ['shared/to', 'shared/to', false],
    ['shared/tone@', 'shared/tone', true],
    ['shared/tone@pro', 'shared/tone', true],
  ] as const) {
    it(`takes "${typed}" apart`, () => {
      deepStrictEqual(readTyped(typed), { prompt, hasSelector });
    });
  }
});

describe('The completions of includes', () => {
  it('name prompts', () => {
    const prompts = [
      { prompt: 'a', description: '' },
      { prompt: 'b', description: 'B' },
    ];
    deepStrictEqual(promptCompletions(prompts, '}}'), [
      { label: 'a', kind: 'include', text: 'a}}', rank: 0 },
      { label: 'b', kind: 'include', text: 'b}}', detail: 'B', rank: 1 },
    ]);
  });

  it('name versions with their prompt, for the whole reference is replaced', () => {
    deepStrictEqual(versionCompletions('a', [{ selector: 'production', detail: 'v3' }], ''), [
      { label: 'a@production', kind: 'include', text: 'a@production', detail: 'v3', rank: 0 },
    ]);
  });
});
