import { deepEqual, rejects } from 'node:assert/strict';
import { rowsOf } from '../datasetRows';

const check = { type: 'contains', value: 'a' };

describe('a row of JSON Lines', () => {
  const table: readonly (readonly [object, object])[] = [
    [{ name: 'Ada' }, { values: { name: 'Ada' }, checks: [] }],
    [
      { name: 'Ada', expected: 'Hi', checks: [check] },
      { values: { name: 'Ada' }, expected: 'Hi', checks: [check] },
    ],
    [
      { name: 'Ada', assert: [check] },
      { values: { name: 'Ada' }, checks: [check] },
    ],
    [{ values: { expected: 1 } }, { values: { expected: 1 }, checks: [] }],
    [
      { vars: { a: 1 }, assert: [check], threshold: 0.5, description: 'D', metadata: { x: 1 } },
      { values: { a: 1 }, checks: [check], threshold: 0.5, description: 'D' },
    ],
    [
      { values: 'a text', vars: 4 },
      { values: { values: 'a text', vars: 4 }, checks: [] },
    ],
    [{}, { values: {}, checks: [] }],
  ];
  for (const [given, row] of table) {
    it(JSON.stringify(given), async () => {
      deepEqual(await rowsOf([JSON.stringify(given)], 'jsonl'), [{ ...row, line: 1 }]);
    });
  }

  it('keeps all digits', async () => {
    const [row] = await rowsOf(['{"n": 12345678901234567890}'], 'jsonl');
    deepEqual(row?.values.n, 12345678901234567890n);
  });

  for (const [line, sentence] of [
    ['{"a": 1', /^Line 2: This is no JSON/],
    ['[1]', /^Line 2: A row is an object/],
    ['{"values": {}, "vars": {}}', /mean the same/],
    ['{"values": {}, "expectd": 1}', /Did you mean "expected"/],
    ['{"values": {}, "threshold": "1"}', /is a number/],
    ['{"checks": [{"type": "contain"}]}', /Did you mean "contains"/],
    ['{"checks": [], "assert": []}', /mean the same/],
  ] as const) {
    it(`refuses ${line}`, async () => {
      const error = { code: 'invalid-input', message: sentence, data: { line: 2 } };
      await rejects(rowsOf(['{"a": 1}\n', line], 'jsonl'), error);
    });
  }
});
