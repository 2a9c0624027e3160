import { deepStrictEqual, throws, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import {
  changeEnvironments,
  type EnvironmentChange,
} from '../../../../src/core/ledger/environments/environmentChange';
import { LedgerError } from '../../../../src/core/base/errors';
import {
  INITIAL_CONFIG,
  parseRegistryConfig,
} from '../../../../src/core/ledger/environments/registryConfig';
import { checkRefusal, refusalOf } from '../../../support/refusal';
import { holdsFor } from '../../../support/seeded';

const SHORT = '{ "format": 1, "environments": [{ "name": "a" }, { "name": "b" }] }\n';
const TABS =
  '{\n\t"format": 1,\n\t"environments": [\n\t\t{ "name": "a" },\n\t\t{ "name": "b", "x": {} }\n\t],\n\t"team": "search"\n}';

describe('changeEnvironments', () => {
  it('refuses a text that is nested without end, which JSON can be', () => {
    const depth = 50_000;
    const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const text = `{"format":1,"environments":[{"name":"a"}],"other":${nested}}`;
    throws(() => changeEnvironments(text, { kind: 'add', environment: 'b' }), {
      code: 'invalid-registry',
    });
  });
});

describe('changeEnvironments', () => {
  const names = (text: string) => parseRegistryConfig(text).environments.map(({ name }) => name);

  const cases: [what: string, before: string, change: EnvironmentChange, after: string][] = [
    [
      'adds at the end',
      SHORT,
      { kind: 'add', environment: 'c' },
      '{ "format": 1, "environments": [{ "name": "a" }, { "name": "b" }, { "name": "c" }] }\n',
    ],
    [
      'adds in between, as the others are written',
      TABS,
      { kind: 'add', environment: 'c', position: 1 },
      TABS.replace('{ "name": "b"', '{ "name": "c" },\n\t\t{ "name": "b"'),
    ],
    [
      'adds to an empty list',
      '{ "format": 1, "environments": [] }',
      { kind: 'add', environment: 'c' },
      '{ "format": 1, "environments": [\n  { "name": "c" }\n] }',
    ],
    [
      'adds to a list of one',
      '{"format":1,"environments":[{"name":"a"}]}',
      { kind: 'add', environment: 'c' },
      '{"format":1,"environments":[{"name":"a"}, { "name": "c" }]}',
    ],
    [
      'moves with all that is said of it',
      TABS,
      { kind: 'move', environment: 'b', position: 0 },
      TABS.replace(
        '{ "name": "a" },\n\t\t{ "name": "b", "x": {} }',
        '{ "name": "b", "x": {} },\n\t\t{ "name": "a" }',
      ),
    ],
    [
      'removes',
      SHORT,
      { kind: 'remove', environment: 'a' },
      '{ "format": 1, "environments": [{ "name": "b" }] }\n',
    ],
    [
      'removes the last one',
      '{ "format": 1, "environments": [{ "name": "b" }] }',
      { kind: 'remove', environment: 'b' },
      '{ "format": 1, "environments": [] }',
    ],
    [
      'sets what was not said',
      TABS,
      { kind: 'set', environment: 'b', protected: true, promoteFrom: null },
      TABS.replace('"x": {}', '"x": {}, "protected": true, "promoteFrom": null'),
    ],
    [
      'replaces what was said',
      INITIAL_CONFIG,
      { kind: 'set', environment: 'production', approvals: 2, protected: false },
      INITIAL_CONFIG.replace('true', 'false').replace('"approvals": 0', '"approvals": 2'),
    ],
    [
      'sets on a line of its own where keys stand so',
      INITIAL_CONFIG,
      { kind: 'set', environment: 'staging', gates: ['samples'] },
      INITIAL_CONFIG.replace('"staging"', '"staging",\n      "gates": ["samples"]'),
    ],
    ['leaves all as it is where nothing is set', TABS, { kind: 'set', environment: 'a' }, TABS],
  ];
  for (const [what, before, change, after] of cases) {
    it(what, () => {
      strictEqual(changeEnvironments(before, change), after);
    });
  }

  it('writes a new environment in several lines where the others have them', () => {
    const text = changeEnvironments(INITIAL_CONFIG, {
      kind: 'add',
      environment: 'eu',
      position: 0,
    });
    strictEqual(
      text.split('\n').slice(2, 7).join('\n'),
      '  "environments": [\n    {\n      "name": "eu"\n    },\n    {',
    );
  });

  it('writes a gate once that is named twice', () => {
    const experiments = [{ name: 'support', against: 'a' }, { name: 'tone' }];
    const asked = changeEnvironments(SHORT, { kind: 'set', environment: 'a', experiments });
    deepStrictEqual(parseRegistryConfig(asked).environments[0]?.experiments, experiments);
    const none = changeEnvironments(asked, { kind: 'set', environment: 'a', experiments: [] });
    deepStrictEqual(parseRegistryConfig(none).environments[0]?.experiments, []);
    const gates = ['samples', 'samples'] as const;
    const text = changeEnvironments(SHORT, { kind: 'set', environment: 'a', gates });
    deepStrictEqual(parseRegistryConfig(text).environments[0]?.gates, ['samples']);
  });

  it('takes a position past either end for that end', () => {
    deepStrictEqual(
      names(changeEnvironments(SHORT, { kind: 'move', environment: 'a', position: 9 })),
      ['b', 'a'],
    );
    deepStrictEqual(
      names(changeEnvironments(SHORT, { kind: 'add', environment: 'c', position: -1 })),
      ['c', 'a', 'b'],
    );
  });

  it('refuses a name that is taken, unknown, or none', () => {
    const refusal = (change: EnvironmentChange) =>
      refusalOf(() => changeEnvironments(SHORT, change));
    checkRefusal(refusal({ kind: 'add', environment: 'a' }), 'name-taken', '"a"');
    checkRefusal(refusal({ kind: 'add', environment: 'A b' }), 'invalid-name');
    checkRefusal(refusal({ kind: 'add', environment: 'latest' }), 'tag-reserved');
    checkRefusal(refusal({ kind: 'remove', environment: 'z' }), 'environment-not-found', 'a, b');
  });

  it('refuses what would break the pipeline, and says what to do', () => {
    const text = SHORT.replace('"b"', '"b", "promoteFrom": "a"');
    const removal = refusalOf(() => changeEnvironments(text, { kind: 'remove', environment: 'a' }));
    checkRefusal(removal, 'invalid-argument', '"promoteFrom" must name', 'Change the others first');
    const half = () => changeEnvironments(SHORT, { kind: 'set', environment: 'a', approvals: 0.5 });
    checkRefusal(refusalOf(half), 'invalid-argument', 'whole number');
  });

  it('refuses a file that is broken, with its line', () => {
    const broken = () => changeEnvironments('{', { kind: 'add', environment: 'a' });
    checkRefusal(refusalOf(broken), 'invalid-registry', 'line 1');
  });

  it('reads back as the change says, however often and in whatever order', () => {
    const name = fc.constantFrom('a', 'b', 'canary', 'eu', 'us');
    const change: fc.Arbitrary<EnvironmentChange> = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), environment: name, position: fc.nat(6) }),
      fc.record({ kind: fc.constant('remove' as const), environment: name }),
      fc.record({ kind: fc.constant('move' as const), environment: name, position: fc.nat(6) }),
      fc.record({
        kind: fc.constant('set' as const),
        environment: name,
        protected: fc.boolean(),
        approvals: fc.nat(3),
      }),
    );
    const given = fc.record({
      text: fc.constantFrom(SHORT, TABS, INITIAL_CONFIG),
      changes: fc.array(change, { maxLength: 12 }),
    });
    holdsFor(given, 300, ({ text, changes }) => {
      let now = text;
      for (const one of changes) now = follow(now, one);
    });
  });

  /** Makes a change and checks it against what a list would do. */
  function follow(text: string, change: EnvironmentChange): string {
    const before = names(text);
    const { environment } = change;
    let after: string;
    try {
      after = changeEnvironments(text, change);
    } catch (error) {
      if (error instanceof LedgerError) return text;
      throw error;
    }
    const rest = before.filter(name => name !== environment);
    const expected = [...rest];
    if (change.kind === 'add' || change.kind === 'move')
      expected.splice(change.position ?? 0, 0, environment);
    deepStrictEqual(names(after), change.kind === 'set' ? before : expected);
    const found = parseRegistryConfig(after).environments.find(({ name }) => name === environment);
    if (change.kind === 'set') {
      deepStrictEqual([found?.protected, found?.approvals], [change.protected, change.approvals]);
    }
    return after;
  }
});
