import { deepStrictEqual } from 'node:assert/strict';
import { unmetExperiments } from '../../../../src/core/ledger/audit/unmetExperiments';
import { findEnvironment } from '../../../../src/core/ledger/environments/registryConfig';
import type { ExperimentRecord } from '../../../../src/core/ledger/records/records';
import { CONFIG } from '../../../support/randomHistory';
import { experiment, idOf, release, stateOf, version } from '../../../support/recordBuilder';

const production = {
  ...findEnvironment(CONFIG, 'production'),
  experiments: [{ name: 'support', against: 'production' }],
};
const v1 = version('v1', 1);
const v2 = version('v2', 2, { number: 2, parents: ['v1'] });
const met = experiment('e', 3, 'v1');
const run = { record: idOf('e'), model: 'm', rows: 1, passed: 1, compared: null };
const passed = { experiment: 'support', against: 'production', result: 'passed', runs: [run] };

describe('unmetExperiments', () => {
  const cases: [what: string, isNamed: boolean, said: unknown, record?: ExperimentRecord][] = [
    ['says that it was met, with the record', false, [passed]],
    ['says that the prompt is not tried', false, [{ ...passed, result: 'not-asked', runs: [] }]],
    ['says nothing', true, undefined],
    ['says something of another form', true, ['support', null, { experiment: 'support' }]],
    ['says that it failed', true, [{ ...passed, result: 'failed' }]],
    ['compared with something else', true, [{ ...passed, against: null }]],
    ['names no record', true, [{ ...passed, runs: [] }]],
    ['names a record that is not there', true, [passed], experiment('other', 3, 'v1')],
    ['names a record of what is unmet', true, [passed], { ...met, required: 'unmet' }],
    ['names a record of failed rows', true, [passed], { ...met, required: 'none' }],
    ['names a record of another version', true, [passed], experiment('e', 3, 'v2')],
    ['names another experiment', true, [passed], { ...met, experiment: 'other' }],
    ['was made before the experiment ran', true, [passed], experiment('e', 9, 'v1')],
  ];
  for (const [what, isNamed, experiments, record = met] of cases) {
    it(`${isNamed ? 'names' : 'passes over'} a release that ${what}`, () => {
      const released = release('r', 5, 'v1', { verdict: { experiments } });
      const state = stateOf(v1, v2, record, released);
      const found = unmetExperiments(state, production, released);
      deepStrictEqual(
        found.map(({ code, record: of }) => [code, of.id]),
        isNamed ? [['experiment-unmet', released.id]] : [],
      );
    });
  }
});
