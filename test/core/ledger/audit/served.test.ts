import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { recordsUntil, servedBy } from '../../../../src/core/ledger/audit/served';
import { ada, idOf, minute, release, tagging, version } from '../../../support/recordBuilder';

const RECORDS = [
  version('v1', 1),
  release('r1', 2, 'v1'),
  version('v2', 3, { number: 2, parents: ['v1'] }),
  release('r2', 4, 'v2', { previous: ['r1'] }),
];

describe('servedBy', () => {
  const at = (moment: number) =>
    servedBy('greeting', 'production', recordsUntil(RECORDS, minute(moment))).number;

  it('says what was served at each moment, the moment of a release among them', () => {
    deepStrictEqual([0, 1, 2, 3, 4, 9].map(at), [null, null, 1, 1, 2, 2]);
  });

  it('says since when, by whom, and by which record', () => {
    deepStrictEqual(servedBy('hello', 'production', RECORDS), {
      prompt: 'hello',
      environment: 'production',
      version: idOf('v2'),
      number: 2,
      record: idOf('r2'),
      since: minute(4),
      author: ada,
      diverged: false,
    });
  });

  it('tells of a version that is missing, of a removed tag, and of two branches', () => {
    const gone = servedBy('a', 'staging', [tagging('t', 1, 'gone')]);
    deepStrictEqual([gone.version, gone.number], [idOf('gone'), null]);
    const removed = [tagging('t', 1, 'v1'), tagging('u', 2, null, { previous: ['t'] })];
    deepStrictEqual(servedBy('a', 'staging', removed).version, null);
    strictEqual(
      servedBy('a', 'staging', [tagging('t', 1, 'v1'), tagging('u', 2, 'v2')]).diverged,
      true,
    );
  });
});
