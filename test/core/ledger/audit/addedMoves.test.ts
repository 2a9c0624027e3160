import { deepStrictEqual } from 'node:assert/strict';
import { forbiddenAdditions, movedByRules } from '../../../../src/core/ledger/audit/addedMoves';
import { parseRegistryConfig } from '../../../../src/core/ledger/environments/registryConfig';
import { derivePrompt } from '../../../../src/core/ledger/derive/derivePrompt';
import type { LedgerRecord } from '../../../../src/core/ledger/records/records';
import {
  ada,
  approval,
  ben,
  namesIn,
  release,
  stateOf,
  tagging,
  version,
} from '../../../support/recordBuilder';

const v1 = version('v1', 1);
const v2 = version('v2', 2, { number: 2, parents: ['v1'] });
const t1 = tagging('t1', 3, 'v1');
const r1 = release('r1', 4, 'v1');
const frozen = tagging('f', 5, 'v1', { tag: 'v1.0.0', immutable: true });
const OLD = [v1, v2, t1, r1, frozen];
const NAMES = ['t1', 'r1', 'f', 't2', 'r2', 'f2', 'a1', 'd1'];
const t2 = tagging('t2', 6, 'v2', { previous: ['t1'] });
const r2 = (given: Parameters<typeof release>[3] = {}) =>
  release('r2', 8, 'v2', { previous: ['r1'], ...given });

const configured = (rules: object) =>
  parseRegistryConfig(
    JSON.stringify({
      format: 1,
      environments: [{ name: 'staging' }, { name: 'production', protected: true, ...rules }],
    }),
  ).environments;

function told(added: readonly LedgerRecord[], rules: object = {}) {
  const known = new Set(OLD.map(({ id }) => id));
  const problems = forbiddenAdditions({
    before: stateOf(...OLD),
    after: stateOf(...OLD, ...added),
    environments: configured(rules),
    isAdded: id => !known.has(id),
    since: 'main',
  });
  return problems.map(({ record, code }) => [...namesIn([record.id], NAMES), code]);
}

describe('forbiddenAdditions', () => {
  const refused = [['r2', 'environment-protected']];
  const one = { approvals: 1 };
  const samples = { gates: ['samples'] };
  const asked = { experiments: [{ name: 'support' }] };
  const unmet = [['r2', 'experiment-unmet']];
  const verdict = (result: string) => ({ verdict: { gates: { samples: result } } });
  const cases: [what: string, added: LedgerRecord[], told: string[][], rules?: object][] = [
    ['a promotion of what staging served', [t2, r2()], []],
    ['a rollback', [r2({ version: v1.id, rollback: true })], []],
    ['a promotion past staging', [r2()], refused],
    [
      'a promotion that says it came from another tag',
      [tagging('d1', 7, 'v2', { tag: 'mine' }), r2({ from: 'mine' })],
      refused,
    ],
    [
      'a plain tag',
      [tagging('t2', 8, 'v2', { tag: 'production', previous: ['r1'] })],
      [['t2', 'environment-protected']],
    ],
    ['a promotion that lacks an approval', [t2, r2()], [['r2', 'approvals-missing']], one],
    ['a promotion with one', [t2, approval('a1', 7, 'v2'), r2()], [], one],
    [
      'a promotion that its author approved',
      [t2, approval('a1', 7, 'v2', { author: ada }), r2()],
      [['r2', 'approvals-missing']],
      one,
    ],
    [
      'a promotion that was approved afterwards',
      [t2, r2(), approval('a1', 9, 'v2', { author: ben })],
      [['r2', 'approvals-missing']],
      one,
    ],
    ['a promotion that says nothing of a gate', [t2, r2()], refused, samples],
    ['a promotion that failed a gate', [t2, r2(verdict('failed'))], refused, samples],
    ['a promotion through a gate', [t2, r2(verdict('passed'))], [], samples],
    ['a promotion that says nothing of an experiment', [t2, r2()], unmet, asked],
    ['a rollback past an experiment', [r2({ version: v1.id, rollback: true })], [], asked],
    ['a rollback past a gate', [r2({ version: v1.id, rollback: true })], [], samples],
    [
      'a move of an immutable tag',
      [tagging('f2', 9, 'v2', { tag: 'v1.0.0', previous: ['f'], immutable: true })],
      [['f2', 'tag-immutable']],
    ],
    [
      'a move of an immutable tag that says it was first',
      [tagging('f2', -100, 'v2', { tag: 'v1.0.0', immutable: true })],
      [['f2', 'tag-immutable']],
    ],
    [
      'a release that makes an environment of an immutable tag',
      [release('f2', 9, 'v2', { environment: 'v1.0.0', previous: ['f'] })],
      [['f2', 'tag-immutable']],
    ],
    ['the same immutable tag from another branch', [tagging('f2', 4, 'v1', { tag: 'v1.0.0' })], []],
    [
      'an environment that was made immutable',
      [tagging('t2', 6, 'v2', { previous: ['t1'], immutable: true })],
      [['t2', 'tag-immutable']],
    ],
  ];
  for (const [what, added, expected, rules] of cases) {
    it(`${expected.length === 0 ? 'accepts' : 'names'} ${what}`, () => {
      deepStrictEqual(told(added, rules), expected);
    });
  }

  it('names what is served again without a release that says so', () => {
    // The newest release is gone on one side, as after a record that made it void.
    const r3 = release('r3', 7, 'v2', { previous: ['r1'] });
    const problems = forbiddenAdditions({
      before: stateOf(...OLD, t2, r3),
      after: stateOf(...OLD, t2),
      environments: configured({}),
      isAdded: () => false,
      since: 'main',
    });
    deepStrictEqual(
      problems.map(({ record, code }) => [...namesIn([record.id], NAMES), code]),
      [['r1', 'environment-protected']],
    );
  });
});

describe('movedByRules', () => {
  const moved = tagging('f2', 6, 'v2', { tag: 'v1.0.0', previous: ['f'] });

  /** What is told where registry.json names these environments now. */
  function told(names: readonly string[], ...added: readonly LedgerRecord[]) {
    const records = [...OLD, ...added];
    const environments = configured({});
    const then = new Set(environments.map(({ name }) => name));
    return movedByRules({
      ...{ prompt: 'greeting', since: 'main', environments },
      before: derivePrompt(OLD, { environments: then }),
      after: derivePrompt(records, { environments: then }),
      today: derivePrompt(records, { environments: new Set(names) }),
    });
  }

  it('finds nothing where environments are the same, or others are added', () => {
    deepStrictEqual(told(['staging', 'production', 'canary'], moved), []);
  });

  it('names an immutable tag that would be an environment, moved or not', () => {
    const said =
      '"v1.0.0" of "greeting" is immutable at main, and would be an environment, which can always move. Name the environment otherwise.';
    const now = ['staging', 'production', 'v1.0.0'];
    deepStrictEqual([told(now), told(now, moved)], [[said], [said]]);
  });

  it('names a protected environment that would serve something else for no record', () => {
    const odd = tagging('t2', 5, 'v2', { tag: 'production', previous: ['r1'], immutable: true });
    const back = release('r2', 6, 'v1', { previous: ['t2'], rollback: true });
    deepStrictEqual(told(['staging'], odd, back), [
      '"production" of "greeting" would serve something else than at main, and no record says so. Undo the change of environments.',
    ]);
  });
});
