import assert from 'node:assert/strict';
import { repairText } from '../../../src/extension/verify/repairText';
import type { VerifyProblem } from '../../../src/registry/verifyReport';
import type { RepairAct } from '../../../src/store/recordRepair';

const act = (kind: RepairAct['act']): RepairAct => ({ path: 'x', act: kind, message: 'x' });
const problem: VerifyProblem = { path: 'x', code: 'record-corrupt', message: 'x' };

describe('what a repair did, in one sentence', () => {
  const cases: readonly (readonly [RepairAct['act'][], number, string])[] = [
    [[], 0, 'There was nothing to repair: all 9 records are sound.'],
    [
      [],
      1,
      'There was nothing that could be repaired; 1 problem left, which only a person can decide or mend.',
    ],
    [['restored'], 0, 'Repaired: 1 record brought back; all 9 records are sound.'],
    [
      ['moved', 'restored', 'removed', 'restored'],
      2,
      'Repaired: 2 records brought back, 1 record moved into place, 1 record removed as a copy; 2 problems left, which only a person can decide or mend.',
    ],
  ];
  for (const [acts, left, expected] of cases) {
    it(expected, () => {
      const problems = Array.from({ length: left }, () => problem);
      assert.equal(repairText(acts.map(act), { records: 9, problems }), expected);
    });
  }
});
