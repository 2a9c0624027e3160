import { deepStrictEqual } from 'node:assert/strict';
import { releaseStories } from '../../../../src/core/ledger/derive/timeline';
import {
  ada,
  approval,
  ben,
  idOf,
  minute,
  release,
  stateOf,
  tagging,
  version,
} from '../../../support/recordBuilder';

const v1 = version('v1', 1, { number: 1 });
const v2 = version('v2', 2, { number: 2, parents: ['v1'] });
const cleo = { name: 'Cleo', email: 'cleo@example.com' };

describe('releaseStories', () => {
  const state = stateOf(
    v1,
    v2,
    tagging('t', 3, 'v1', { tag: 'production' }),
    approval('a1', 4, 'v2', { note: 'Read' }),
    approval('a2', 5, 'v2', { note: 'Again' }),
    approval('own', 5, 'v2', { author: ada }),
    approval('other', 5, 'v1', { author: cleo }),
    release('r1', 6, 'v2', { previous: ['t'] }),
    approval('late', 7, 'v2', { author: cleo }),
    release('r2', 8, 'v1', { previous: ['r1'], rollback: false }),
    release('s1', 9, 'gone', { environment: 'staging' }),
  );

  it('tells newest first, of all environments or of one', () => {
    const ids = (environment?: string) =>
      releaseStories('greeting', state, environment).map(({ id }) => id);
    deepStrictEqual(ids(), ['s1', 'r2', 'r1'].map(idOf));
    deepStrictEqual(ids('production'), ['r2', 'r1'].map(idOf));
    deepStrictEqual(ids('nowhere'), []);
  });

  it('says what each replaced, be it a release or a plain tag', () => {
    deepStrictEqual(
      releaseStories('greeting', state).map(({ replaced }) => replaced?.number),
      [undefined, 2, 1],
    );
  });

  it('counts as approvals what others had said by then, each person once', () => {
    const [, second, first] = releaseStories('greeting', state);
    deepStrictEqual(first?.approvals, [{ author: ben, at: minute(4), note: 'Read' }]);
    deepStrictEqual(second?.approvals, [{ author: cleo, at: minute(5), note: '' }]);
  });

  it('marks what is live and what a rollback can go to', () => {
    deepStrictEqual(
      releaseStories('greeting', state, 'production').map(({ live, below }) => [live, below]),
      [
        [true, false],
        [false, true],
      ],
    );
  });

  it('names what served last where two branches had moved it', () => {
    const split = stateOf(
      v1,
      v2,
      release('r1', 3, 'v1'),
      release('r2', 4, 'v2'),
      release('r3', 5, 'v1', { previous: ['r1', 'r2'] }),
    );
    deepStrictEqual(releaseStories('greeting', split)[0]?.replaced?.number, 2);
  });
});
