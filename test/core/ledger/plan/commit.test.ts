import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  planCommit,
  refuseStale,
  type CommitRequest,
} from '../../../../src/core/ledger/plan/commit';
import type { VersionRecord } from '../../../../src/core/ledger/records/records';
import { idOf, stateOf, version } from '../../../support/recordBuilder';
import { checkRefusal, refusalOf } from '../../../support/refusal';

const v1 = version('v1', 1, { number: 1, source: ['Hello', ''] });
const v2 = version('v2', 2, { number: 2, source: ['Hello!', ''], parents: ['v1'] });
const side = version('side', 3, { number: 2, source: ['Hi', ''], parents: ['v1'] });

function plan(records: readonly VersionRecord[], given: Partial<CommitRequest> = {}) {
  return planCommit(stateOf(...records), {
    prompt: 'greeting',
    source: 'new\ntext\n',
    message: 'Why',
    includes: {},
    parents: undefined,
    ...given,
  });
}

describe('planCommit', () => {
  it('writes a first version without parents', () => {
    deepStrictEqual(plan([]), {
      kind: 'version',
      parents: [],
      number: 1,
      message: 'Why',
      includes: {},
      source: ['new', 'text', ''],
    });
  });

  // The versions there are, the parents given, and the parents and the number of the new one.
  const cases: [
    what: string,
    records: VersionRecord[],
    given: string[] | undefined,
    parents: string[],
    number: number,
  ][] = [
    ['follows the only head', [v1, v2], undefined, ['v2'], 3],
    ['follows the head that is given', [v1, v2], ['v2'], ['v2'], 3],
    ['merges all heads where none is given', [v1, v2, side], undefined, ['v2', 'side'], 3],
    ['merges both heads that are given', [v1, v2, side], ['side', 'v2'], ['side', 'v2'], 3],
    ['goes on from one of two heads', [v1, v2, side], ['side'], ['side'], 3],
    ['counts from the highest number, not from the head', [side, v1], undefined, ['side'], 3],
    ['begins anew after its history was lost', [side], undefined, ['side'], 3],
  ];
  for (const [what, records, given, parents, number] of cases) {
    it(what, () => {
      const found = plan(records, { parents: given?.map(idOf) });
      deepStrictEqual([found.parents, found.number], [parents.map(idOf), number]);
    });
  }

  it('may go back to the text of an older version', () => {
    strictEqual(plan([v1, v2], { source: 'Hello\n' }).number, 3);
  });

  it('commits the same text again where it merges two heads', () => {
    const twin = version('twin', 3, { source: ['Hello!', ''], parents: ['v1'] });
    deepStrictEqual(plan([v1, v2, twin], { source: 'Hello!\n' }).parents.length, 2);
  });

  it('commits the same text with other includes', () => {
    strictEqual(plan([v1], { source: 'Hello\n', includes: { tone: idOf('t') } }).number, 2);
    const with1 = version('w', 1, { source: ['x'], includes: { tone: idOf('t1') } });
    strictEqual(plan([with1], { source: 'x', includes: { tone: idOf('t2') } }).number, 2);
    strictEqual(plan([with1], { source: 'x', includes: { voice: idOf('t1') } }).number, 2);
    strictEqual(plan([with1], { source: 'x', includes: {} }).number, 2);
  });

  describe('refuses', () => {
    it('the same text and includes as the only head', () => {
      const error = refusalOf(() => plan([v1, v2], { source: 'Hello!\n' }));
      checkRefusal(error, 'nothing-to-commit', 'the same as v2', 'Change it');
      deepStrictEqual(error.data, { prompt: 'greeting', version: idOf('v2'), number: 2 });
    });

    it('a parent that is no head any more, and says what the heads are', () => {
      const error = refusalOf(() => plan([v1, v2], { parents: [idOf('v1')] }));
      checkRefusal(error, 'stale-parent', 'has moved on to v2', 'Your text is kept', 'Merge');
      deepStrictEqual(error.data.heads, [{ id: idOf('v2'), number: 2 }]);
      deepStrictEqual(error.data.parents, [idOf('v1')]);
    });

    it('a stale parent beside a good one', () => {
      const parents = [idOf('v2'), idOf('v1')];
      deepStrictEqual(refusalOf(() => plan([v1, v2], { parents })).data.parents, [idOf('v1')]);
    });

    it('a parent that vanished with a branch switch', () => {
      checkRefusal(
        refusalOf(() => plan([], { parents: [idOf('v1')] })),
        'stale-parent',
        'moved on to nothing',
      );
    });

    it('a text that knows of no version where there is one', () => {
      checkRefusal(
        refusalOf(() => plan([v1], { parents: [] })),
        'stale-parent',
        'moved on to v1',
      );
    });

    it('the same text as the one head that it goes on from, and points to the other', () => {
      const parents = [idOf('side')];
      const error = refusalOf(() => plan([v1, v2, side], { source: 'Hi\n', parents }));
      checkRefusal(error, 'nothing-to-commit', 'the same as v2', 'Merge the other head');
    });

    it('a stale text even where it says the same as the head', () => {
      const parents = [idOf('v1')];
      const error = refusalOf(() => plan([v1, v2], { source: 'Hello!\n', parents }));
      strictEqual(error.code, 'stale-parent');
    });
  });
});

describe('refuseStale', () => {
  it('lets every head pass, and nothing where there is no version', () => {
    refuseStale('greeting', stateOf(v1, v2, side), [idOf('v2'), idOf('side')]);
    refuseStale('greeting', stateOf(), []);
  });

  it('lists the parents that are no heads', () => {
    const error = refusalOf(() => {
      refuseStale('greeting', stateOf(v1, v2), [idOf('v1'), idOf('v2')]);
    });
    deepStrictEqual(error.data.parents, [idOf('v1')]);
  });
});
