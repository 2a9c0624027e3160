import { strictEqual } from 'node:assert/strict';
import { recordText } from '../../../../src/core/ledger/audit/recordText';
import { shortId } from '../../../../src/core/ledger/plan/resolve';
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

describe('recordText', () => {
  const v1 = version('v1', 1);
  const { versions } = stateOf(v1);
  const cases: [record: LedgerRecord, text: string][] = [
    [v1, `v1 (${shortId(v1.id)}) by Ada`],
    [tagging('t', 2, 'v1'), 'tag "staging" on v1 by Ada'],
    [tagging('t', 2, null), 'removal of the tag "staging" by Ada'],
    [release('r', 3, 'v1'), 'release of v1 to "production" by Ada'],
    [release('r', 3, 'v1', { rollback: true }), 'rollback of "production" to v1 by Ada'],
    [release('r', 3, 'gone'), `release of ${shortId(idOf('gone'))} to "production" by Ada`],
    [approval('a', 3, 'v1'), 'approval of v1 for "production" by Ben'],
    [facts('f', 4, { archived: true }), 'change of description, labels or archive by Ada'],
    [renaming('n', 5, { from: 'a', to: 'b' }), 'rename of "a" to "b" by Ada'],
  ];
  for (const [record, text] of cases) {
    it(`says "${text}"`, () => {
      strictEqual(recordText(record, versions), text);
    });
  }
});
