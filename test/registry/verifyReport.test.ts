import { deepStrictEqual } from 'node:assert/strict';
import { recordFileName } from '../../src/core/ledger/records/recordFile';
import { atPath, pathOf } from '../../src/registry/verifyReport';
import { version } from '../support/recordBuilder';

describe('a problem', () => {
  it('is told at the path of the record that it is about', () => {
    const record = version('v1', 1);
    const path = `records/a/b/${recordFileName(record.at, record.id)}`;
    deepStrictEqual(pathOf('a/b', record), path);
    deepStrictEqual(atPath('a/b', { record, code: 'record-corrupt', message: 'Cut.' }), {
      path,
      code: 'record-corrupt',
      message: 'Cut.',
    });
  });
});
