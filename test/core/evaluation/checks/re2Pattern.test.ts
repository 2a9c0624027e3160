import { deepEqual, throws } from 'node:assert/strict';
import { re2Pattern } from '../../../../src/core/evaluation/checks/re2Pattern';

describe('a pattern of JavaScript', () => {
  const table: readonly (readonly [string, string])[] = [
    ['^ab$', '\\A\\x{61}\\x{62}\\z'],
    [
      'a*b+?c{2,}d{3}e?',
      '(?:\\x{61})*(?:\\x{62})+?(?:\\x{63}){2,}(?:\\x{64}){3,3}(?:\\x{65}){0,1}',
    ],
    ['(a|b)', '(?:\\x{61}|\\x{62})'],
    ['[a-c\\d]', '[\\x{61}-\\x{63}\\d]'],
    ['[]', '[^\\x{0}-\\x{10ffff}]'],
    ['😀?', '\\x{1f600}{0,1}'],
    ['.\\D\\W\\b\\B', '[^\\n\\r\\x{2028}\\x{2029}][\\D][\\W]\\b\\B'],
  ];
  for (const [pattern, re2] of table) {
    it(`${pattern} is one of RE2`, () => {
      deepEqual(re2Pattern(pattern), { parts: [{ re2, found: true }] });
    });
  }

  it('may look ahead at the start of the text', () => {
    deepEqual(re2Pattern('^(?=a|b)(?!c)d'), {
      parts: [
        { re2: '\\A(?:\\x{61}|\\x{62})', found: true },
        { re2: '\\A(?:\\x{63})', found: false },
        { re2: '\\A\\x{64}', found: true },
      ],
    });
  });

  for (const [pattern, raw, what] of [
    ['a(?=b)', '(?=b)', 'lookaround'],
    ['^(?=a)|b', '(?=a)', 'lookaround'],
    ['(?<!a)b', '(?<!a)', 'lookaround'],
    ['^(?=a(?!b))', '(?!b)', 'lookaround'],
    ['(a)\\1', '\\1', 'back reference'],
    ['(?<x>a)\\k<x>', '\\k<x>', 'back reference'],
  ] as const) {
    it(`${pattern} is refused`, () => {
      deepEqual(re2Pattern(pattern), { unsupported: { raw, what } });
    });
  }

  it('has the flag "u" where it is asked for', () => {
    deepEqual(re2Pattern('\\p{Lu}', 'u'), { parts: [{ re2: '[\\p{Lu}]', found: true }] });
    throws(() => re2Pattern('\\-', 'u'), SyntaxError);
  });
});
