import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { orderRecords } from '../../../../src/core/ledger/derive/order';
import {
  ancestorsOf,
  commonAncestor,
  deriveVersions,
} from '../../../../src/core/ledger/derive/versions';
import { idOf, namesIn, version } from '../../../support/recordBuilder';

const root = version('root', 1);
const left = version('left', 2, { parents: ['root'] });
const right = version('right', 3, { parents: ['root'] });
const merge = version('merge', 4, { parents: ['left', 'right'] });
const NAMES = ['root', 'left', 'right', 'merge', 'orphan', 'absent'];

function named(ids: Iterable<string>): string[] {
  return namesIn(ids, NAMES);
}

describe('deriveVersions', () => {
  const cases: [what: string, records: (typeof root)[], heads: string[]][] = [
    ['has no head without versions', [], []],
    ['takes a first version for the head', [root], ['root']],
    ['replaces a head by the version that names it', [root, left], ['left']],
    ['keeps two heads after two branches, oldest first', [right, left, root], ['left', 'right']],
    ['joins them by a merge', [merge, root, right, left], ['merge']],
    ['does not need the versions in between', [root, merge], ['root', 'merge']],
  ];
  for (const [what, records, heads] of cases) {
    it(what, () => {
      deepStrictEqual(
        named(deriveVersions(orderRecords(records)).heads.map(head => head.id)),
        heads,
      );
    });
  }

  it('orders versions made in the same millisecond by id', () => {
    const twins = ['a', 'b', 'c', 'd'].map(name => version(name, 5));
    const ids = [...deriveVersions(orderRecords(twins)).versions.keys()];
    deepStrictEqual(ids, [...ids].sort());
    deepStrictEqual([...deriveVersions(orderRecords([...twins].reverse())).versions.keys()], ids);
  });

  it('makes a version with an absent parent a root and reports the gap', () => {
    const orphan = version('orphan', 5, { parents: ['absent', 'root'] });
    const { gaps, heads } = deriveVersions(orderRecords([orphan, root]));
    deepStrictEqual(gaps, [{ version: idOf('orphan'), missing: idOf('absent') }]);
    deepStrictEqual(named(heads.map(head => head.id)), ['orphan']);
  });
});

describe('ancestorsOf', () => {
  const { versions } = deriveVersions(orderRecords([root, left, right, merge]));

  it('goes through both sides of a merge, itself included', () => {
    deepStrictEqual(named(ancestorsOf(versions, idOf('merge'))).sort(), [
      'left',
      'merge',
      'right',
      'root',
    ]);
  });

  it('is empty for a version that is not here', () => {
    strictEqual(ancestorsOf(versions, idOf('absent')).size, 0);
  });

  it('ends where a forged history goes in circles', () => {
    const circle = [
      version('left', 1, { parents: ['right'] }),
      version('right', 2, { parents: ['left'] }),
    ];
    const ids = ancestorsOf(deriveVersions(orderRecords(circle)).versions, idOf('left'));
    deepStrictEqual(named(ids).sort(), ['left', 'right']);
  });
});

describe('commonAncestor', () => {
  const { versions } = deriveVersions(
    orderRecords([root, left, right, merge, version('orphan', 9)]),
  );
  const cases: [left: string, right: string, ancestor: string | undefined][] = [
    ['left', 'right', 'root'],
    ['left', 'merge', 'left'],
    ['merge', 'merge', 'merge'],
    ['merge', 'orphan', undefined],
    ['merge', 'absent', undefined],
  ];
  for (const [one, other, ancestor] of cases) {
    it(`of ${one} and ${other} is ${ancestor ?? 'none'}`, () => {
      strictEqual(commonAncestor(versions, idOf(one), idOf(other))?.id, ancestor && idOf(ancestor));
      strictEqual(commonAncestor(versions, idOf(other), idOf(one))?.id, ancestor && idOf(ancestor));
    });
  }
});
