import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mergeRegions } from '../../../../src/core/prompt/merge/regions';

const many = (line: string, count: number): string[] => Array<string>(count).fill(line);

describe('mergeRegions', () => {
  it('takes what one side changed, and shows what both did', () => {
    const base = ['a', 'b', 'c', 'd', 'e'];
    const merged = mergeRegions({
      ours: ['A', 'b', 'c', 'd', 'mine'],
      base,
      theirs: ['a', 'b', 'C', 'd', 'theirs'],
    });
    deepStrictEqual(
      merged.flatMap((region): readonly unknown[] =>
        region.kind === 'agreed' ? region.items : [region],
      ),
      ['A', 'b', 'C', 'd', { kind: 'conflict', base: ['e'], ours: ['mine'], theirs: ['theirs'] }],
    );
  });

  it('takes half a million equal lines as a whole', () => {
    const base = ['start', ...many('a', 500_000), 'end'];
    const mine = ['start', ...many('a', 400_000), 'end'];
    const regions = mergeRegions({ ours: mine, base, theirs: base });
    strictEqual(
      regions.every(({ kind }) => kind === 'agreed'),
      true,
    );
    deepStrictEqual(
      regions.flatMap(region => (region.kind === 'agreed' ? region.items : [])),
      mine,
    );
    const theirs = ['start', ...many('a', 300_000), 'b', 'end'];
    deepStrictEqual(
      mergeRegions({ ours: mine, base, theirs }).map(({ kind }) => kind),
      ['agreed', 'conflict', 'agreed'],
    );
  });
});
