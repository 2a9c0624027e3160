import { deepStrictEqual, throws } from 'node:assert/strict';
import { readCall } from '../../../src/interop/handlebars/expressions';

describe('an expression of Handlebars', () => {
  it('is a path, a literal, or a call', () => {
    const { name, parameters, hash, names } = readCall(
      'each ../a.[b c] "x y" 1 true k=\'v\' as |p q|',
      1,
    );
    deepStrictEqual(name, 'each');
    deepStrictEqual(parameters, [
      { type: 'path', up: 1, isData: false, names: ['a', 'b c'], written: '../a.[b c]' },
      { type: 'literal', value: 'x y' },
      { type: 'literal', value: 1 },
      { type: 'literal', value: true },
    ]);
    deepStrictEqual(hash, { k: { type: 'literal', value: 'v' } });
    deepStrictEqual(names, ['p', 'q']);
  });

  it('knows this, its parent and the data of a loop', () => {
    const head = (content: string) => readCall(content, 1).head;
    deepStrictEqual(head('this'), {
      type: 'path',
      up: 0,
      isData: false,
      names: [],
      written: 'this',
    });
    deepStrictEqual(head('..'), { type: 'path', up: 1, isData: false, names: [], written: '..' });
    deepStrictEqual(head('@index'), {
      type: 'path',
      up: 0,
      isData: true,
      names: ['index'],
      written: '@index',
    });
  });

  it('is refused where it cannot be read', () => {
    for (const content of ['', 'a (b c)', 'a=', 'a..b']) {
      throws(() => readCall(content, 7), { name: 'LineProblem', line: 7 });
    }
  });
});
