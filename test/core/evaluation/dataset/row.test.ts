import { equal, notEqual } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { badLine, datasetHash, rowHash, rowId } from '../../../../src/core/evaluation/dataset/row';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the id of a row', () => {
  it('is the hash of its values, wherever they stand', () => {
    equal(rowId({ b: 1, a: 'x' }, digest), digest('{"a":"x","b":1}').slice(0, 32));
    notEqual(rowId({ n: 2n ** 64n }, digest), rowId({ n: 2n ** 64n + 1n }, digest));
  });
});

describe('the hash of a dataset', () => {
  const row = { values: { a: 1 }, checks: [] };

  it('minds every part of a row', () => {
    const others = [
      { ...row, values: { a: 2 } },
      { ...row, expected: 'x' },
      { ...row, checks: [{ type: 'is-json' }] as const },
      { ...row, threshold: 0.5 },
    ];
    const hashes = [row, ...others].map(item => rowHash(item, digest));
    equal(new Set(hashes).size, 5);
    equal(rowHash({ ...row, description: 'For people' }, digest), hashes[0]);
  });

  it('minds no order of rows, and how often each is there', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[0-9a-f]{4}$/), { minLength: 1 }), hashes => {
        equal(datasetHash(hashes, digest), datasetHash([...hashes].reverse(), digest));
        notEqual(datasetHash(hashes, digest), datasetHash([...hashes, hashes[0]!], digest));
      }),
    );
  });
});

describe('a line that is no row', () => {
  it('is named', () => {
    equal(badLine(3, 'No.').message, 'Line 3: No.');
  });
});
