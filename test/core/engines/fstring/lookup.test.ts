import { deepStrictEqual, strictEqual } from 'node:assert';
import { parseFieldName } from '../../../../src/core/engines/fstring/fieldName';
import { lookUp, type Lookup } from '../../../../src/core/engines/fstring/lookup';

function find(values: unknown, name: string, spend = (): void => undefined): Lookup {
  const field = parseFieldName(name);
  if ('problem' in field) throw new Error(field.problem);
  return lookUp(values, field.path, spend);
}

describe('lookUp', () => {
  const values = {
    a: { b: 1, c: null, '0': 'zero', 'd e': 2 },
    list: [{ a: 'item' }, [1, 2]],
    text: 'a😀c',
    n: 3,
    method: () => 1,
    absent: undefined,
  };
  const cases: [name: string, value: unknown][] = [
    ['n', 3],
    ['a.b', 1],
    ['a[b]', 1],
    ['a[d e]', 2],
    ['a.c', null],
    ['a.0', 'zero'],
    ['list[0].a', 'item'],
    ['list[01][1]', 2],
    ['text[0]', 'a'],
    ['text[1]', '😀'],
    ['text[2]', 'c'],
  ];
  for (const [name, value] of cases) {
    it(`finds ${name}`, () => {
      deepStrictEqual(find(values, name), { found: true, value });
    });
  }

  const outOfReach = [
    'missing',
    'a[0]',
    'a.b.c',
    'a.c.d',
    'list[2]',
    'list[-1]',
    'list.0',
    'list.length',
    'list[length]',
    'list.map',
    'text[3]',
    'text[9]',
    'text.length',
    'text[length]',
    'text.upper',
    'n.real',
    'n[0]',
    'constructor',
    'a.constructor',
    'a[__proto__]',
    'a[constructor].name',
    'toString',
    'method',
    'absent',
  ];
  for (const name of outOfReach) {
    it(`never finds ${name}`, () => {
      deepStrictEqual(find(values, name), { found: false });
    });
  }

  it('finds a name of JavaScript where it is data', () => {
    const data: unknown = JSON.parse('{ "a": { "__proto__": { "constructor": 1 } } }');
    deepStrictEqual(find(data, 'a[__proto__].constructor'), { found: true, value: 1 });
  });

  it('says how far it read into a text', () => {
    let spent = 0;
    lookUp('x'.repeat(100), [{ name: '70', isItem: true }], steps => (spent += steps));
    strictEqual(spent, 70);
  });
});
