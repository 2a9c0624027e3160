import { deepStrictEqual } from 'node:assert/strict';
import { loosenedRules } from '../../../../src/core/ledger/audit/loosenedRules';
import { parseRegistryConfig } from '../../../../src/core/ledger/environments/registryConfig';

type Written = Readonly<Record<string, unknown>>;

const of = (environments: readonly Written[]) =>
  parseRegistryConfig(JSON.stringify({ format: 1, environments })).environments;

const staging = { name: 'staging' };
const production = { name: 'production', protected: true, approvals: 1, gates: ['samples'] };
const THEN = [{ name: 'development' }, staging, production];

describe('loosenedRules', () => {
  const told = (now: readonly Written[], then: readonly Written[] = THEN) =>
    loosenedRules(of(then), of(now), 'main').map(text => text.replace(/ at main\..*/, ''));
  const cases: [what: string, now: readonly Written[], told: readonly string[]][] = [
    ['nothing that stayed', THEN, []],
    ['another environment', [...THEN, { name: 'canary' }], []],
    ['more approvals', [THEN[0] ?? {}, staging, { ...production, approvals: 2 }], []],
    ['more protection', [THEN[0] ?? {}, { ...staging, protected: true }, production], []],
    ['an environment between', [...THEN.slice(0, 2), { name: 'canary' }, production], []],
    ['an environment without rules that is gone', [staging, production], []],
    [
      'protection that is gone',
      [...THEN.slice(0, 2), { ...production, protected: false }],
      ['"production" is not protected, and was'],
    ],
    [
      'fewer approvals, and a gate that is gone',
      [...THEN.slice(0, 2), { ...production, approvals: 0, gates: [] }],
      [
        '"production" asks for 0 approvals, and asked for 1',
        '"production" has no gate "samples", and had it',
      ],
    ],
    [
      'an environment with rules that is gone',
      [staging],
      ['The environment "production" is gone, and had rules'],
    ],
    [
      'another source',
      [...THEN.slice(0, 2), { ...production, promoteFrom: 'development' }],
      ['"production" takes what "development" serves, and took what "staging" served'],
    ],
    [
      'no source',
      [...THEN.slice(0, 2), { ...production, promoteFrom: null }],
      ['"production" takes what anything serves, and took what "staging" served'],
    ],
  ];
  for (const [what, now, expected] of cases) {
    it(`${expected.length === 0 ? 'passes over' : 'names'} ${what}`, () => {
      deepStrictEqual(told(now), expected);
    });
  }

  it('names an experiment that is gone, or compares with nothing any more', () => {
    const asks = (...experiments: object[]) => [
      ...THEN.slice(0, 2),
      { ...production, experiments },
    ];
    const support = { name: 'support', against: 'production' };
    const then = asks(support, { name: 'tone' });
    deepStrictEqual(told(then, then), []);
    deepStrictEqual(told(asks({ name: 'support' }, { name: 'tone' }), then), [
      '"production" does not ask for the experiment "support:production", and asked for it',
    ]);
    const only = { name: 'canary', experiments: [{ name: 'tone' }] };
    deepStrictEqual(told(THEN, [...THEN, only]), [
      'The environment "canary" is gone, and had rules',
    ]);
  });

  it('names an open environment between two protected ones', () => {
    const then = [{ ...staging, protected: true }, production];
    const between = (canary: Written) => told([then[0] ?? {}, canary, production], then).length;
    deepStrictEqual(between({ name: 'canary' }), 1);
    deepStrictEqual(between({ name: 'canary', protected: true }), 0);
  });

  it('ends where sources go around in a circle', () => {
    const circle = [
      { name: 'a', promoteFrom: 'b' },
      { name: 'b', promoteFrom: 'a' },
      staging,
      { ...production, promoteFrom: 'a' },
    ];
    deepStrictEqual(told(circle).length, 1);
  });
});
