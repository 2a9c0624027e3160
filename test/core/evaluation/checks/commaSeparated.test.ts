import { deepEqual, throws } from 'node:assert/strict';
import fc from 'fast-check';
import { commaSeparated } from '../../../../src/core/evaluation/checks/commaSeparated';

const run = { check: { type: 'contains-any' } } as const;

describe('a list that is written as one text', () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['a, b c ,d', ['a', 'b c', 'd']],
    [' , ,a,, ', ['a']],
    ['"a, b" , c', ['a, b', 'c']],
    ['"a ""b""", "c \\"d\\" \\\\"', ['a "b"', 'c "d" \\']],
    ['', []],
    ['a "b" c', ['a "b" c']],
  ];
  for (const [text, wanted] of table) {
    it(JSON.stringify(text), () => {
      deepEqual(commaSeparated(text, run), wanted);
    });
  }

  for (const text of ['"a', '"a" b', 'x, "a, b']) {
    it(`refuses ${text}`, () => {
      throws(() => commaSeparated(text, run), { code: 'invalid-input' });
    });
  }

  it('has every text in quotes as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), texts => {
        const quoted = texts.map(text => `"${text.replaceAll(/["\\]/g, '\\$&')}"`);
        deepEqual(commaSeparated(quoted.join(', '), run), texts);
      }),
    );
  });
});
