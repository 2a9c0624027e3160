import * as assert from 'node:assert/strict';
import { printShort, tellSchemaChange } from '../../../../src/core/compare/telling/schemaWording';

describe('printShort', () => {
  for (const [value, expected] of [
    [0.7, '0.7'],
    [null, 'null'],
    [['a', 1], 'a, 1'],
    ['two\nlines', undefined],
    ['x'.repeat(40), undefined],
    [[{}], undefined],
    [{ a: 1 }, undefined],
  ] as const) {
    it(`prints ${JSON.stringify(value).slice(0, 20)} as ${String(expected)}`, () => {
      assert.equal(printShort(value), expected);
    });
  }
});

describe('tellSchemaChange', () => {
  it('names a change whose values are too long for a line', () => {
    const left = 'x'.repeat(40);
    assert.equal(
      tellSchemaChange({
        path: 'a',
        kind: 'keywordChanged',
        keyword: 'description',
        left,
        right: 1,
      }),
      '`a` description changed',
    );
  });
});
