import { deepStrictEqual } from 'node:assert';
import { analyseDocument } from '../../../src/core/language/analysis';
import { semanticTokens } from '../../../src/core/language/semanticTokens';

function tokens(source: string): string[] {
  return semanticTokens(analyseDocument(source)).map(({ type, modifiers, start, endExclusive }) =>
    [type, source.slice(start, endExclusive), ...modifiers].join(' '),
  );
}

describe('semanticTokens', () => {
  const cases: [source: string, ...tokens: string[]][] = [
    ['{{a}} {{> b}}', 'promptVariable a', 'promptInclude b'],
    [
      '---\ntype: chat\ninputs:\n  a: {}\n---\nuser:\n{{a}}{{b.c}}{{#a}}{{x}}{{/a}}',
      'promptVariable a declaration declared',
      'promptRole user',
      'promptVariable a declared',
      'promptVariable b.c undeclared',
      'promptSection a declared',
      'promptVariable x item',
      'promptSection a declared',
    ],
    ['no names'],
    ['{{a}} {{', 'promptVariable a'],
  ];
  for (const [source, ...expected] of cases) {
    it(`colours ${JSON.stringify(source)}`, () => {
      deepStrictEqual(tokens(source), expected);
    });
  }
});
