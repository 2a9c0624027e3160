import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { isMethod, METHODS, replaceParts } from '../../../../src/core/engines/jinja/methods';
import { refusalOf, renderText } from '../../../support/jinja';
import { Budget } from '../../../../src/core/engines/template/budget';

const budget = new Budget();

describe('callMethod', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['"aXa".upper() ~ "B".lower()', 'AXAb'],
    ['"a,b,c".split(",", 1)', '["a","b,c"]'],
    ['"  a  b ".split()', '["a","b"]'],
    ['"-".join(["a", "b"])', 'a-b'],
    ['"aaa".replace("a", "b", 2)', 'bba'],
    ['"abc".startswith(("x", "a"))', 'True'],
    ['"abc".endswith("c")', 'True'],
    ['"a😀b".find("b")', '2'],
    ['"aba".count("a")', '2'],
    ['"xax".strip("x")', 'a'],
    ['[1, 2, 1].count(1)', '2'],
    ['[1, 2].index(2)', '1'],
    ['{"a": none}.get("a", 1)', 'None'],
    ['{"a": 1}.get("b", 2)', '2'],
    ['{"a": 1}.items()|list', '[["a",1]]'],
    ['{"a": 1}.keys()|join', 'a'],
  ];
  for (const [expression, text] of CASES) {
    it(`gives ${text} for ${expression}`, () => {
      strictEqual(renderText(`{{ ${expression} }}`), text);
    });
  }

  const REFUSALS: readonly (readonly [string, string])[] = [
    ['"a".items()', 'the method "items" of a str is not supported'],
    ['(1).upper()', 'a int has no method "upper"'],
    ['"a".upper(1)', 'the method "upper" takes no arguments'],
    ['"a".split("")', 'a separator that is not empty'],
    ['"a".join([1])', 'a text is needed here, not int'],
    ['[1].index(2)', 'finds no such item'],
    ['"a".cycle()', 'the method "cycle" of a str is not supported'],
  ];
  for (const [expression, refusal] of REFUSALS) {
    it(`refuses ${expression}`, () => {
      ok(refusalOf(`{{ ${expression} }}`).includes(refusal), refusalOf(`{{ ${expression} }}`));
    });
  }
});

describe('isMethod', () => {
  it('knows every method that is listed, and no property of an object', () => {
    for (const name of Object.values(METHODS).flat()) ok(isMethod(name));
    for (const name of ['constructor', 'format', 'append', 'call'])
      strictEqual(isMethod(name), false);
  });
});

describe('replaceParts', () => {
  it('cuts at every place, or at the first few', () => {
    deepStrictEqual(replaceParts('a.b.c', { old: '.', count: 1 }, budget), ['a', 'b.c']);
    deepStrictEqual(replaceParts('ab', { old: '', count: -1 }, budget), ['', 'a', 'b', '']);
    deepStrictEqual(replaceParts('ab', { old: '', count: 1 }, budget), ['', 'ab']);
  });
});
