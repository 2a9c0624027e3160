import { deepEqual } from 'node:assert/strict';
import { columnsOf } from '../../../../src/core/evaluation/dataset/csvColumns';

describe('the columns of a dataset', () => {
  it('are values, but for those that have a meaning', () => {
    const header = [
      'name',
      ' expected ',
      '__expected',
      '__expected12',
      '__metadata:a[]',
      '_x',
      'toString',
    ];
    deepEqual(
      columnsOf(header, 1).map(({ kind }) => kind),
      ['value', 'expected', 'assertion', 'assertion', 'ignored', 'value', 'value'],
    );
  });

  it('say which assertion a threshold is of', () => {
    const header = ['__config:__expected:threshold', '__config:__expected3:threshold'];
    deepEqual(
      columnsOf(header, 1).map(({ index }) => index),
      [0, 2],
    );
  });
});
