import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { compareRecords, isRename, sourceText } from '../../../../src/core/ledger/records/records';

describe('the order of records', () => {
  it('is by time, then by id', () => {
    const records = [
      { at: '2026-11-20T09:00:00.001Z', id: 'a' },
      { at: '2026-11-20T09:00:00.000Z', id: 'c' },
      { at: '2026-11-20T09:00:00.000Z', id: 'b' },
      { at: '2025-11-20T09:00:00.000Z', id: 'd' },
    ];
    deepStrictEqual(
      records.sort(compareRecords).map(record => record.id),
      ['d', 'b', 'c', 'a'],
    );
  });

  it('does not tell a record from itself', () => {
    const record = { at: '2026-11-20T09:00:00.001Z', id: 'a' };
    strictEqual(compareRecords(record, { ...record }), 0);
  });
});

describe('a record that gives a prompt another name', () => {
  it('is told by its kind', () => {
    deepStrictEqual(
      ['rename', 'prompt', 'version'].map(kind => isRename({ kind })),
      [true, false, false],
    );
  });
});

describe('the text of a version', () => {
  it('is its lines, and none where there is no version', () => {
    strictEqual(sourceText({ source: ['a', '', 'b'] }), 'a\n\nb');
    strictEqual(sourceText({ source: [''] }), '');
    strictEqual(sourceText(undefined), undefined);
  });
});
