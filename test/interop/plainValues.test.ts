import { deepStrictEqual } from 'node:assert/strict';
import {
  entryOf,
  given,
  isMapping,
  hasRole,
  isNothing,
  keyPath,
  others,
  renamed,
  turned,
} from '../../src/interop/plainValues';

describe('plain values', () => {
  it('say nothing when they are absent or empty; false and 0 say something', () => {
    deepStrictEqual([undefined, null, '', [], {}].map(isNothing), [true, true, true, true, true]);
    deepStrictEqual([false, 0, 'a', [0]].map(isNothing), [false, false, false, false]);
    deepStrictEqual(given({ a: 0, b: '', c: [] }), { a: 0 });
    deepStrictEqual(others({ a: 1, b: 2, c: null }, ['a']), { b: 2 });
    deepStrictEqual([{}, [], null, 'a'].map(isMapping), [true, false, false, false]);
  });

  it('stand at a path, and are messages where they have a role', () => {
    deepStrictEqual([keyPath('', 'a'), keyPath('b', 'a')], ['a', 'b.a']);
    const values = [{ role: 'user' }, { role: 1 }, {}, null, 'user'];
    deepStrictEqual(values.map(hasRole), [true, false, false, false, false]);
  });

  it('get other names, and theirs back', () => {
    const names = { topP: 'top_p' };
    deepStrictEqual(renamed({ topP: 1, x: 2 }, names), { top_p: 1, x: 2 });
    deepStrictEqual(renamed({ top_p: 1 }, turned(names)), { topP: 1 });
  });

  it('are looked up by what a table has itself', () => {
    const table = { a: 1 };
    deepStrictEqual(
      ['a', 'b', 'constructor', '__proto__', 1].map(key => entryOf(table, key)),
      [1, undefined, undefined, undefined, undefined],
    );
  });
});
