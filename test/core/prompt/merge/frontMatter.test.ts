import { strictEqual } from 'node:assert/strict';
import { mergeFrontMatter } from '../../../../src/core/prompt/merge/frontMatter';
import { printPieces } from '../../../../src/core/prompt/merge/pieces';

type Row = readonly [name: string, base: string, ours: string, theirs: string, merged: string];

const ROWS: readonly Row[] = [
  ['keys that each side added', 'a: 1\n', 'a: 1\nb: 2\n', 'c: 3\na: 1\n', 'c: 3\na: 1\nb: 2'],
  [
    'keys in another order, and a changed one',
    'a: 1\nb: 2\n',
    'b: 2\na: 1\n',
    'a: 1\nb: 3\n',
    'b: 3\na: 1',
  ],
  ['a removed key, and a changed one', 'a: 1\nb: 2\n', 'b: 2\n', 'a: 1\nb: 3\n', 'b: 3'],
  [
    'mappings within mappings',
    'p:\n  x: { a: 1, b: 1 }\n  y: 1\n',
    'p:\n  x: { a: 2, b: 1 }\n  y: 1\n',
    'p:\n  x: { a: 1, b: 2 }\n  y: 1\n  z: 1\n',
    'p:\n  x: { a: 2, b: 2 }\n  y: 1\n  z: 1',
  ],
  [
    'braces without blanks',
    'p: {a: 1, b: 1}\n',
    'p: {a: 2, b: 1}\n',
    'p: {a: 1, b: 2}\n',
    'p: {a: 2, b: 2}',
  ],
  [
    'comments, which stay with their keys',
    '# one\na: 1\nb: 1\n',
    '# uno\na: 1\nb: 1\n',
    '# one\na: 1\n# two\nb: 2\n',
    '# uno\na: 1\n# two\nb: 2',
  ],
  ['an empty front matter on one side', '', 'a: 1\n', '', 'a: 1'],
  [
    'numbers as they are written',
    'p: { a: 1, n: 1.50 }\n',
    'p: { a: 2, n: 1.50 }\n',
    'p: { a: 1, n: 1.50, m: 9007199254740993 }\n',
    'p: { a: 2, n: 1.50, m: 9007199254740993 }',
  ],
  [
    'what has anchors, by line',
    'a: &x 1\nb: *x\n',
    'a: &x 2\nb: *x\n',
    'a: &x 1\nb: *x\nc: 1\n',
    'a: &x 2\nb: *x\nc: 1',
  ],
  [
    'what is no block of keys, by line',
    '{ a: 1,\n  b: 1 }\n',
    '{ a: 2,\n  b: 1 }\n',
    '{ a: 1,\n  b: 2 }\n',
    '{ a: 2,\n  b: 2 }',
  ],
];

describe('mergeFrontMatter', () => {
  for (const [name, base, ours, theirs, merged] of ROWS) {
    it(`merges ${name}`, () => {
      const pieces = mergeFrontMatter({ base, ours, theirs });
      strictEqual(printPieces(pieces, { ours: 'ours', theirs: 'theirs' }), merged);
    });
  }

  it('merges by line what is nested without end, or has a key twice', () => {
    for (const value of [`{a: ${'['.repeat(100_000)}`, '{a: 1, a: 2}']) {
      const sides = { base: `p: ${value}\n`, ours: `p: ${value}\nb: 1\n`, theirs: 'p: 1\n' };
      const printed = printPieces(mergeFrontMatter(sides), { ours: 'ours', theirs: 'theirs' });
      strictEqual(printed, 'p: 1\nb: 1');
      const others = { base: `p: ${value}\n`, ours: `p: ${value} \n`, theirs: `p:  ${value}\n` };
      strictEqual(mergeFrontMatter(others).length, 1);
    }
  });

  it('merges thousands of keys', () => {
    const keys = (first: string, count: number) =>
      Array.from({ length: count }, (_, at) => `${first}${at}: 1\n`).join('');
    const base = keys('a', 5000);
    const sides = { base, ours: keys('o', 5000) + base, theirs: base + keys('t', 5000) };
    const printed = printPieces(mergeFrontMatter(sides), { ours: 'ours', theirs: 'theirs' });
    strictEqual(`${printed}\n`, keys('o', 5000) + base + keys('t', 5000));
  });

  it('marks a key that both set to something else, and nothing more', () => {
    const sides = { base: 'a: 1\nb: 1\n', ours: 'a: 2\nb: 2\n', theirs: 'a: 1\nb: 3\n' };
    const printed = printPieces(mergeFrontMatter(sides), { ours: 'ours', theirs: 'theirs' });
    strictEqual(printed, 'a: 2\n<<<<<<< ours\nb: 2\n=======\nb: 3\n>>>>>>> theirs');
  });
});
