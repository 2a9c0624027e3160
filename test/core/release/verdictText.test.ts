import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../../src/core/prompt/document/document';
import { verdictOf } from '../../../src/core/release/verdict';
import { readVerdict, verdictPhrases } from '../../../src/core/release/verdictText';

const RUN = { record: 'r', model: 'm', rows: 40, passed: 38 };
const COMPARED = { version: 'v', wins: 3, losses: 1, p: 0.6 };
const SUPPORT = {
  ...{ experiment: 'support', against: 'production', result: 'passed' as const },
  runs: [{ ...RUN, compared: COMPARED }],
};

const EMPTY = {
  breaking: false,
  why: [],
  variables: { added: [], removed: [], retyped: [], required: [] },
  changed: {},
};

describe('readVerdict', () => {
  it('reads back what verdictOf says', () => {
    const judged = (source: string) => ({ document: requireDocument(source) });
    const samples = { checked: 1, failing: [{ sample: 'a', message: 'b', regressed: false }] };
    const before = judged('---\nmodel: a\ninputs: { n: { type: string } }\n---\n{{n}}');
    const after = judged('---\nmodel: b\ninputs: { n: { type: array } }\n---\n{{n}}{{m}}');
    const verdict = {
      ...verdictOf(before, after, samples),
      gates: { samples: 'failed' as const },
      experiments: [SUPPORT],
    };
    deepStrictEqual(readVerdict(JSON.parse(JSON.stringify(verdict)) as object as never), verdict);
  });

  it('reads what an older writer wrote', () => {
    const old = { breaking: true, variables: { added: ['a'], removed: [] }, changed: {} };
    deepStrictEqual(readVerdict(old), {
      ...EMPTY,
      breaking: true,
      variables: { ...EMPTY.variables, added: ['a'] },
    });
  });

  it('takes nothing of another form', () => {
    const forged: Record<string, unknown>[] = [
      {},
      { breaking: 'yes', why: 'x', variables: 3, changed: null },
      { why: [1, {}], variables: { added: [null], retyped: [{ name: 1 }] }, changed: { a: 1 } },
      { gates: 'passed', samples: [] },
    ];
    for (const value of forged) deepStrictEqual(readVerdict(value), EMPTY);
    deepStrictEqual(readVerdict({ gates: { samples: 'maybe', x: 1 } }).gates, {});
    const odd = [
      ...[1, null, { experiment: 'a' }, { ...SUPPORT, result: 'maybe' }, { ...SUPPORT, runs: [1] }],
      { ...SUPPORT, runs: [{ ...RUN, compared: 'x' }] },
      { ...SUPPORT, runs: [{ ...RUN, compared: { ...COMPARED, p: '0' } }] },
    ];
    deepStrictEqual(readVerdict({ experiments: odd }).experiments, []);
    const { samples } = readVerdict({ samples: { failing: [{}], checked: '3' } });
    deepStrictEqual(samples, { checked: 0, failing: [] });
  });
});

describe('verdictPhrases', () => {
  it('says what experiments said', () => {
    const plain = { ...RUN, compared: null };
    const experiments = [
      SUPPORT,
      { ...SUPPORT, experiment: 'tone', result: 'failed' as const, runs: [] },
      { ...SUPPORT, experiment: 'two', runs: [plain, { ...plain, model: 'n' }] },
      { ...SUPPORT, experiment: 'other', result: 'not-asked' as const, runs: [] },
    ];
    deepStrictEqual(verdictPhrases({ ...EMPTY, experiments }), [
      'experiment support is met: 38 of 40 rows pass, 3 better and 1 worse than in production',
      'experiment tone is not met',
      'experiment two is met: 38 of 40 rows pass with m; 38 of 40 rows pass with n',
    ]);
  });

  it('says nothing where only words changed', () => {
    deepStrictEqual(verdictPhrases(EMPTY), []);
  });

  it('says what breaks callers first, then what they can notice', () => {
    const variables = {
      added: ['city', 'note'],
      removed: ['old'],
      retyped: [{ name: 'n', from: 'string', to: 'array' } as const],
      required: ['city'],
    };
    const changed = {
      model: { from: 'a', to: 'b' },
      tools: { from: null, to: [] },
      parameters: { from: { temperature: 0 }, to: null },
      response_format: { from: null, to: { schema: 'x'.repeat(99) } },
    };
    const failing = [
      { sample: 'vip', message: '', regressed: true },
      { sample: 'odd', message: '', regressed: false },
    ];
    deepStrictEqual(
      verdictPhrases({ ...EMPTY, variables, changed, samples: { checked: 3, failing } }),
      [
        'now required: city',
        'retyped: n (string → array)',
        'new variables: note',
        'variables gone: old',
        'model: a → b',
        'tools changed',
        'parameters: {"temperature":0} → none',
        'response format changed',
        'samples that fail: vip (rendered before), odd',
      ],
    );
  });

  it('says that a gate was passed', () => {
    strictEqual(
      verdictPhrases({ ...EMPTY, gates: { samples: 'passed' } })[0],
      'all samples render',
    );
  });
});
