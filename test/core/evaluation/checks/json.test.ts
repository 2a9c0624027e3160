import { deepEqual, throws } from 'node:assert/strict';
import fc from 'fast-check';
import { objectsIn } from '../../../../src/core/evaluation/checks/json';
import { runCheck } from '../../../../src/core/evaluation/checks/runCheck';
import { subjectOf } from '../checkSubject';

describe('the objects in a text', () => {
  const table: readonly (readonly [string, readonly unknown[]])[] = [
    ['Sure: {"a": {"b": 1}} and {c: 2}', [{ a: { b: 1 } }, { c: 2 }]],
    ['[{"a": 1}, {"a": 2}]', [{ a: 1 }, { a: 2 }]],
    ['{"a": {"b": 1', [{ a: { b: 1 } }]],
    ['{"a": 1, // why\n"b": "//no"}', [{ a: 1, b: '//no' }]],
    ['{ [ } {"a": 1}', [{ a: 1 }]],
    ['{', []],
    ['none', []],
  ];
  for (const [text, objects] of table) {
    it(JSON.stringify(text), () => {
      deepEqual(objectsIn(text), objects);
    });
  }

  it('are those that were put there', () => {
    const plain = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.integer(), {
      minKeys: 1,
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(fc.array(plain), objects => {
        deepEqual(
          objectsIn(objects.map(object => `so: ${JSON.stringify(object)};`).join('\n')),
          objects,
        );
      }),
    );
  });

  it('are not looked for where braces open without end', () => {
    throws(() => objectsIn('{'.repeat(50_000)), { code: 'too-large' });
  });
});

describe('is-json and contains-json', () => {
  const schema = { type: 'object', required: ['name'] };

  it('say what does not fit', async () => {
    const output = '{"nam": 1}';
    for (const type of ['is-json', 'contains-json'] as const) {
      const { reason } = await runCheck({ type, value: schema }, subjectOf({ output }));
      deepEqual(reason.includes("data must have required property 'name'"), true, reason);
    }
  });
});
