import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import {
  cutAtHidden,
  showHidden,
  showHiddenInJson,
  showOnOneLine,
} from '../../../src/core/base/hiddenCharacters';

const RAW =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

describe('what nobody sees', () => {
  const shown: [what: string, text: string, shown: string][] = [
    ['a colour', 'a\u001b[31mb', 'a\\x1b[31mb'],
    ['a title of the window', '\u001b]0;x\u0007', '\\x1b]0;x\\x07'],
    ['a control character of one byte', '\u009b2J', '\\x9b2J'],
    ['a deletion', 'a\u007f\bb', 'a\\x7f\\x08b'],
    ['a return to the beginning of the line', 'real\rfake', 'real\\rfake'],
    ['a turned line', 'a\u202eb\u2066c\u200fd\u061ce', 'a\\u202eb\\u2066c\\u200fd\\u061ce'],
    ['spaces without width', 'a\u200bb\u2060c\ufeffd', 'a\\u200bb\\u2060c\\ufeffd'],
    ['a joiner that joins nothing', 'a\u200db\u200cc', 'a\\u200db\\u200cc'],
    ['a soft hyphen', 'a\u00adb\u180ec', 'a\\xadb\\u180ec'],
    ['letters that are empty', 'a\u3164b\uffa0c\u115fd', 'a\\u3164b\\uffa0c\\u115fd'],
    ['a text in tags', 'a\u{e0041}\u{e007f}', 'a\\u{e0041}\\u{e007f}'],
    ['bytes in variation selectors', 'a\ufe01\u{e0100}', 'a\\ufe01\\u{e0100}'],
    ['bytes behind an emoji', '😀\u{e0101}\u{e0102}', '😀\\u{e0101}\\u{e0102}'],
    ['more than one selector', '❤\ufe0f\ufe0f', '❤\ufe0f\\ufe0f'],
    ['interlinear annotations', '\ufff9a\ufffb', '\\ufff9a\\ufffb'],
    ['separators of lines', 'a\u2028b\u2029c\u0085d', 'a\\u2028b\\u2029c\\x85d'],
    ['half a character', 'a\ud800b', 'a\\ud800b'],
  ];
  it('is cut out of a text, and of nothing else', () => {
    deepStrictEqual(cutAtHidden('a\u202e\u{e0041}b\n\t❤\ufe0f'), [
      'a',
      '\u202e',
      '',
      '\u{e0041}',
      'b\n\t❤\ufe0f',
    ]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const pieces = cutAtHidden(text);
        strictEqual(pieces.join(''), text);
        strictEqual(
          pieces.map((piece, at) => (at % 2 === 1 ? showHidden(piece) : piece)).join(''),
          showHidden(text),
        );
      }),
    );
  });

  for (const [what, text, expected] of shown) {
    it(`is shown: ${what}`, () => {
      strictEqual(showHidden(text), expected);
    });
  }

  const kept: [what: string, text: string][] = [
    ['lines and tabs', 'a\n\tb\r\nc'],
    ['emoji', '👨\u200d👩\u200d👧 ❤\ufe0f 👍🏽 🏳\ufe0f\u200d🌈 ☎\ufe0e 1\ufe0f'],
    ['letters that are joined or kept apart', 'می\u200cخواهم क\u094d\u200dष ක\u0dca\u200dෂ'],
    ['a form of a Han letter', '葛\u{e0100}城'],
    ['every other script', 'Grüße, naïve café\u0301, 日本語, עברית, العربية, ไทย, 한국어'],
  ];
  for (const [what, text] of kept) {
    it(`is not taken for hidden: ${what}`, () => {
      strictEqual(showHidden(text), text);
    });
  }

  it('leaves none of it in any text, and what is shown stays as it is', () => {
    const hidden = fc.constantFrom(...shown.map(([, text]) => text), '\n', '\u202d', '\u001b');
    fc.assert(
      fc.property(fc.array(fc.oneof(hidden, fc.string({ unit: 'binary' }))), parts => {
        const once = showHidden(parts.join(''));
        strictEqual(showHidden(once), once);
        ok(!RAW.test(once), once);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('is shown within JSON, which says the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const value = { text, more: `\u009b\u202e\u{e0041}${text}` };
        const json = showHiddenInJson(JSON.stringify(value, null, 2));
        deepStrictEqual(JSON.parse(json), value);
        ok(!/[\u007f-\u009f\u202a-\u202e]/u.test(json));
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('makes no second line of one', () => {
    strictEqual(showOnOneLine('a\r\nb\nc\rd\te'), 'a\\r\\nb\\nc\\rd\te');
  });
});
