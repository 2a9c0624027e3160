import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyChanges,
  changesTouching,
  findChanges,
  replaceLines,
  revertChange,
} from '../../../../src/core/compare/changes/changes';
import { rangeOf } from '../../../../src/core/compare/text/range';
import { text } from '../../../support/randomDocuments';
import { holdsFor } from '../../../support/seeded';

/** A line per word. */
const lines = (words: string): string => words.replaceAll(' ', '\n');

describe('findChanges', () => {
  for (const [story, base, changed, expected] of [
    ['nothing between equal texts', 'a b', 'a b', ''],
    ['a changed line', 'a b c', 'a x c', '1-2>1-2'],
    ['an added line', 'a c', 'a b c', '1-1>1-2'],
    ['a removed line', 'a b c', 'a c', '1-2>1-1'],
    ['two changes', 'a b c d', 'x b c d e', '0-1>0-1 4-4>4-5'],
  ] as const) {
    it(`finds ${story}`, () => {
      const found = findChanges(lines(base), lines(changed)).map(
        ({ left, right }) =>
          `${left.start}-${left.endExclusive}>${right.start}-${right.endExclusive}`,
      );
      assert.equal(found.join(' '), expected);
    });
  }

  it('the newline at the end is a line of its own', () => {
    assert.deepEqual(findChanges('a', 'a\n'), [{ left: rangeOf(1, 1), right: rangeOf(1, 2) }]);
  });
});

const pairs = fc.tuple(text, text, fc.nat());

describe('changes', () => {
  it('all made give the text, none made give the base', () => {
    holdsFor(pairs, 500, ([base, changed]) => {
      const changes = findChanges(base, changed);
      assert.equal(applyChanges(base, changed, changes), changed);
      assert.equal(applyChanges(base, changed, []), base);
    });
  });

  it('one taken back is as if only the others had been made', () => {
    holdsFor(pairs, 500, ([base, changed, pick]) => {
      const changes = findChanges(base, changed);
      const one = changes[pick % changes.length];
      if (one === undefined) return;
      const reverted = replaceLines(changed, revertChange(base, one));
      const others = changes.filter(change => change !== one);
      assert.equal(reverted, applyChanges(base, changed, others));
    });
  });

  it('taken back one after another from the last, they give the base', () => {
    holdsFor(pairs, 300, ([base, changed]) => {
      const reverted = findChanges(base, changed).reduceRight(
        (made, change) => replaceLines(made, revertChange(base, change)),
        changed,
      );
      assert.equal(reverted, base);
    });
  });
});

describe('changesTouching', () => {
  const changes = [
    { left: rangeOf(0, 0), right: rangeOf(0, 2) },
    { left: rangeOf(3, 5), right: rangeOf(5, 5) },
    { left: rangeOf(6, 7), right: rangeOf(6, 9) },
  ];
  for (const [story, start, endExclusive, expected] of [
    ['a changed line', 1, 2, [0]],
    ['an unchanged line', 3, 4, []],
    ['the line before a gap', 4, 5, [1]],
    ['the line after a gap', 5, 6, [1]],
    ['a stretch of lines', 1, 7, [0, 1, 2]],
    ['an empty stretch at a gap', 5, 5, [1]],
    ['an empty stretch elsewhere', 3, 3, []],
    ['the line after the last', 9, 10, []],
  ] as const) {
    it(`finds what touches ${story}`, () => {
      const found = changesTouching(changes, rangeOf(start, endExclusive));
      assert.deepEqual(
        found.map(change => changes.indexOf(change)),
        expected,
      );
    });
  }
});
