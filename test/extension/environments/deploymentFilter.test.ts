import assert from 'node:assert/strict';
import type { Deployment } from '../../../src/core/ledger/derive/deployments';
import {
  DEPLOYMENT_FILTERS,
  deploymentSummary,
  environmentSummary,
  passes,
  type DeploymentFilter,
} from '../../../src/extension/environments/deploymentFilter';

const NOW = Date.parse('2026-11-20T12:00:00.000Z');
const ada = { name: 'Ada', email: 'ada@example.com' };

function deployment(given: Partial<Deployment> = {}): Deployment {
  const at = '2026-11-01T12:00:00.000Z';
  return {
    ...{ prompt: 'a', environment: 'production', version: 'f'.repeat(32), number: 2, at },
    ...{ author: ada, by: 'promotion', released: null, diverged: false, from: null, to: [] },
    ...given,
  };
}

const behind = { environment: 'staging', ahead: 0, behind: 2 };
const never = deployment({ version: null, number: null, at: null, author: null, by: null });

describe('A filter of deployments', () => {
  const cases: [what: string, item: Deployment, filters: DeploymentFilter[]][] = [
    ['what is as it should be', deployment(), ['all']],
    ['what never served anything', never, []],
    ['what is behind', deployment({ from: behind }), ['all', 'differing']],
    [
      'what is level with its neighbours',
      deployment({ from: { ...behind, behind: 0 }, to: [{ ...behind, behind: 0 }] }),
      ['all'],
    ],
    [
      'what changed two days ago',
      deployment({ at: '2026-11-18T12:00:00.000Z' }),
      ['all', 'thisWeek'],
    ],
    ['what was rolled back', deployment({ by: 'rollback' }), ['all', 'rolledBack']],
    ['what two branches moved', deployment({ diverged: true }), ['all', 'breaking']],
    ['what points at nothing here', deployment({ number: null }), ['all', 'breaking']],
  ];
  for (const [what, item, filters] of cases) {
    it(`shows ${what} under ${filters.join(' and ') || 'none'}`, () => {
      const passed = DEPLOYMENT_FILTERS.filter(filter => passes(item, filter, NOW));
      assert.deepEqual(passed, filters);
    });
  }
});

describe('A deployment', () => {
  it('says what is served, how far it is, by whom and how long ago', () => {
    assert.equal(deploymentSummary(deployment(), NOW), 'v2 · Ada, 2 weeks ago');
    assert.equal(
      deploymentSummary(
        deployment({
          from: { ...behind, ahead: 1 },
          to: [{ environment: 'eu', ahead: 3, behind: 1 }],
          by: 'rollback',
          diverged: true,
        }),
        NOW,
      ),
      'v2 · diverged · 2 behind staging · 1 that staging has not · 3 ahead of eu · rolled back · Ada, 2 weeks ago',
    );
    assert.equal(deploymentSummary(never, NOW), 'serves nothing');
    assert.match(deploymentSummary(deployment({ number: null }), NOW), /^v\? \(ffffffff\)/);
  });
});

describe('An environment', () => {
  it('says how many it serves, how many are behind, and who released last', () => {
    const released = { id: '', at: '2026-11-19T12:00:00.000Z', author: ada, changelog: '' };
    const older = { ...released, at: '2026-11-02T12:00:00.000Z', author: { ...ada, name: 'Ben' } };
    const all = [deployment({ released: older }), deployment({ from: behind, released }), never];
    assert.equal(
      environmentSummary(all, NOW),
      '2 serving · 1 behind staging · last release yesterday by Ada',
    );
    assert.equal(environmentSummary([never], NOW), 'serves nothing yet');
  });
});
