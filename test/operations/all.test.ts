import { deepStrictEqual, match, ok } from 'node:assert/strict';
import { OPERATIONS } from '../../src/operations/all';
import type { Operation } from '../../src/operations/operation';
import { holds } from '../../src/operations/schema';

const operations = Object.entries<Operation>(OPERATIONS);

describe('the operations', () => {
  it('are exported by the name that they have', () => {
    deepStrictEqual(
      operations.map(([, { name }]) => name),
      operations.map(([name]) => name),
    );
  });

  for (const [name, { summary, input, examples = [] }] of operations) {
    it(`${name}: says what it and its fields are in half a sentence, on one line`, () => {
      for (const text of [summary, ...Object.values(input).map(({ description }) => description)]) {
        match(text, /^[^\n]*[^.\n]$/);
      }
    });

    it(`${name}: its examples are inputs that it takes`, () => {
      for (const [given, does] of examples) {
        ok(does !== '');
        for (const [field, value] of Object.entries(given)) ok(holds(input[field]!, value), field);
        const missing = Object.entries(input).filter(
          ([field, { isRequired }]) => isRequired && !(field in given),
        );
        deepStrictEqual(missing, []);
      }
    });
  }

  it('call things of one kind by one name, so that a name can be read before it is known who asks', () => {
    const kinds = new Map<string, Set<string>>();
    for (const [, { input }] of operations) {
      for (const [name, { kind }] of Object.entries(input)) {
        kinds.set(name, (kinds.get(name) ?? new Set()).add(kind));
      }
    }
    deepStrictEqual(
      [...kinds].filter(([, found]) => found.size > 1),
      [],
    );
  });
});
