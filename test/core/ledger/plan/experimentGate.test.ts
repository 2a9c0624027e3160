import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  currentRun,
  experimentVerdicts,
  isMet,
  requireExperiments,
  type ExperimentFinding,
  type FoundRun,
} from '../../../../src/core/ledger/plan/experimentGate';
import { findEnvironment } from '../../../../src/core/ledger/environments/registryConfig';
import { CONFIG } from '../../../support/randomHistory';
import { experiment, idOf, version } from '../../../support/recordBuilder';
import { checkRefusal, refusalOf } from '../../../support/refusal';

const target = findEnvironment(CONFIG, 'production');
const v1 = version('v1', 1);
const v2 = version('v2', 2, { number: 2, parents: ['v1'] });
const gate = { name: 'support', against: 'production' };
const met = experiment('e', 3, 'v2');
const good: FoundRun = { model: met.model, record: met, isOutdated: false, failing: ['a', 'b'] };
const rows = { wins: 1, losses: 9, p: 0.021, worse: true, lost: ['a', 'b'] };
const unmet = { ...met, required: 'unmet' as const };

describe('currentRun', () => {
  const wanted = {
    ...{ experiment: 'support', version: met.version, model: met.model },
    ...{ definition: 'e', dataset: 'd' },
  };

  it('is the newest one that means what the experiment means today', () => {
    const newest = experiment('n', 4, 'v2');
    const later = experiment('l', 5, 'v2', { dataset: 'x' });
    const found = currentRun([met, newest, later], wanted);
    deepStrictEqual(found, { record: newest, isOutdated: false });
  });

  const others: [what: string, given: Parameters<typeof experiment>[3], isOutdated: boolean][] = [
    ['an older definition', { definition: 'x' }, true],
    ['an older dataset', { dataset: 'x' }, true],
    ['another experiment', { experiment: 'x' }, false],
    ['another model', { model: 'x' }, false],
    ['another version', { version: v1.id }, false],
  ];
  for (const [what, given, isOutdated] of others) {
    it(`is none of ${what}`, () => {
      const found = currentRun([experiment('e', 3, 'v2', given)], wanted);
      deepStrictEqual(found, { record: undefined, isOutdated });
    });
  }

  it('is of any model where none is named', () => {
    const other = experiment('e', 3, 'v2', { model: 'x' });
    strictEqual(currentRun([other], { ...wanted, model: undefined }).record, other);
  });
});

describe('isMet', () => {
  it('wants every row to pass where nothing is required', () => {
    const none = { ...met, required: 'none' as const };
    strictEqual(isMet(met), true);
    strictEqual(isMet(unmet), false);
    strictEqual(isMet(none), false);
    strictEqual(isMet({ ...none, passed: 40, failed: 0, errors: 0 }), true);
    strictEqual(isMet({ ...none, rows: 0, passed: 0 }), false);
  });
});

describe('requireExperiments', () => {
  const refuse = (...findings: ExperimentFinding[]) => {
    requireExperiments({ prompt: 'greeting', target, version: v2 }, findings);
  };
  const of = (run: Partial<FoundRun>): ExperimentFinding => ({
    ...{ gate, isAsked: true },
    runs: [{ ...good, ...run }],
  });
  const resultOf = (finding: ExperimentFinding) => experimentVerdicts([finding])?.[0]?.result;

  const passing: [what: string, finding: ExperimentFinding, result: string][] = [
    ['is met', of({}), 'passed'],
    [
      'is met and not significantly worse',
      of({ compared: { version: v1, rows: { ...rows, worse: false } } }),
      'passed',
    ],
    ['does not try the prompt', { gate, isAsked: false, runs: [] }, 'not-asked'],
  ];
  for (const [what, finding, result] of passing) {
    it(`lets pass where the experiment ${what}`, () => {
      refuse(finding);
      strictEqual(resultOf(finding), result);
    });
  }

  const run = 'promptledger experiment run support greeting@2';
  const refused: [what: string, finding: ExperimentFinding, says: string[]][] = [
    ['nobody can tell', { gate, isAsked: true, unknown: 'Look.', runs: [] }, ['tell: Look.']],
    ['there is no run at all', { gate, isAsked: true, runs: [] }, ['not run on v2']],
    ['it was not run', of({ record: undefined }), ['not run on v2', met.model, run]],
    ['it changed', of({ record: undefined, isOutdated: true }), ['changed since', run]],
    [
      'it is unmet',
      of({ record: unmet }),
      ['37 of 40 rows', 'is unmet', 'a, b', 'experiment show'],
    ],
    ['its rows are not here', of({ record: unmet, failing: undefined }), ['not kept here']],
    [
      'nothing is required and rows fail',
      of({ record: { ...met, required: 'none' } }),
      ['every row has to pass', 'a, b'],
    ],
    [
      'what is served was not run',
      of({ compared: { version: v1, rows: undefined } }),
      ['"production" serves', `Run it on both: ${run} greeting@1`],
    ],
    [
      'it is worse than what is served',
      of({ compared: { version: v1, rows } }),
      ['significantly worse than v1', 'passes 1 rows', 'not pass 9', 'p = 0.021', 'a, b'],
    ],
  ];
  for (const [what, finding, says] of refused) {
    it(`refuses where ${what}`, () => {
      const refusal = refusalOf(() => {
        refuse(of({}), finding);
      });
      checkRefusal(refusal, 'experiment-unmet', '"production"', '"support"', ...says);
      strictEqual(resultOf(finding), 'failed');
    });
  }

  it('names ten rows, says how many more there are, and has all of them in its data', () => {
    const failing = Array.from({ length: 12 }, (_, index) => `row-${index}`);
    const refusal = refusalOf(() => {
      refuse(of({ record: unmet, failing }));
    });
    checkRefusal(refusal, 'experiment-unmet', 'row-9 and 2 more');
    const [told] = refusal.data.unmet as { experiment: string; rows: string[] }[];
    deepStrictEqual([told?.experiment, told?.rows], ['support:production', failing]);
  });

  it('is one refusal for all that is not met', () => {
    const other = { ...of({ record: undefined }), gate: { name: 'tone' } };
    const refusal = refusalOf(() => {
      refuse(of({ record: unmet }), other);
    });
    checkRefusal(refusal, 'experiment-unmet', '"support"', '"tone"');
  });
});

describe('experimentVerdicts', () => {
  it('says nothing where nothing is asked, else which records it relies on', () => {
    strictEqual(experimentVerdicts([]), undefined);
    const compared = { version: v1, rows };
    const finding = { gate, isAsked: true, runs: [{ ...good, compared }] };
    deepStrictEqual(experimentVerdicts([finding]), [
      {
        ...{ experiment: 'support', against: 'production', result: 'failed' },
        runs: [
          {
            ...{ record: idOf('e'), model: met.model, rows: 40, passed: 37 },
            compared: { version: v1.id, wins: 1, losses: 9, p: 0.021 },
          },
        ],
      },
    ]);
  });
});
