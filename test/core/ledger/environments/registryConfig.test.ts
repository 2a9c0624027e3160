import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  findEnvironment,
  INITIAL_CONFIG,
  parseRegistryConfig,
} from '../../../../src/core/ledger/environments/registryConfig';
import { checkRefusal, refusalOf } from '../../../support/refusal';

function environment(name: string, given: object = {}) {
  return {
    ...{ name, protected: false, approvals: 0, promoteFrom: undefined, gates: [], experiments: [] },
    ...given,
  };
}

function configOf(...environments: unknown[]): string {
  return JSON.stringify({ format: 1, environments }, null, 2);
}

/** A registry whose only environment asks for experiments. */
function gatedBy(experiments: unknown): string {
  return configOf({ name: 'a', experiments });
}

describe('parseRegistryConfig', () => {
  it('reads what a new registry has', () => {
    deepStrictEqual(parseRegistryConfig(INITIAL_CONFIG).environments, [
      environment('development'),
      environment('staging', { promoteFrom: 'development' }),
      environment('production', { promoteFrom: 'staging', protected: true }),
    ]);
  });

  it('begins a new registry with exactly these bytes', () => {
    strictEqual(
      INITIAL_CONFIG,
      [
        '{',
        '  "format": 1,',
        '  "environments": [',
        '    {',
        '      "name": "development"',
        '    },',
        '    {',
        '      "name": "staging"',
        '    },',
        '    {',
        '      "name": "production",',
        '      "protected": true,',
        '      "approvals": 0',
        '    }',
        '  ]',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('promotes from the environment before, unless it says otherwise', () => {
    const text = configOf(
      { name: 'a' },
      { name: 'b' },
      { name: 'c', promoteFrom: 'a', approvals: 2 },
    );
    deepStrictEqual(parseRegistryConfig(text).environments, [
      environment('a'),
      environment('b', { promoteFrom: 'a' }),
      environment('c', { promoteFrom: 'a', approvals: 2 }),
    ]);
  });

  it('may promote from an environment that comes later in the list', () => {
    const text = configOf({ name: 'a', promoteFrom: 'b' }, { name: 'b', promoteFrom: 'a' });
    strictEqual(parseRegistryConfig(text).environments[0]?.promoteFrom, 'b');
  });

  it('promotes from nowhere where it says null: a pipeline of its own begins', () => {
    const text = configOf({ name: 'a' }, { name: 'b', promoteFrom: null }, { name: 'c' });
    deepStrictEqual(
      parseRegistryConfig(text).environments.map(({ promoteFrom }) => promoteFrom),
      [undefined, undefined, 'b'],
    );
  });

  it('reads the gates of an environment, each once', () => {
    const text = configOf({ name: 'a', gates: ['samples', 'samples'] });
    deepStrictEqual(parseRegistryConfig(text).environments[0]?.gates, ['samples']);
  });

  it('reads the experiments of an environment, each once', () => {
    const support = { name: 'support', against: 'a' };
    const text = configOf({ name: 'a', experiments: [support, { name: 'tone' }, support] });
    const { experiments } = parseRegistryConfig(text).environments[0] ?? {};
    deepStrictEqual(experiments, [support, { name: 'tone' }]);
  });

  it('refuses more environments than anybody promotes through', () => {
    const many = Array.from({ length: 1001 }, (_, index) => ({ name: `e${index}` }));
    const error = refusalOf(() => parseRegistryConfig(configOf(...many)));
    checkRefusal(error, 'invalid-registry', '1001 environments', 'at most 1000');
  });

  it('takes a registry without environments, and keys it does not know', () => {
    deepStrictEqual(parseRegistryConfig('{"format":1,"environments":[],"more":{}}'), {
      environments: [],
    });
  });

  it('says how to get the file back where there is none', () => {
    checkRefusal(
      refusalOf(() => parseRegistryConfig(undefined)),
      'invalid-registry',
      'no registry.json',
      'Initialize Registry',
    );
  });

  it('refuses a newer format by name and says that reading works', () => {
    const error = refusalOf(() => parseRegistryConfig('{"format":2,"environments":"changed"}'));
    checkRefusal(error, 'registry-newer', 'format 2', 'Update Prompt Ledger', 'reading works');
    deepStrictEqual(error.data, { format: 2, supported: 1 });
  });

  const broken: [what: string, text: string, line: number, reason: string][] = [
    ['an empty file', '', 1, 'not valid JSON'],
    ['a list', '[]', 1, 'must hold an object'],
    ['a comma too many', '{\n  "format": 1,\n}', 3, 'not valid JSON'],
    ['a comma too few', '{\n  "format": 1\n  "environments": []\n}', 3, 'not valid JSON'],
    [
      'a word that is no value',
      '{\n  "format": 1,\n  "x": tru,\n  "y": 1\n}\n',
      3,
      'not valid JSON',
    ],
    ['single quotes', '{\n  "format": 1,\n  "x": \'a\',\n  "y": 1\n}\n', 3, 'not valid JSON'],
    ['a comment', '{\n  // mine\n  "format": 1\n}\n', 2, 'not valid JSON'],
    [
      'a value that is missing',
      '{\n  "format": 1,\n  "x":\n  ,\n  "y": 1\n}\n',
      4,
      'not valid JSON',
    ],
    ['a file cut off', '{\n  "format": 1,\n  "environments": [\n', 3, 'not valid JSON'],
    ['a conflict', '{\n<<<<<<< ours\n  "format": 1\n', 2, 'not valid JSON'],
    ['no format', '{\n  "environments": []\n}', 1, '"format" must be 1'],
    ['a format that is text', '{\n\n  "format": "1"\n}', 3, '"format" must be 1'],
    ['an old format', '{"format":0}', 1, '"format" must be 1'],
    ['a fraction of a format', '{"format":1.5}', 1, '"format" must be 1'],
    ['environments that are no list', '{\n"format":1,\n"environments":{}\n}', 3, 'must be a list'],
    ['an environment without a name', configOf({ name: 'a' }, {}), 7, 'needs a "name"'],
    ['an environment that is text', configOf('a'), 4, 'must be an object'],
    ['a name twice', configOf({ name: 'a' }, { name: 'a' }), 7, '"a" stands twice'],
    ['a name that no tag can have', configOf({ name: 'latest' }), 4, 'newest version'],
    ['an upper-case name', configOf({ name: 'Prod' }), 4, 'may hold only lower-case'],
    ['protection that is text', configOf({ name: 'a', protected: 'yes' }), 4, 'true or false'],
    ['half an approval', configOf({ name: 'a', approvals: 0.5 }), 4, 'whole number from 0'],
    ['approvals below 0', configOf({ name: 'a', approvals: -1 }), 4, 'whole number from 0'],
    ['promotion from a list', configOf({ name: 'a', promoteFrom: [] }), 4, 'name of an'],
    ['a gate that nobody knows', configOf({ name: 'a', gates: ['luck'] }), 4, 'a list of: samples'],
    ['a gate that is no list', configOf({ name: 'a', gates: 'samples' }), 4, 'a list of: samples'],
    ['experiments that are no list', gatedBy('support'), 4, '"experiments" must be a list'],
    ['an experiment that is text', gatedBy(['support']), 4, 'must be objects such as'],
    ['an experiment without a name', gatedBy([{ against: 'a' }]), 4, 'say the "name"'],
    ['an experiment that no file can have', gatedBy([{ name: '../x' }]), 4, 'lower-case'],
    ['a comparison with a list', gatedBy([{ name: 'x', against: [] }]), 4, 'of an environment'],
    ['a comparison with nothing', gatedBy([{ name: 'x', against: 'b' }]), 6, '"b" is none'],
    [
      'a condition of an experiment that nobody knows',
      gatedBy([{ name: 'x', atLeast: 3 }]),
      4,
      '"atLeast" is nothing that is known',
    ],
    ['promotion from nowhere', configOf({ name: 'a', promoteFrom: 'x' }), 6, 'another environment'],
    ['promotion from itself', configOf({ name: 'a', promoteFrom: 'a' }), 6, 'another environment'],
  ];
  for (const [what, text, line, reason] of broken) {
    it(`reports ${what} in line ${line}`, () => {
      const error = refusalOf(() => parseRegistryConfig(text));
      checkRefusal(
        error,
        'invalid-registry',
        reason,
        `registry.json, line ${line}:`,
        'still works',
      );
      strictEqual(error.data.line, line);
    });
  }
});

describe('findEnvironment', () => {
  it('names those there are', () => {
    checkRefusal(
      refusalOf(() => findEnvironment(parseRegistryConfig(INITIAL_CONFIG), 'live')),
      'environment-not-found',
      'no environment "live"',
      'development, staging, production',
    );
    checkRefusal(
      refusalOf(() => findEnvironment({ environments: [] }, 'live')),
      'environment-not-found',
      'none',
    );
  });
});
