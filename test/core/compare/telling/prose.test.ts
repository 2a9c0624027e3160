import * as assert from 'node:assert/strict';
import { foldProse } from '../../../../src/core/compare/telling/prose';

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

  it('folds a script without spaces at a mark, and cuts no grapheme where there is none', () => {
    const sentence = '你是一个有耐心的客服，请用客户的语言回答。';
    for (const part of [sentence, '你好世界', '👩‍💻', 'สวัสดี', 'x']) {
      const text = part.repeat(Math.ceil(900 / part.length));
      const pieces = foldProse([changed('a'), same(text), changed('b')]);
      assert.deepEqual(
        pieces.map(({ kind }) => kind),
        ['changed', 'same', 'folded', 'same', 'changed'],
      );
      assert.equal(pieces.map(piece => piece.text).join(''), `a${text}b`);
      for (const piece of pieces) assert.doesNotMatch(piece.text, /^[\u200d\udc00-\udfff]/);
    }
    const [, before] = foldProse([changed('a'), same(sentence.repeat(40)), changed('b')]);
    assert.match(before?.text ?? '', /[，。]$/);
  });
});
