import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findSameLines } from '../../../../src/core/compare/blame/sameLines';
import { diffLines } from '../../../../src/core/compare/text/lines';
import { holdsFor } from '../../../support/seeded';

/** A line per word: `left.right+length` of each stretch. */
const found = (left: string, right: string): string =>
  findSameLines(left.split(' '), right.split(' '))
    .map(stretch => `${stretch.left}.${stretch.right}+${stretch.length}`)
    .join(' ');

/** Numbered lines, some of them replaced. */
const numbered = (count: number, replaced: Readonly<Record<number, string>> = {}): string[] =>
  Array.from({ length: count }, (_, line) => replaced[line] ?? `line ${line}`);

describe('findSameLines', () => {
  for (const [story, left, right, expected] of [
    ['everything where nothing differs', 'a b c', 'a b c', '0.0+3'],
    ['nothing where everything differs', 'a b', 'c d', ''],
    ['what stands around a change', 'a b c', 'a x c', '0.0+1 2.2+1'],
    ['what stands around an addition', 'a b', 'a x b', '0.0+1 1.2+1'],
    ['what stands around a removal', 'a x b', 'a b', '0.0+1 2.1+1'],
    ['the same of a text and a longer one', 'a', 'a b', '0.0+1'],
  ] as const) {
    it(`finds ${story}`, () => {
      assert.equal(found(left, right), expected);
    });
  }

  it('finds changes that lie far apart in a long text', () => {
    const left = numbered(5000);
    const right = numbered(5000, { 0: 'new', 2500: 'new', 4999: 'new' });
    right.splice(1000, 0, 'added');
    const same = findSameLines(left, right);
    const lines = same.reduce((sum, { length }) => sum + length, 0);
    assert.equal(lines, 4997);
    assert.deepEqual(same.at(-1), { left: 4979, right: 4980, length: 20 });
  });

  it('says the same as the comparison that a person sees, of lines that stand there once', () => {
    const edits = fc.array(fc.tuple(fc.nat(199), fc.constantFrom('cut', 'add', 'put')), {
      maxLength: 12,
    });
    holdsFor(edits, 200, changes => {
      const left = numbered(200);
      const right = [...left];
      changes.forEach(([at, kind], index) => {
        right.splice(at, kind === 'add' ? 0 : 1, ...(kind === 'cut' ? [] : [`new ${index}`]));
      });
      assert.deepEqual(pairs(findSameLines(left, right)), pairs(compared(left, right)));
    });
  });

  it('pairs only lines that are equal, in order, however often lines come again', () => {
    const text = fc.array(fc.constantFrom('', 'a', 'b', 'c'), { maxLength: 80 });
    holdsFor(fc.tuple(text, text), 300, ([left, right]) => {
      let [leftEnd, rightEnd] = [0, 0];
      for (const stretch of findSameLines(left, right)) {
        assert.ok(stretch.left >= leftEnd && stretch.right >= rightEnd, 'in order');
        [leftEnd, rightEnd] = [stretch.left + stretch.length, stretch.right + stretch.length];
        assert.deepEqual(left.slice(stretch.left, leftEnd), right.slice(stretch.right, rightEnd));
      }
      assert.ok(leftEnd <= left.length && rightEnd <= right.length);
    });
  });

  it('compares texts whole that have little in common', () => {
    const left = numbered(1200);
    const right = left.map((line, index) => (index % 2 === 0 ? `other ${index}` : line));
    assert.deepEqual(pairs(findSameLines(left, right)), pairs(compared(left, right)));
  });
});

type Stretches = ReturnType<typeof findSameLines>;

function compared(left: readonly string[], right: readonly string[]): Stretches {
  return diffLines(left, right)
    .hunks.filter(({ kind }) => kind === 'same')
    .map(hunk => ({
      left: hunk.left.start,
      right: hunk.right.start,
      length: hunk.left.endExclusive - hunk.left.start,
    }));
}

/** Each pair of equal lines, however they are put into stretches. */
function pairs(stretches: Stretches): string[] {
  return stretches.flatMap(({ left, right, length }) =>
    Array.from({ length }, (_, offset) => `${left + offset}=${right + offset}`),
  );
}
