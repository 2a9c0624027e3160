import { deepStrictEqual } from 'node:assert/strict';
import { planHistory } from '../../../../src/core/ledger/plan/history';
import { idOf, stateOf, version } from '../../../support/recordBuilder';

const a = version('a', 1, { source: ['a'] });
const b = version('b', 2, { source: ['b'], parents: ['a'] });
const x = version('x', 3, { source: ['x'], parents: ['b'] });

describe('a history from elsewhere', () => {
  const cases: [
    what: string,
    here: (typeof a)[],
    there: string,
    fresh: string,
    parent: string[],
  ][] = [
    ['is new where there is none', [], 'abc', '012', []],
    ['is known where it is here', [a, b], 'ab', '', ['b']],
    ['goes on where it ended', [a, b], 'abc', '2', ['b']],
    ['goes on there also where others went on here', [a, b, x], 'abc', '2', ['b']],
    ['follows what is here where nothing of it is', [a, b], 'xyz', '012', ['b']],
    ['says the same twice as one', [], 'aab', '02', []],
    ['goes on after the last that is known, not behind it', [a, b], 'pbq', '2', ['b']],
    ['comes back to what it said before', [a, b], 'aba', '2', ['b']],
  ];
  for (const [what, here, there, fresh, parents] of cases) {
    it(what, () => {
      const plan = planHistory(stateOf(...here), Array.from(there));
      deepStrictEqual([plan.fresh.join(''), plan.parents], [fresh, parents.map(idOf)]);
    });
  }

  it('names what is older than what is here', () => {
    const plan = planHistory(stateOf(a, b), ['p', 'b', 'q']);
    deepStrictEqual([plan.tooOld, plan.known], [[0], [undefined, idOf('b'), undefined]]);
  });
});
