import { deepStrictEqual, strictEqual } from 'node:assert';
import { Scope } from '../../../../src/core/engines/jinja/scope';
import { Budget } from '../../../../src/core/engines/template/budget';

describe('Scope', () => {
  it('finds own values only, from the inside out', () => {
    const outer = Scope.of({ a: { b: 1 }, gone: undefined, f: () => 1 }, new Budget());
    const inner = outer.inner();
    inner.set('c', 2);
    deepStrictEqual(inner.lookUp('a'), new Map([['b', 1]]));
    deepStrictEqual([inner.lookUp('c'), outer.lookUp('c')], [2, undefined]);
    for (const name of ['constructor', 'toString', '__proto__', 'gone', 'f', 'b']) {
      strictEqual(inner.lookUp(name), undefined);
    }
    strictEqual(Scope.of(null, new Budget()).lookUp('a'), undefined);
  });

  it('makes a lazy value once, when it is looked up', () => {
    const scope = Scope.of({}, new Budget()).inner();
    let made = 0;
    scope.setLazily('loop', () => ++made);
    strictEqual(made, 0);
    deepStrictEqual([scope.inner().lookUp('loop'), scope.lookUp('loop')], [1, 1]);
  });
});
