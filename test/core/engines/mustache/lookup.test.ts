import { deepStrictEqual, strictEqual } from 'node:assert';
import { isShown, lookUp, printValue } from '../../../../src/core/engines/mustache/lookup';

describe('lookUp', () => {
  const root = { a: { b: 1, c: null }, list: [{ a: 'item' }], text: 'abc' };
  const cases: [what: string, stack: unknown[], name: string, value: unknown][] = [
    ['a name', [root], 'text', 'abc'],
    ['a dotted name', [root], 'a.b', 1],
    ['null, which is there', [root], 'a.c', null],
    ['an item of a list', [root], 'list.0.a', 'item'],
    ['the innermost context that has the name', [root, { a: 2 }], 'a', 2],
    ['an outer context', [root, { x: 2 }], 'text', 'abc'],
  ];
  for (const [what, stack, name, value] of cases) {
    it(`finds ${what}`, () => {
      deepStrictEqual(lookUp(stack, name.split('.')), { found: true, value });
    });
  }

  it('stays in the context that has the first part', () => {
    deepStrictEqual(lookUp([{ a: { b: 1 } }, { a: {} }], ['a', 'b']), { found: false });
  });

  const outOfReach = [
    'constructor',
    'constructor.name',
    '__proto__',
    'a.__proto__',
    'hasOwnProperty',
    'toString',
    'text.length',
    'text.0',
    'list.length',
    'list.map',
    'list.00',
    'list.-1',
    'a.b.toFixed',
    'method',
    'a.c.d',
  ];
  for (const name of outOfReach) {
    it(`never finds ${name}`, () => {
      const stack = [{ ...root, method: () => 1 }];
      deepStrictEqual(lookUp(stack, name.split('.')), { found: false });
    });
  }

  it('finds a name of JavaScript where it is data', () => {
    const values: unknown = JSON.parse('{ "__proto__": { "constructor": 1 } }');
    deepStrictEqual(lookUp([values], ['__proto__', 'constructor']), { found: true, value: 1 });
  });
});

describe('printValue', () => {
  const cases: [value: unknown, printed: string][] = [
    ['<a> & "b"', '<a> & "b"'],
    ['', ''],
    [0, '0'],
    [1.0, '1'],
    [0.1, '0.1'],
    [1e21, '1e+21'],
    [true, 'true'],
    [false, 'false'],
    [null, ''],
    [[1, 'a', null], '[1,"a",null]'],
    [{ a: { b: [] } }, '{"a":{"b":[]}}'],
  ];
  for (const [value, printed] of cases) {
    it(`prints ${JSON.stringify(value)} as ${JSON.stringify(printed)}`, () => {
      strictEqual(printValue(value), printed);
    });
  }
});

describe('isShown', () => {
  it('hides what JavaScript calls false, and empty lists', () => {
    for (const value of [false, null, undefined, 0, '', []]) strictEqual(isShown(value), false);
    for (const value of [true, 1, '0', {}, [0]]) strictEqual(isShown(value), true);
  });
});
