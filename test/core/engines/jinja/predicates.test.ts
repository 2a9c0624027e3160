import { ok, strictEqual } from 'node:assert';
import { predicateOf, TEST_NAMES } from '../../../../src/core/engines/jinja/predicates';
import { refusalOf, renderText } from '../../../support/jinja';

describe('predicateOf', () => {
  it('knows every test that is listed, and no property of an object', () => {
    for (const name of TEST_NAMES) ok(predicateOf(name) !== undefined, name);
    for (const name of ['constructor', '__proto__', 'nosuch'])
      strictEqual(predicateOf(name), undefined);
  });

  const CASES: readonly (readonly [string, string])[] = [
    ['7 is odd', 'True'],
    ['7 is not divisibleby 7', 'False'],
    ['2.0 is integer', 'False'],
    ['2.0 is float', 'True'],
    ['true is number', 'True'],
    ['"aB" is lower', 'False'],
    ['"1" is upper', 'False'],
    ['range(2) is sequence', 'True'],
    ['none is sameas none', 'True'],
    ['1 is sameas true', 'False'],
    ['1 is in [1]', 'True'],
    ['[1, 5]|select(">", 2)|list', '[5]'],
  ];
  for (const [expression, text] of CASES) {
    it(`says ${text} to ${expression}`, () => {
      strictEqual(renderText(`{{ ${expression} }}`), text);
    });
  }

  it('refuses what has no answer', () => {
    ok(refusalOf('{{ "a" is odd }}').includes('"%" does not take str and int'));
    ok(refusalOf('{{ 1 is divisibleby 0 }}').includes('division by zero'));
    ok(refusalOf('{{ 1 is sameas 1 }}').includes('"sameas" is supported for true, false and none'));
  });
});
