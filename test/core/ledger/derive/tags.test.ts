import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { orderRecords } from '../../../../src/core/ledger/derive/order';
import {
  deriveTags,
  type TagMoveRecord,
  type TagState,
} from '../../../../src/core/ledger/derive/tags';
import type { LedgerRecord } from '../../../../src/core/ledger/records/records';
import { idOf, minute, namesIn, release, tagging } from '../../../support/recordBuilder';
import { histories, movesByTag } from '../../../support/randomHistory';
import { holdsFor } from '../../../support/seeded';

const NAMES = ['first', 'second', 'third', 'left', 'right', 'locked', 'late', 'a', 'b', 'c'];

function tagOf(records: readonly TagMoveRecord[]): TagState {
  const tags = [...deriveTags(orderRecords(records)).values()];
  const [tag] = tags;
  ok(tag !== undefined && tags.length === 1);
  return tag;
}

/** Checks what a tag serves, which moves nothing replaced, and whether it diverged. */
function check(
  records: readonly TagMoveRecord[],
  expected: { serves: string | null; tips: string[]; diverged: boolean },
): void {
  const { version, tips, diverged } = tagOf(records);
  const found = {
    serves: version === null ? null : namesIn([version], NAMES)[0],
    tips: namesIn(
      tips.map(tip => tip.id),
      NAMES,
    ),
    diverged,
  };
  deepStrictEqual(found, expected);
}

const first = tagging('first', 1, 'a');
const second = tagging('second', 2, 'b', { previous: ['first'] });
const left = tagging('left', 3, 'b', { previous: ['second'] });
const right = tagging('right', 4, 'c', { previous: ['second'] });

describe('deriveTags', () => {
  it('serves the move that nothing replaced', () => {
    check([first, second], { serves: 'b', tips: ['second'], diverged: false });
  });

  it('keeps both moves of two people and serves the later one', () => {
    check([right, left, second, first], {
      serves: 'c',
      tips: ['left', 'right'],
      diverged: true,
    });
  });

  it('is not diverged where two people moved it to the same version', () => {
    const same = tagging('right', 4, 'b', { previous: ['second'] });
    check([left, same], { serves: 'b', tips: ['left', 'right'], diverged: false });
  });

  it('agrees again after a move that names both', () => {
    const third = tagging('third', 5, 'a', { previous: ['left', 'right'] });
    check([first, second, left, right, third], { serves: 'a', tips: ['third'], diverged: false });
  });

  it('stays diverged after a move that names one of them', () => {
    const third = tagging('third', 5, 'a', { previous: ['right'] });
    check([left, right, third], { serves: 'a', tips: ['left', 'third'], diverged: true });
  });

  it('says that a removed tag points nowhere and still has its history', () => {
    const third = tagging('third', 5, null, { previous: ['second'] });
    check([first, second, third], { serves: null, tips: ['third'], diverged: false });
    strictEqual(tagOf([first, second, third]).moves.length, 3);
  });

  it('is diverged where one removed it and another moved it', () => {
    const third = tagging('third', 2, null, { previous: ['second'] });
    check([third, left], { serves: 'b', tips: ['third', 'left'], diverged: true });
  });

  it('serves a version that is missing here rather than the one before', () => {
    check([first, tagging('second', 2, 'c', { previous: ['first'] })], {
      serves: 'c',
      tips: ['second'],
      diverged: false,
    });
  });

  it('does not serve a replaced move though its clock was ahead', () => {
    const ahead = tagging('first', 9, 'a');
    check([ahead, second], { serves: 'b', tips: ['second'], diverged: false });
  });

  it('applies nothing after an immutable move, and shows it', () => {
    const locked = tagging('locked', 2, 'a', { immutable: true });
    const late = tagging('late', 3, 'b', { previous: ['locked'] });
    const state = tagOf([late, locked]);
    check([late, locked], { serves: 'a', tips: ['locked', 'late'], diverged: true });
    strictEqual(state.immutable, true);
    deepStrictEqual(
      state.moves.map(move => move.applied),
      [true, false],
    );
  });

  it('lets an environment move though a forged record says that it is immutable', () => {
    const locked = tagging('locked', 1, 'a', { tag: 'production', immutable: true });
    const third = release('third', 2, 'b', { previous: ['locked'] });
    check([locked, third], { serves: 'b', tips: ['third'], diverged: false });
    strictEqual(tagOf([locked, third]).immutable, false);
  });

  it('counts a release as a move of its environment, beside plain tags', () => {
    const plain = tagging('first', 1, 'a', { tag: 'production' });
    const promoted = release('second', 2, 'b', { previous: ['first'] });
    check([plain, promoted], { serves: 'b', tips: ['second'], diverged: false });
  });

  it('keeps tags apart', () => {
    const other = tagging('other', 2, 'b', { tag: 'beta', previous: ['first'] });
    deepStrictEqual(
      [...deriveTags(orderRecords([first, other])).values()].map(tag => [
        tag.tag,
        tag.version,
        tag.tips.length,
      ]),
      [
        ['staging', idOf('a'), 1],
        ['beta', idOf('b'), 1],
      ],
    );
  });
});

describe('a tag move that was once acknowledged', () => {
  /** Records of clones that were merged in random order, any of them missing or not. */
  const merged = histories.chain(({ all, clones }) =>
    fc.oneof(fc.constant(all), fc.constantFrom(...clones), fc.shuffledSubarray([...all])),
  );

  it('is shown as a tip until another record names it as previous', () => {
    holdsFor(merged, 600, (records: readonly LedgerRecord[]) => {
      for (const moves of movesByTag(records).values()) {
        const named = new Set(moves.flatMap(move => move.previous));
        const tips = new Set(tagOf(moves).tips);
        for (const move of moves) ok(tips.has(move) || named.has(move.id), move.id);
      }
    });
  });

  it('is in the history of every clone that has its record', () => {
    holdsFor(merged, 200, (records: readonly LedgerRecord[]) => {
      for (const moves of movesByTag(records).values()) {
        strictEqual(tagOf(moves).moves.length, moves.length);
      }
    });
  });

  it('shows the tag as diverged while tips disagree', () => {
    holdsFor(merged, 300, (records: readonly LedgerRecord[]) => {
      for (const moves of movesByTag(records).values()) {
        const { tips, diverged } = tagOf(moves);
        strictEqual(
          diverged,
          tips.some(tip => tip.version !== tips[0]?.version),
        );
      }
    });
  });
});

describe('a tag that somebody froze', () => {
  const forged = fc.record({
    at: fc.constantFrom('2000-01-01T00:00:00.000Z', minute(30), '9000-12-31T23:59:59.999Z'),
    previous: fc.array(fc.nat(50), { maxLength: 3 }),
    isRelease: fc.boolean(),
    immutable: fc.boolean(),
  });

  it('is moved by no record that anybody adds, whatever it says of its time and what it names', () => {
    let frozen = 0;
    holdsFor(
      fc.tuple(histories, forged),
      400,
      ([{ all }, { at, previous, isRelease, ...said }]) => {
        for (const moves of movesByTag(all).values()) {
          const before = tagOf(moves);
          if (!before.immutable) continue;
          frozen += 1;
          const named = previous.flatMap(pick => moves[pick % moves.length]?.id ?? []);
          const record: TagMoveRecord = isRelease
            ? {
                ...release('forged', 1, 'forged', { environment: before.tag }),
                at,
                previous: named,
              }
            : {
                ...tagging('forged', 1, 'forged', { tag: before.tag, ...said }),
                at,
                previous: named,
              };
          const after = tagOf([...moves, record]);
          strictEqual(after.immutable, true);
          // Frozen a second time, it leads nowhere: nothing tells which of the two is meant.
          const isNowhere = after.version === null && after.disputed && said.immutable;
          ok(after.version === before.version || isNowhere, `${before.tag} was moved`);
          ok(after.tips.includes(record) && after.moves.some(move => move.record === record));
        }
      },
    );
    ok(frozen > 100, `${frozen} frozen tags were tried`);
  });
});
