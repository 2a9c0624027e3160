import * as assert from 'node:assert/strict';
import { foldProse } from '../../../src/core/diff/prose';

const same = (text: string) => ({ text, isChanged: false });
const changed = (text: string) => ({ text, isChanged: true });
const LONG = 'Always be kind to whoever asks. '.repeat(30);

describe('foldProse', () => {
  it('folds what lies far from a change, at a space', () => {
    const pieces = foldProse([same(LONG), changed('new'), same(LONG)]);
    assert.deepEqual(
      pieces.map(({ kind }) => kind),
      ['folded', 'same', 'changed', 'same', 'folded'],
    );
    assert.equal(pieces.map(({ text }) => text).join(''), `${LONG}new${LONG}`);
    assert.match(pieces[1]?.text ?? '', /^ .{50,90}$/);
    assert.match(pieces[3]?.text ?? '', /^.{50,90} $/);
  });

  it('keeps both ends of what lies between two changes', () => {
    const kinds = foldProse([changed('a'), same(LONG), changed('b')]).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['changed', 'same', 'folded', 'same', 'changed']);
  });

  it('leaves a short stretch, and a line without changes, as it is', () => {
    assert.deepEqual(foldProse([same('short '), changed('a')]), [
      { text: 'short ', kind: 'same' },
      { text: 'a', kind: 'changed' },
    ]);
    assert.deepEqual(foldProse([same(LONG)]), [{ text: LONG, kind: 'same' }]);
  });

  it('folds nothing where there is no space to cut at', () => {
    const word = 'x'.repeat(600);
    assert.deepEqual(foldProse([changed('a'), same(word), changed('b')])[1], {
      text: word,
      kind: 'same',
    });
  });
});
