import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import {
  capitalize,
  compareCodePoints,
  isSpace,
  lengthOf,
  splitAt,
  splitLines,
  splitWords,
  strip,
  titleLetters,
  titleWords,
} from '../../../../src/core/engines/jinja/text';
import { Budget } from '../../../../src/core/engines/template/budget';

const budget = new Budget();

describe('the text of Python', () => {
  it('has white space of its own', () => {
    ok(isSpace('\u0085') && isSpace('\u001f') && isSpace('\u00a0') && !isSpace('\ufeff'));
    ok(!isSpace(undefined) && !isSpace('\u200b'));
    deepStrictEqual(
      [strip('\u001f a\u0085', 'both'), strip(' a ', 'left'), strip(' a ', 'right')],
      ['a', 'a ', ' a'],
    );
    deepStrictEqual([strip('xyax', 'both', 'yx'), strip('😀a😀', 'right', '😀')], ['a', '😀a']);
  });

  it('is split at words, separators and line ends', () => {
    deepStrictEqual(splitWords(' a  b c ', -1, budget), ['a', 'b', 'c']);
    deepStrictEqual(splitWords(' a  b c ', 1, budget), ['a', 'b c ']);
    deepStrictEqual(splitWords('  ', -1, budget), []);
    deepStrictEqual(splitAt('a,b,c', ',', 1, budget), ['a', 'b,c']);
    deepStrictEqual(splitLines('a\r\nb\n\nc\u2028', budget), ['a', 'b', '', 'c']);
  });

  it('has capitals where words begin', () => {
    strictEqual(capitalize('éA'), 'Éa');
    strictEqual(titleWords("it's a-b (c"), "It's A-B (C");
    strictEqual(titleLetters("it's a-b"), "It'S A-B");
  });

  it('is counted and ordered by code points', () => {
    strictEqual(lengthOf('a😀é', budget), 3);
    ok(compareCodePoints('😀', '\uffff', budget) > 0 && compareCodePoints('a', 'b', budget) < 0);
    strictEqual(compareCodePoints('a', 'a', budget), 0);
  });
});
