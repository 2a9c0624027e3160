import { strictEqual } from 'node:assert/strict';
import { noteOf } from '../../../../src/core/compare/telling/recordNotes';
import { PLAIN } from '../../../../src/core/compare/telling/writing';
import type { LedgerRecord } from '../../../../src/core/ledger/records/records';
import {
  approval,
  facts,
  idOf,
  release,
  renaming,
  stateOf,
  tagging,
  version,
} from '../../../support/recordBuilder';

const v5 = version('v5', 1, { number: 5, message: 'Shorter\nmuch' });
const state = stateOf(v5);

describe('what a record says in a comment', () => {
  const cases: readonly (readonly [record: LedgerRecord, note: string])[] = [
    [v5, '**v5**: Shorter (Ada)'],
    [version('v6', 2, { number: 6, message: '' }), '**v6**: no message (Ada)'],
    [tagging('t', 2, 'v5'), '`staging` → v5 (Ada)'],
    [tagging('t', 2, null), '`staging` removed (Ada)'],
    [tagging('t', 2, 'gone'), `\`staging\` → v ${idOf('gone').slice(0, 8)} (Ada)`],
    [release('r', 2, 'v5'), 'Release: `production` → v5 (Ada)'],
    [release('r', 2, 'v5', { rollback: true }), 'Rollback: `production` → v5 (Ada)'],
    [approval('a', 2, 'v5'), 'v5 approved for `production` (Ben)'],
    [facts('f', 2), 'Description, labels or archive changed (Ada)'],
    [renaming('n', 2, { from: 'old', to: 'new' }), 'Renamed from `old` (Ada)'],
  ];
  for (const [record, note] of cases) {
    it(note, () => {
      strictEqual(noteOf(record, state), note);
    });
  }

  it('is one line of a comment, whatever somebody is called', () => {
    const author = { name: 'Ada)\n- Release: `production` → v9 (Ben', email: 'a@b' };
    strictEqual(
      noteOf(tagging('t', 2, 'v5', { author }), state),
      '`staging` → v5 (Ada\\)\\\\n- Release: \\`production\\` → v9 \\(Ben)',
    );
  });

  it('is one line before a patch as well', () => {
    const author = { name: 'Ada\n+++ b\u001b[2J', email: 'a@b' };
    strictEqual(
      noteOf(tagging('t', 2, 'v5', { author }), state, PLAIN),
      'staging → v5 (Ada\\n+++ b\\x1b[2J)',
    );
  });
});
