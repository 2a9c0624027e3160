import { deepEqual, equal, match, throws } from 'node:assert/strict';
import type { CheckRun } from '../../../../src/core/evaluation/checks/model';
import { schemaCheck, schemaOf } from '../../../../src/core/evaluation/checks/schemas';

const runOf = (value: unknown): CheckRun =>
  ({ check: { type: 'is-json', value }, value }) as unknown as CheckRun;

describe('a schema', () => {
  it('tells patterns apart, and looks for them in linear time', () => {
    const check = schemaCheck({
      properties: { a: { pattern: '^x' }, b: { pattern: '^(y+)+$' }, c: { pattern: '^\\p{Lu}' } },
    });
    equal(check({ a: 'x', b: 'yy', c: 'É' }), undefined);
    match(check({ a: 'y' }) ?? '', /data\/a must match pattern/);
    match(check({ b: 'x' }) ?? '', /data\/b must match pattern/);
    match(check({ b: `${'y'.repeat(100_000)}!` }) ?? '', /data\/b/);
  });

  it('is an object, or YAML, or absent', () => {
    equal(schemaOf(runOf(undefined)), undefined);
    deepEqual(
      ['type: string', '{"type": "string"}', { type: 'string' }].map(value =>
        schemaOf(runOf(value))?.(1),
      ),
      Array.from({ length: 3 }, () => 'data must be string'),
    );
  });

  for (const [value, sentence] of [
    [7, /is a JSON Schema, or absent/],
    ['a: [', /is no YAML/],
    ['text', /is a JSON Schema, or absent/],
    [{ type: 'strin' }, /is none: schema is invalid/],
    [{ unknown: 1 }, /is none: .*unknown keyword/],
    [{ pattern: '(a)\\1' }, /back reference/],
    [{ $ref: 'https://example.com/a.json' }, /is none: can't resolve reference/],
  ] as const) {
    it(`is refused: ${JSON.stringify(value)}`, () => {
      throws(() => schemaOf(runOf(value)), { code: 'invalid-input', message: sentence });
    });
  }
});
