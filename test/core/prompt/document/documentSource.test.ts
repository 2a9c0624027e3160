import { strictEqual } from 'node:assert';
import {
  hasConflict,
  isTooLarge,
  MAX_DOCUMENT_BYTES,
  normalizeSource,
  sourceProblem,
  utf8Length,
  withLineFeeds,
} from '../../../../src/core/prompt/document/documentSource';

describe('normalizeSource', () => {
  const cases: [what: string, text: string, expected: string][] = [
    ['Windows line ends', 'a\r\nb\r\n', 'a\nb\n'],
    ['line ends of old Macs', 'a\rb\r\rc', 'a\nb\n\nc'],
    ['a byte order mark', '\uFEFFa', 'a'],
    ['one byte order mark only', '\uFEFF\uFEFFa', '\uFEFFa'],
    ['other separators, which are text', 'a\u2028b\u0085c', 'a\u2028b\u0085c'],
  ];
  for (const [what, text, expected] of cases) {
    it(`reads ${what}`, () => {
      strictEqual(normalizeSource(text), expected);
    });
  }
});

describe('withLineFeeds', () => {
  it('turns the line ends of any system into one, and leaves the rest', () => {
    strictEqual(withLineFeeds('\uFEFFa\r\n\r\nb\rc\n'), '\uFEFFa\n\nb\nc\n');
    strictEqual(withLineFeeds('a\nb'), 'a\nb');
  });
});

describe('utf8Length', () => {
  for (const text of ['', 'abc', 'é', '€', '😀', 'a😀é\u0000']) {
    it(`counts the bytes of ${JSON.stringify(text)}`, () => {
      strictEqual(utf8Length(text), Buffer.byteLength(text));
    });
  }
});

describe('isTooLarge', () => {
  it('counts bytes, not characters', () => {
    strictEqual(isTooLarge('x'.repeat(MAX_DOCUMENT_BYTES)), false);
    strictEqual(isTooLarge('x'.repeat(MAX_DOCUMENT_BYTES + 1)), true);
    strictEqual(isTooLarge('é'.repeat(MAX_DOCUMENT_BYTES / 2)), false);
    strictEqual(isTooLarge('é'.repeat(MAX_DOCUMENT_BYTES / 2 + 1)), true);
  });
});

describe('hasConflict', () => {
  it('is so from the first marker of git to the last, and for nothing less', () => {
    strictEqual(hasConflict('x\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n'), true);
    strictEqual(hasConflict('>>>>>>> a quoted mail\n'), false);
    strictEqual(hasConflict(''), false);
  });
});

describe('sourceProblem', () => {
  const conflict = '<<<<<<< ours\na\n||||||| base\n=======\nb\n>>>>>>> theirs';
  const cases: [what: string, source: string, place: string | undefined][] = [
    ['finds a conflict', `x\n${conflict}`, '2:1'],
    ['finds markers without labels', '<<<<<<<\n=======\n>>>>>>>', '1:1'],
    ['takes a quoted mail for what it is', '>>>>>>> so said Ada', undefined],
    ['takes an indented conflict for an example', conflict.replace(/^/gm, '  '), undefined],
    ['takes eight for an ornament', '<<<<<<<< a\n>>>>>>>> b', undefined],
    ['wants the first marker first', '>>>>>>> b\n<<<<<<< a', undefined],
    ['does not take U+2028 for a line end', 'a\u2028<<<<<<< a\u2028>>>>>>> b', undefined],
    ['finds half a character', 'a\nb\uDC00', '2:2'],
    ['accepts whole characters', '😀', undefined],
  ];
  for (const [what, source, place] of cases) {
    it(what, () => {
      const problem = sourceProblem(source);
      strictEqual(problem && `${problem.line}:${problem.column}`, place);
    });
  }
});
