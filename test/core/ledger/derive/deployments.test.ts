import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { deploymentsOf } from '../../../../src/core/ledger/derive/deployments';
import type { LedgerRecord } from '../../../../src/core/ledger/records/records';
import { parseRegistryConfig } from '../../../../src/core/ledger/environments/registryConfig';
import { CONFIG } from '../../../support/randomHistory';
import {
  ada,
  idOf,
  minute,
  release,
  stateOf,
  tagging,
  version,
} from '../../../support/recordBuilder';

const VERSIONS = [
  version('v1', 1, { number: 1 }),
  version('v2', 2, { number: 2, parents: ['v1'] }),
  version('v3', 3, { number: 3, parents: ['v2'] }),
];
const of = (records: readonly LedgerRecord[], environments = CONFIG.environments) =>
  deploymentsOf('greeting', stateOf(...VERSIONS, ...records), environments);

describe('deploymentsOf', () => {
  it('gives every environment in the order of the pipeline, with what it serves and since when', () => {
    const found = of([
      tagging('t', 4, 'v3', { tag: 'development' }),
      release('r', 5, 'v1', { changelog: '- First' }),
    ]);
    deepStrictEqual(
      found.map(({ environment, number, by, at }) => [environment, number, by, at]),
      [
        ['development', 3, 'tag', minute(4)],
        ['staging', null, null, null],
        ['production', 1, 'promotion', minute(5)],
      ],
    );
    deepStrictEqual(found[2]?.released, {
      id: idOf('r'),
      at: minute(5),
      author: ada,
      changelog: '- First',
    });
    deepStrictEqual(found[0]?.released, null);
  });

  it('says how far an environment is behind the one before, and that one ahead', () => {
    const [, staging, production] = of([tagging('t', 4, 'v3'), release('r', 5, 'v1')]);
    deepStrictEqual(production?.from, { environment: 'staging', ahead: 0, behind: 2 });
    deepStrictEqual(staging?.to, [{ environment: 'production', ahead: 2, behind: 0 }]);
    strictEqual(staging.from, null);
  });

  it('counts both ways where branches went apart', () => {
    const other = version('other', 4, { parents: ['v1'] });
    const [, , production] = of([other, tagging('t', 5, 'v3'), release('r', 6, 'other')]);
    deepStrictEqual(production?.from, { environment: 'staging', ahead: 1, behind: 2 });
  });

  it('marks a rollback, and keeps the last release of what a plain tag moved since', () => {
    const records = [
      release('r1', 4, 'v1'),
      release('r2', 5, 'v2', { previous: ['r1'] }),
      release('r3', 6, 'v1', { previous: ['r2'], rollback: true, changelog: 'Bad' }),
    ];
    strictEqual(of(records)[2]?.by, 'rollback');
    const tagged = tagging('t', 7, 'v3', { tag: 'production', previous: ['r3'] });
    const found = of([...records, tagged])[2];
    deepStrictEqual([found?.by, found?.number, found?.released?.changelog], ['tag', 3, 'Bad']);
  });

  it('tells of a removed tag, of two branches, and of a version that is missing', () => {
    const removed = [tagging('t', 4, 'v1'), tagging('u', 5, null, { previous: ['t'] })];
    const [, gone] = of(removed);
    deepStrictEqual([gone?.version, gone?.at], [null, minute(5)]);
    strictEqual(of([tagging('t', 4, 'v1'), tagging('u', 5, 'v2')])[1]?.diverged, true);
    const lost = of([tagging('t', 4, 'nowhere')])[1];
    deepStrictEqual([lost?.version, lost?.number], [idOf('nowhere'), null]);
  });

  it('compares each of several regions with what they are promoted from', () => {
    const { environments } = parseRegistryConfig(
      JSON.stringify({
        format: 1,
        environments: [
          { name: 'staging' },
          { name: 'eu', promoteFrom: 'staging' },
          { name: 'us', promoteFrom: 'staging' },
        ],
      }),
    );
    const records = [
      tagging('t', 4, 'v3'),
      tagging('u', 5, 'v2', { tag: 'eu' }),
      tagging('w', 6, 'v3', { tag: 'us' }),
    ];
    const [staging, , us] = of(records, environments);
    deepStrictEqual(staging?.to, [
      { environment: 'eu', ahead: 1, behind: 0 },
      { environment: 'us', ahead: 0, behind: 0 },
    ]);
    deepStrictEqual(us?.from, { environment: 'staging', ahead: 0, behind: 0 });
  });
});
