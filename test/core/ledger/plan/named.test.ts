import { deepStrictEqual } from 'node:assert/strict';
import { namedAtMost, recordsNamed } from '../../../../src/core/ledger/plan/named';
import { idOf, stateOf, tagging, version } from '../../../support/recordBuilder';

describe('namedAtMost', () => {
  it('keeps what a record can name', () => {
    deepStrictEqual(namedAtMost(['a', 'b']), ['a', 'b']);
  });

  it('takes the last 1,024 of more', () => {
    const ids = Array.from({ length: 3000 }, (_, index) => `${index}`);
    deepStrictEqual(namedAtMost(ids), ids.slice(3000 - 1024));
  });
});

describe('recordsNamed', () => {
  const { records } = stateOf(version('v1', 1), tagging('t1', 2, 'v1'), tagging('t2', 3, 'v1'));
  const found = (plan: Parameters<typeof recordsNamed>[1]) =>
    recordsNamed(records, plan).map(({ id }) => id);

  it('has what is replaced and the version that it is about', () => {
    const plan = { kind: 'tag', previous: [idOf('t2')], version: idOf('v1') } as const;
    deepStrictEqual(found(plan), [idOf('t2'), idOf('v1')]);
  });

  it('has the version that is approved', () => {
    deepStrictEqual(found({ kind: 'approval', version: idOf('v1') }), [idOf('v1')]);
  });

  it('leaves out what is not here', () => {
    deepStrictEqual(found({ kind: 'version', parents: [idOf('gone'), idOf('v1')] }), [idOf('v1')]);
    deepStrictEqual(found({ kind: 'tag', previous: [], version: null }), []);
  });
});
