import { deepStrictEqual } from 'node:assert/strict';
import { orderRecords } from '../../../../src/core/ledger/derive/order';
import { deriveReleases } from '../../../../src/core/ledger/derive/releases';
import type { ReleaseRecord } from '../../../../src/core/ledger/records/records';
import { namesIn, release } from '../../../support/recordBuilder';

/** Releases one after another: a version is promoted, `^version` rolled back to. */
function played(...moves: string[]): ReleaseRecord[] {
  return moves.map((move, index) => {
    const target = move.replace('^', '');
    return release(`${index} ${move}`, index, target, { rollback: move.startsWith('^') });
  });
}

function stackAfter(records: readonly ReleaseRecord[]): string[] {
  const stack = deriveReleases(orderRecords(records)).get('production')?.stack ?? [];
  return namesIn(
    stack.map(entry => entry.version),
    ['a', 'b', 'c', 'd'],
  );
}

describe('deriveReleases', () => {
  const cases: [what: string, moves: string[], stack: string[]][] = [
    ['pushes each promotion', ['a', 'b', 'c'], ['a', 'b', 'c']],
    ['pops to the one below', ['a', 'b', 'c', '^b'], ['a', 'b']],
    ['pops to a named one', ['a', 'b', 'c', '^a'], ['a']],
    ['goes on from where it popped to', ['a', 'b', '^a', 'c', '^a'], ['a']],
    ['pops to the topmost of its releases', ['a', 'b', 'a', 'c', '^a'], ['a', 'b', 'a']],
    ['does not pop to the release on top', ['a', 'b', 'a', '^a'], ['a']],
    ['keeps the stack where the top is named and nothing below is', ['a', 'b', '^b'], ['a', 'b']],
    ['pushes a rollback to what was never released', ['a', '^d'], ['a', 'd']],
    ['begins with a rollback after the promotion was lost', ['^a'], ['a']],
  ];
  for (const [what, moves, stack] of cases) {
    it(`${what}: ${moves.join(' ')}`, () => {
      deepStrictEqual(stackAfter(played(...moves)), stack);
      deepStrictEqual(stackAfter(played(...moves).reverse()), stack);
    });
  }

  it('keeps every release in the history, rollbacks included', () => {
    const records = played('a', 'b', '^a');
    deepStrictEqual(deriveReleases(orderRecords(records)).get('production')?.history, records);
  });

  it('keeps environments apart', () => {
    const staging = release('s', 9, 'd', { environment: 'staging' });
    const states = deriveReleases(orderRecords([...played('a'), staging]));
    deepStrictEqual([...states.keys()], ['production', 'staging']);
    deepStrictEqual(states.get('staging')?.stack, [staging]);
  });
});
