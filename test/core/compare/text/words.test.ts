import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createBudget } from '../../../../src/core/compare/text/budget';
import type { Range } from '../../../../src/core/compare/text/range';
import { diffWords, isWord, splitWords } from '../../../../src/core/compare/text/words';

const SEED = 20261121;

function compare(left: string, right: string) {
  return diffWords(splitWords(left), splitWords(right), createBudget());
}

function mark(text: string, spans: readonly Range[]): string {
  let [marked, from] = ['', 0];
  for (const { start, endExclusive } of spans) {
    marked += `${text.slice(from, start)}[${text.slice(start, endExclusive)}]`;
    from = endExclusive;
  }
  return marked + text.slice(from);
}

/** Both lines with what changed in brackets. */
function check(left: string, right: string): void {
  const [leftText, rightText] = [left, right].map(text => text.replace(/[[\]]/g, '')) as [
    string,
    string,
  ];
  const words = compare(leftText, rightText);
  assert.deepEqual([mark(leftText, words.left), mark(rightText, words.right)], [left, right]);
}

describe('splitWords', () => {
  for (const [line, expected] of [
    ['', []],
    [
      "Don't use {{company_name}}!",
      ["Don't", ' ', 'use', ' ', '{', '{', 'company_name', '}', '}', '!'],
    ],
    ['v1.5  ok', ['v1.5', '  ', 'ok']],
    ['Größe 8', ['Größe', ' ', '8']],
    ['hi 👩‍👩‍👧 e\u0301', ['hi', ' ', '👩‍👩‍👧', ' ', 'e\u0301']],
    ['你好世界', ['你好', '世界']],
  ] as const) {
    it(`cuts ${JSON.stringify(line)} into ${expected.length}`, () => {
      assert.deepEqual(splitWords(line), expected);
    });
  }

  it('loses nothing and cuts no grapheme, in any script', () => {
    const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
    const odd = fc.constantFrom(
      '👍🏽',
      '🇩🇪',
      '\u0301',
      '\u200d',
      ' ',
      'ำ',
      'ﾞ',
      'क्षि',
      '각',
      'a',
      '。',
      '中',
    );
    const line = fc.array(fc.oneof(odd, fc.string({ unit: 'grapheme', maxLength: 3 })));
    fc.assert(
      fc.property(line, parts => {
        const text = parts.join('');
        const words = splitWords(text);
        assert.equal(words.join(''), text);
        const starts = new Set(Array.from(graphemes.segment(text), ({ index }) => index));
        let offset = 0;
        for (const word of words) {
          assert.ok(starts.has(offset), `"${word}" begins inside a grapheme of "${text}"`);
          offset += word.length;
        }
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('splits a line of 20,000 foreign words in linear time (printed)', () => {
    const line = Array.from({ length: 20_000 }, (_, index) => `слово${index}`).join(' ');
    const start = performance.now();
    const words = splitWords(line);
    console.log(`      20,000 words: ${Math.round(performance.now() - start)} ms`);
    assert.equal(words.length, 39_999);
  });

  it('splits a line of 100,000 signs without spaces or marks, and cuts no grapheme of it', () => {
    for (const part of ['你好世界', 'สวัสดี', '👩‍💻', 'e\u0301']) {
      const line = part.repeat(100_000 / part.length);
      const words = splitWords(line);
      assert.equal(words.join(''), line);
      assert.ok(words.every(word => !/^(?:\u0301|\u200d|[\udc00-\udfff])/.test(word)));
    }
  });
});

describe('isWord', () => {
  it('tells words from spaces and marks', () => {
    const tokens = ['ab', '7', '_', 'ß', '中', ' ', '--', '{', '👍'];
    assert.deepEqual(tokens.filter(isWord), ['ab', '7', '_', 'ß', '中']);
  });
});

describe('diffWords', () => {
  for (const [story, left, right] of [
    ['marks a changed word whole', 'the [red] fox', 'the [green] fox'],
    ['marks nothing in equal lines', 'the fox', 'the fox'],
    ['marks an added word with the space after it', 'the fox', 'the [red ]fox'],
    ['begins an added sentence at its start', 'Be kind.', 'Be kind.[ Be short.]'],
    ['begins a sentence added in front at its start', 'Say bye.', '[Say hi. ]Say bye.'],
    ['joins what only a space keeps apart', '[Be kind] and help', '[Stay calm] and help'],
    ['keeps apart what words keep apart', '[a] and help [b]', '[c] and help [d]'],
    [
      'reads an enumeration that grew as one insertion',
      'returns and more',
      'returns[, refunds] and more',
    ],
    ['marks the name within the braces', 'Hi {{[name]}}!', 'Hi {{[user_name]}}!'],
    [
      'keeps variables apart: their braces are no short match',
      '{{[a]}} {{[b]}} x',
      '{{[c]}} {{[d]}} x',
    ],
    [
      'joins two long changes around a tiny word',
      'We love [our own great staff a very long story] so',
      'We love [their second house a much shorter tale] so',
    ],
    ['marks a whole emoji', 'ok [👍🏽] go', 'ok [👍🏿] go'],
  ] as const) {
    it(story, () => {
      check(left, right);
    });
  }

  it('is equal outside of its marks, for any two lines', () => {
    const word = fc.constantFrom(
      'a',
      'bb',
      ' ',
      ', ',
      '. ',
      '{{x}}',
      'ü',
      '👍🏽',
      'longer words here',
    );
    const line = fc.array(word, { maxLength: 25 }).map(words => words.join(''));
    fc.assert(
      fc.property(line, line, (left, right) => {
        const words = compare(left, right);
        const outside = (text: string, spans: readonly Range[]) =>
          [...spans]
            .reverse()
            .reduce(
              (rest, span) => rest.slice(0, span.start) + rest.slice(span.endExclusive),
              text,
            );
        assert.equal(outside(left, words.left), outside(right, words.right));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('marks the whole middle, and says so, when the lines differ too much for the budget', () => {
    const budget = createBudget({ maxEdits: 1, maxWork: 100 });
    const words = diffWords(splitWords('x a b c y'), splitWords('x d a e y'), budget);
    assert.deepEqual(words, {
      left: [{ start: 2, endExclusive: 7 }],
      right: [{ start: 2, endExclusive: 7 }],
      hitLimit: true,
    });
  });
});
