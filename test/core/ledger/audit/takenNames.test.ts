import { deepStrictEqual } from 'node:assert/strict';
import { takenNames } from '../../../../src/core/ledger/audit/takenNames';
import {
  nameTable,
  ownRecords,
  type OwnRecords,
} from '../../../../src/core/ledger/derive/nameTable';
import { renaming, version } from '../../../support/recordBuilder';

function ownersOf(...folders: string[]): ReadonlyMap<string, OwnRecords> {
  const own = ownRecords([version('v1', 1)]);
  return new Map(own === undefined ? [] : folders.map(folder => [folder, own]));
}

describe('takenNames', () => {
  const answer = renaming('n', 5, { from: 'old', to: 'answer' });
  const before = nameTable(ownersOf('old'), [answer]);
  const taken = (after: ReturnType<typeof nameTable>) =>
    takenNames(['old', 'answer'], before, after);

  it('finds none where a prompt got one more name', () => {
    const renames = [answer, renaming('m', 6, { from: 'old', to: 'reply' })];
    deepStrictEqual(taken(nameTable(ownersOf('old'), renames)), []);
  });

  it('finds a name that another prompt owns now', () => {
    deepStrictEqual(taken(nameTable(ownersOf('old', 'answer'), [answer])), [
      { name: 'answer', before: 'old', after: 'answer' },
    ]);
  });
});
