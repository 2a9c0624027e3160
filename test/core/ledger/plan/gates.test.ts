import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { gateResults, requireGates } from '../../../../src/core/ledger/plan/gates';
import { findEnvironment } from '../../../../src/core/ledger/environments/registryConfig';
import { readVerdict } from '../../../../src/core/release/verdictText';
import { CONFIG } from '../../../support/randomHistory';
import { version } from '../../../support/recordBuilder';
import { checkRefusal, refusalOf } from '../../../support/refusal';

const open = findEnvironment(CONFIG, 'staging');
const gated = { ...open, gates: ['samples'] as const };
const failing = [
  { sample: 'a', message: 'Missing variable: x.', regressed: false },
  { sample: 'b', message: 'Missing variable: y.', regressed: true },
];

describe('gateResults', () => {
  it('says nothing where an environment asks for nothing', () => {
    strictEqual(gateResults(open, { samples: { checked: 2, failing } }), undefined);
  });

  it('says whether every sample renders', () => {
    deepStrictEqual(gateResults(gated, { samples: { checked: 2, failing } }), {
      samples: 'failed',
    });
    deepStrictEqual(gateResults(gated, { samples: { checked: 2, failing: [] } }), {
      samples: 'passed',
    });
  });
});

describe('requireGates', () => {
  const v1 = version('v1', 1);
  const verdict = (gates: object) => readVerdict({ samples: { checked: 2, failing }, gates });

  it('refuses what failed, with the samples and why the first one fails', () => {
    const refusal = refusalOf(() => {
      requireGates('greeting', gated, v1, verdict({ samples: 'failed' }));
    });
    checkRefusal(refusal, 'environment-protected', '"a", "b"', 'Missing variable: x.', 'commit');
    deepStrictEqual([refusal.data.gate, refusal.data.failing], ['samples', failing]);
  });

  it('lets pass what passed, and what was not asked', () => {
    requireGates('greeting', gated, v1, verdict({ samples: 'passed' }));
    requireGates('greeting', open, v1, verdict({}));
  });
});
