import { ok, strictEqual } from 'node:assert';
import { bindParameters } from '../../../../src/core/engines/jinja/macros';
import { parseJinja } from '../../../../src/core/engines/jinja/parse';
import { Failure, Undefined, type Value } from '../../../../src/core/engines/jinja/values';

function bind(positional: Value[], named: Record<string, Value> = {}): string {
  const [macro] = parseJinja('{% macro m(a, b=a) %}{% endmacro %}').statements;
  ok(macro?.kind === 'macro');
  const bound = new Map<string, Value>();
  try {
    bindParameters(
      macro,
      { positional, named: new Map(Object.entries(named)) },
      {
        set: (name, value) => bound.set(name, value),
        evaluate: node => (node.kind === 'name' ? (bound.get(node.name) ?? null) : null),
      },
    );
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
  return [...bound]
    .map(([name, value]) => `${name}=${value instanceof Undefined ? '?' : JSON.stringify(value)}`)
    .join(' ');
}

describe('bindParameters', () => {
  const CASES: readonly (readonly [Value[], Record<string, Value>, string])[] = [
    [[1, 2], {}, 'a=1 b=2'],
    [[1], {}, 'a=1 b=1'],
    [[null], {}, 'a=null b=null'],
    [[], { b: 2, a: 1 }, 'a=1 b=2'],
    [[], {}, 'a=? b=?'],
    [[1, 2, 3], {}, 'the macro "m" takes no more than 2 arguments'],
    [[1], { a: 2 }, 'the macro "m" is given "a" twice'],
    [[1], { c: 2 }, 'the macro "m" has no argument "c"'],
    [[1], { caller: 'x' }, 'the macro "m" has no argument "caller"'],
  ];
  for (const [positional, named, expected] of CASES) {
    it(`gives ${expected}`, () => {
      strictEqual(bind(positional, named), expected);
    });
  }
});
