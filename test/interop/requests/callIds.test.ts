import { deepStrictEqual } from 'node:assert/strict';
import { CallIds } from '../../../src/interop/requests/callIds';

describe('ids for calls', () => {
  it('are their own, else the name, with a number where it is called again', () => {
    const ids = new CallIds();
    deepStrictEqual(
      [
        ids.called(undefined, 'f'),
        ids.called('x', 'f'),
        ids.called('', 'f'),
        ids.called(null, 'f'),
      ],
      ['f', 'x', 'f_2', 'f_3'],
    );
  });

  it('are those of open calls of the name, in their order, for results without one', () => {
    const ids = new CallIds();
    for (const own of [undefined, 'x', undefined]) ids.called(own, 'f');
    ids.called(undefined, 'g');
    deepStrictEqual(
      [ids.answered('x', 'f'), ...['f', 'g', 'f', 'f'].map(name => ids.answered(undefined, name))],
      ['x', 'f', 'g', 'f_2', 'f'],
    );
  });

  it('are for somebody else to refuse where there is no name', () => {
    deepStrictEqual(new CallIds().called(undefined, 3), 3);
  });

  it('are found as quickly among very many calls of one name', function () {
    this.timeout(10_000);
    const ids = new CallIds();
    const called = Array.from({ length: 20_000 }, () => ids.called(undefined, 'f'));
    const answered = called.map(() => ids.answered(undefined, 'f'));
    deepStrictEqual(answered.join(), called.join());
    deepStrictEqual(new Set(called).size, called.length);
  });
});
