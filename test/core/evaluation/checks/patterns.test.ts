import { equal, match, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { compiled, patternProblem } from '../../../../src/core/evaluation/checks/patterns';
import { runCheck } from '../../../../src/core/evaluation/checks/runCheck';
import { subjectOf } from '../checkSubject';

const LETTERS = [
  'a',
  'b',
  '\\n',
  'é',
  '\\s',
  '\\S',
  '\\d',
  '\\w',
  '\\W',
  '.',
  '[ab]',
  '[^a]',
  '\\b',
];

/** Patterns without what RE2 refuses. */
const { pattern: patterns } = fc.letrec<{ pattern: string; element: string }>(tie => ({
  element: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...LETTERS, '^', '$', '\\-', '[\\s0]', '[^\\S]', '\\u00e9', '{', '[]a]'),
    fc
      .tuple(tie('pattern'), fc.constantFrom('', '*', '+', '?', '{0,2}', '{2}', '*?', '{1,}'))
      .map(([inside, often]) => `(${inside})${often}`),
    tie('pattern').map(inside => `(?:${inside})`),
  ),
  pattern: fc.oneof(
    fc.array(tie('element'), { maxLength: 4 }).map(items => items.join('')),
    fc.tuple(tie('element'), tie('element')).map(items => items.join('|')),
    fc.tuple(tie('element'), tie('element')).map(([ahead, rest]) => `^(?=${ahead})(?!b)${rest}`),
  ),
}));
const texts = fc.string({
  unit: fc.constantFrom('a', 'b', '\n', 'é', ' ', '0', '-', '\u2028', '\u00a0', 'A', '{'),
  maxLength: 8,
});

describe('a pattern that is looked for', () => {
  it('is found where JavaScript finds it', () => {
    let tried = 0;
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        if (patternProblem(pattern) !== undefined) return;
        tried++;
        equal(compiled(pattern).test(text), new RegExp(pattern).test(text), `/${pattern}/`);
      }),
      { numRuns: 2000 },
    );
    ok(tried > 500, String(tried));
  });

  it('takes no longer than its text is long', async () => {
    const output = `${'a'.repeat(300_000)}!`;
    for (const value of ['^(a+)+$', '(a*)*b', '(a|a)*$b', '(.*)*x', 'a.*a.*a.*b', '(?:a?){200}b']) {
      const { pass, error } = await runCheck({ type: 'regex', value }, subjectOf({ output }));
      equal(pass, false, value);
      equal(error, undefined, value);
    }
  });

  for (const [pattern, sentence] of [
    ['(a', /Invalid regular expression/],
    ['(a)\\1', /back reference, \\1, which can take forever/],
    ['a(?=b)', /lookaround/],
    ['(a{900}){900}', /too large for RE2/],
    ['a'.repeat(5001), /up to 5000 characters/],
  ] as const) {
    it(`says why it is refused: ${pattern.slice(0, 20)}`, () => {
      match(patternProblem(pattern) ?? '', sentence);
    });
  }

  it('is told from others as a text', () => {
    ok(String(compiled('a')) !== String(compiled('b')));
    ok(String(compiled('^(?=a)b')) !== String(compiled('^(?!a)b')));
  });

  it('is not looked for in a text without end', async () => {
    const subject = subjectOf({ output: 'a'.repeat(1_000_001) });
    const { error = '' } = await runCheck({ type: 'not-regex', value: 'b' }, subject);
    match(error, /measures texts of up to 1000000 characters/);
  });
});
