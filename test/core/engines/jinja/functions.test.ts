import { ok, strictEqual } from 'node:assert';
import { FUNCTION_NAMES, functionOf } from '../../../../src/core/engines/jinja/functions';
import { refusalOf, renderText } from '../../../support/jinja';

describe('functionOf', () => {
  it('knows every function that is listed, and no property of an object', () => {
    for (const name of FUNCTION_NAMES) ok(functionOf(name) !== undefined, name);
    strictEqual(functionOf('constructor'), undefined);
  });

  const CASES: readonly (readonly [string, string])[] = [
    ['range(3)|list', '[0,1,2]'],
    ['range(5, 0, -2)|list', '[5,3,1]'],
    ['range(3, 1)|list', '[]'],
    ['dict({"a": 1}, b=2)', '{"a":1,"b":2}'],
    ['namespace(a=1).a', '1'],
  ];
  for (const [expression, text] of CASES) {
    it(`gives ${text} for ${expression}`, () => {
      strictEqual(renderText(`{{ ${expression} }}`), text);
    });
  }

  const REFUSALS: readonly (readonly [string, string])[] = [
    ['range(100001)', 'a range of 100001 numbers is too long'],
    ['range(0, 1, 0)', 'the step of "range" must not be 0'],
    ['range("a")', 'must be an integer, not str'],
    ['range(stop=1, start=0)', '"range" takes no named arguments'],
    ['dict(1)', '"dict" takes a dict and named values'],
    ['namespace({}, {})', '"namespace" takes a dict and named values'],
  ];
  for (const [expression, refusal] of REFUSALS) {
    it(`refuses ${expression}`, () => {
      ok(refusalOf(`{{ ${expression} }}`).includes(refusal));
    });
  }
});
