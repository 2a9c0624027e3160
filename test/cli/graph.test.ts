import { strictEqual } from 'node:assert/strict';
import { drawGraph } from '../../src/cli/graph';
import type { VersionInfo } from '../../src/core/ledger/derive/model';

/** `c: a b` is a version called c with the parents a and b. Newest first. */
function versions(...lines: string[]): VersionInfo[] {
  return lines.map(line => {
    const [id = '', parents = ''] = line.split(':');
    return { id, parents: parents.split(' ').filter(Boolean) } as unknown as VersionInfo;
  });
}

describe('the graph of versions', () => {
  const cases: readonly (readonly [what: string, versions: string[], picture: string])[] = [
    ['one line of work', ['c: b', 'b: a', 'a'], '* c\n* b\n* a\n'],
    ['a merge of two', ['m: l r', 'r: a', 'l: a', 'a'], '* m\n|\\\n| * r\n* | l\n|/\n* a\n'],
    ['two heads', ['r: a', 'l: a', 'a'], '* r\n| * l\n|/\n* a\n'],
    ['three heads', ['z: a', 'y: a', 'x: a', 'a'], '* z\n| * y\n| | * x\n|_|/\n|/\n* a\n'],
    [
      'a merge of three',
      ['m: x y z', 'z: a', 'y: a', 'x: a', 'a'],
      '* m\n|\\\n|_|\\\n| | * z\n| * | y\n* | | x\n|_|/\n|/\n* a\n',
    ],
    ['a history that begins twice', ['c: b', 'b', 'a'], '* c\n* b\n* a\n'],
    ['parents that are missing or on the next page', ['c: b', 'b: gone'], '* c\n* b\n'],
    [
      'a parent that is somebody else’s already',
      ['m: a l', 'l: a', 'a'],
      '* m\n|\\\n| * l\n|/\n* a\n',
    ],
  ];
  for (const [what, lines, picture] of cases) {
    it(`draws ${what}`, () => {
      strictEqual(
        drawGraph(versions(...lines), version => version.id),
        picture,
      );
    });
  }
});
