import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { archivedOverText, withArchivedOver } from '../../../../src/core/ledger/derive/archived';
import { facts, idOf, stateOf, version } from '../../../support/recordBuilder';

describe('a prompt that is archived while somebody commits', () => {
  const first = version('one', 1);
  const second = version('two', 2, { parents: ['one'] });
  const knowing = (name: string, minutes: number, ...heads: readonly string[]) =>
    facts(name, minutes, { archived: true, heads: heads.map(idOf) });
  const over = (...records: Parameters<typeof stateOf>) => {
    const divergence = stateOf(...records).archiveDivergence;
    return divergence && [divergence.record.id, ...divergence.heads.map(({ id }) => id)];
  };

  it('is told by what the record of archiving names, whatever the dates say', () => {
    deepStrictEqual(over(first, second, knowing('f', 9, 'one')), [idOf('f'), idOf('two')]);
    strictEqual(over(first, second, knowing('f', 0, 'two')), undefined);
    strictEqual(over(first, second), undefined);
  });

  it('is told by order where an early record does not say what its writer knew', () => {
    strictEqual(over(first, second, facts('f', 3, { archived: true })), undefined);
    deepStrictEqual(over(first, facts('f', 1, { archived: true }), second), [
      idOf('f'),
      idOf('two'),
    ]);
  });

  it('is over once somebody who knew restored it, archived it again, or did both on two branches', () => {
    const archived = knowing('f', 3, 'one');
    const restored = facts('r', 4, { archived: false, previous: [archived.id] });
    strictEqual(over(first, second, archived, restored), undefined);
    strictEqual(over(first, second, archived, knowing('g', 4, 'two')), undefined);
    const other = version('other', 2, { parents: ['one'] });
    strictEqual(
      over(first, second, other, knowing('f', 3, 'two'), knowing('g', 3, 'other')),
      undefined,
    );
  });

  it('stays archived, and says what ends it', () => {
    const state = stateOf(first, second, knowing('f', 9, 'one'));
    strictEqual(state.archived, true);
    const info = { diverged: false };
    strictEqual(withArchivedOver(info, []), info);
    const versions = [
      { id: 'aaaaaaaabbbb', number: 2 },
      { id: 'ccccccccdddd', number: 3 },
    ];
    deepStrictEqual(withArchivedOver(info, versions), {
      diverged: true,
      archivedOver: { versions, texts: false },
    });
    strictEqual(
      archivedOverText('a', versions),
      '"a" is archived, and v2 (aaaaaaaa) and v3 (cccccccc) were committed on another branch or since, unknown to whoever archived it. Restore it, or archive it again.',
    );
  });
});
