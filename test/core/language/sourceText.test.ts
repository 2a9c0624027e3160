import { deepStrictEqual, strictEqual } from 'node:assert';
import { applyChanges, SourceText, touches } from '../../../src/core/language/sourceText';

describe('SourceText', () => {
  const source = new SourceText('ab\n\ncde');
  const places: [offset: number, line: number, column: number][] = [
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [4, 3, 1],
    [7, 3, 4],
  ];
  for (const [offset, line, column] of places) {
    it(`turns offset ${offset} into line ${line}, column ${column}, and back`, () => {
      deepStrictEqual(source.positionAt(offset), { line, column });
      strictEqual(source.offsetAt({ line, column }), offset);
    });
  }

  it('takes the nearest place for one that is not there', () => {
    deepStrictEqual(source.positionAt(99), { line: 3, column: 4 });
    deepStrictEqual(source.positionAt(-1), { line: 1, column: 1 });
    strictEqual(source.offsetAt({ line: 1, column: 9 }), 2);
    strictEqual(source.offsetAt({ line: 9, column: 1 }), 4);
    strictEqual(source.offsetAt({ line: 0, column: 0 }), 0);
  });

  it('reads lines without their ends', () => {
    deepStrictEqual(
      [1, 2, 3].map(line => source.lineText(line)),
      ['ab', '', 'cde'],
    );
    strictEqual(source.lineCount, 3);
  });
});

describe('applyChanges', () => {
  it('makes changes in any order', () => {
    const changes = [
      { start: 0, endExclusive: 1, text: 'A' },
      { start: 3, endExclusive: 3, text: '!' },
    ];
    strictEqual(applyChanges('abc', changes), 'Abc!');
    strictEqual(applyChanges('abc', [...changes].reverse()), 'Abc!');
  });
});

describe('touches', () => {
  it('takes both ends for inside', () => {
    const span = { start: 1, endExclusive: 3 };
    deepStrictEqual(
      [0, 1, 2, 3, 4].map(offset => touches(span, offset)),
      [false, true, true, true, false],
    );
  });
});
