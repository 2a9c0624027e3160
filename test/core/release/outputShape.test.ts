import { deepStrictEqual } from 'node:assert/strict';
import { answerBreaks, toolBreaks } from '../../../src/core/release/outputShape';

describe('answerBreaks', () => {
  const list = (items: object) => ({ type: 'array', items });

  it('looks into the items of lists and the fields of fields', () => {
    const before = { properties: { a: list({ properties: { b: { type: 'string' } } }) } };
    const after = { properties: { a: list({ properties: { b: { type: 'null' } } }) } };
    deepStrictEqual(answerBreaks(before, after), [
      'The answer: "a": an item: "b" can be null now; it was string.',
    ]);
  });

  it('reads a schema that stands there bare, or under "schema"', () => {
    const [was, is] = [{ required: ['a'] }, { required: [] }];
    const told = ['The answer does not promise "a" any more.'];
    deepStrictEqual(answerBreaks(was, is), told);
    deepStrictEqual(answerBreaks({ schema: was }, { schema: is }), told);
    const named = (schema: object) => ({ type: 'json_schema', json_schema: { schema } });
    deepStrictEqual(answerBreaks(named(was), is), told);
  });

  it('says so where a list of choices or a type is gone', () => {
    deepStrictEqual(answerBreaks({ enum: ['a'] }, {}), [
      'The answer is not one of a list any more.',
    ]);
    deepStrictEqual(answerBreaks({ type: 'string' }, {}), [
      'The answer can have any type now; it was string.',
    ]);
  });

  it('finds nothing in what it cannot judge, and fails on nothing', () => {
    for (const odd of [null, 3, 'json', [], { type: 7, required: 'a', properties: [], enum: {} }]) {
      deepStrictEqual(answerBreaks(odd, odd), []);
    }
  });
});

describe('toolBreaks', () => {
  it('reads tools in the form of OpenAI, and bare ones', () => {
    const bare = [{ name: 'look' }];
    const wrapped = [{ type: 'function', function: { name: 'look' } }];
    deepStrictEqual(toolBreaks(bare, wrapped), []);
    deepStrictEqual(toolBreaks(null, bare), toolBreaks('none', wrapped));
  });

  it('passes over what is no tool', () => {
    deepStrictEqual(toolBreaks([], [null, 3, {}, { name: 4 }]), []);
  });
});
