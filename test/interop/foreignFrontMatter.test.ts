import { deepStrictEqual, match } from 'node:assert/strict';
import { readParts } from '../../src/interop/foreignFrontMatter';
import { refusalOf } from '../support/interopFiles';

const read = (text: string) => readParts({ file: 'a', text }, /^\s*---\n/);

describe('front matter of another system', () => {
  it('is read, and the body begins on its line', () => {
    deepStrictEqual(read('\n---\na: 1\n---\nHi\n---\n'), {
      values: { a: 1 },
      body: 'Hi\n---\n',
      bodyLine: 5,
      hasFrontMatter: true,
    });
    deepStrictEqual(read('---\n---\nHi').values, {});
    deepStrictEqual(read('Hi'), { values: {}, body: 'Hi', bodyLine: 1, hasFrontMatter: false });
  });

  it('is refused with the line of the file', () => {
    match(
      refusalOf(() => read('\n---\na: 1')),
      /line 2: .*never ends/,
    );
    match(
      refusalOf(() => read('---\na: 1\nb: *x\n---\n')),
      /line 3: /,
    );
    match(
      refusalOf(() => read('---\n- a\n---\n')),
      /line 2: .*mapping/,
    );
  });
});
