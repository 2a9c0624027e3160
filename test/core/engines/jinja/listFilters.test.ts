import { ok, strictEqual } from 'node:assert';
import { missingIn, refusalOf, renderText } from '../../../support/jinja';

const values = {
  numbers: [3, 1, 2],
  people: [
    { name: 'b', age: 2 },
    { name: 'A', age: 2 },
    { name: 'c', age: 1 },
  ],
  holes: [null, 1],
};

describe('the filters for lists', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['numbers|sort', '[1,2,3]'],
    ['people|sort(attribute="age,name")|map(attribute="name")|list', '["c","A","b"]'],
    ['people|sort(attribute="age", reverse=true)|map(attribute="name")|join', 'bAc'],
    ['numbers|batch(2, 0)|list', '[[3,1],[2,0]]'],
    ['numbers|slice(2, 0)|list', '[[3,1],[2,0]]'],
    ['holes|first', 'None'],
    ['[]|first|default("d")', 'd'],
    ['[1, none]|last', 'None'],
    ['numbers|select("gt", 1)|list', '[3,2]'],
    ['people|rejectattr("age", "eq", 1)|list|length', '2'],
    ['numbers|map("string")|join("+")', '3+1+2'],
    ['numbers|sum(start=1)', '7'],
    ['["a", "A"]|unique|list', '["a"]'],
    ['{"b": 1, "a": 2}|dictsort', '[["a",2],["b",1]]'],
    ['numbers|max', '3'],
    ['people|min(attribute="age")', '{"name":"c","age":1}'],
    ['nosuch|items|list', '[]'],
  ];
  for (const [expression, text] of CASES) {
    it(`make ${text} of ${expression}`, () => {
      strictEqual(renderText(`{{ ${expression} }}`, values), text);
    });
  }

  const REFUSALS: readonly (readonly [string, string])[] = [
    ['[]|first', 'the list is empty'],
    ['[]|max', 'the list is empty'],
    ['[1]|batch(0)', 'at least 1'],
    ['[1]|batch(1000000000, 0)', 'a smaller size'],
    ['[1]|slice(1000000000)', 'from 1 to 100000'],
    ['[1, "a"]|sort', 'does not compare'],
    ['[[1]]|unique', 'does not take a list of list'],
    ['[1]|map', 'needs a filter or an attribute'],
    ['[1]|map("nosuch")', 'the filter "nosuch" is not supported'],
    ['[1]|select("nosuch")', 'the test "nosuch" is not supported'],
    ['numbers|map("string")|last', 'does not take a generator'],
    ['numbers|items', '"items" does not take list'],
    ['numbers|dictsort', '"dictsort" does not take list'],
    ['{}|dictsort(by="x")', '"by" must be "key" or "value"'],
    ['people|selectattr', 'an attribute must be named here'],
    ['people|selectattr("x")|list', 'has no "x"'],
  ];
  for (const [expression, refusal] of REFUSALS) {
    it(`refuse ${expression}`, () => {
      ok(refusalOf(`{{ ${expression} }}`, values).includes(refusal));
    });
  }

  it('go through a generator only once, as Python does', () => {
    const template = '{% set g = numbers|map("string") %}{{ g|first }}{{ g|join }}{{ g|join }}';
    strictEqual(renderText(template, values), '312');
  });

  it('report a name that is missing among the items', () => {
    strictEqual(missingIn('{{ [1, a]|join }}')[0], 'a 1:8');
  });
});
