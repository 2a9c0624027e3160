import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { derivePrompt } from '../../../../src/core/ledger/derive/derivePrompt';
import type { PromptState } from '../../../../src/core/ledger/derive/model';
import { nextState } from '../../../../src/core/ledger/derive/nextState';
import type { LedgerRecord } from '../../../../src/core/ledger/records/records';
import { facts, tagging, version } from '../../../support/recordBuilder';
import { foldersOf, histories, inFolder } from '../../../support/randomHistory';
import { holdsFor } from '../../../support/seeded';

/** The records of one folder of a random history, in any order and without some of them. */
const folders = histories.chain(({ all }) => {
  const sizes = foldersOf(all).map(folder => inFolder(all, folder));
  const largest = sizes.sort((left, right) => right.length - left.length)[0] ?? [];
  return fc.oneof(fc.constant(largest), fc.subarray(largest), fc.shuffledSubarray(largest));
});

/** The same with maps of one kind: what is asked of them is the same. */
function plain(state: PromptState): PromptState {
  return { ...state, versions: new Map(state.versions), records: new Map(state.records) };
}

describe('nextState', () => {
  it('gives record by record what all of them give, or says that it cannot', () => {
    let steps = 0;
    holdsFor(folders, 400, records => {
      let state = derivePrompt([]);
      records.forEach((record, place) => {
        const whole = derivePrompt(records.slice(0, place + 1));
        const next = nextState(state, record);
        if (next !== undefined) {
          steps += 1;
          deepStrictEqual(plain(next), whole);
        }
        state = next ?? whole;
      });
    });
    ok(steps > 100, `${steps} steps`);
  });

  it('says the same after more versions than are kept beside a large map', () => {
    const records: LedgerRecord[] = [version('v0', 0)];
    let state = derivePrompt(records);
    for (let number = 1; number < 700; number += 1) {
      const record = version(`v${number}`, number, { number, parents: [`v${number - 1}`] });
      const next = nextState(state, record);
      ok(next !== undefined);
      strictEqual(next.versions.size, number + 1);
      strictEqual(next.versions.get(record.id), record);
      records.push(record);
      state = next;
    }
    deepStrictEqual(plain(state), derivePrompt(records));
    deepStrictEqual([...state.versions.keys()], [...derivePrompt(records).versions.keys()]);
  });

  it('leaves the state from which it goes on as it was, also where two go on from it', () => {
    const records = Array.from({ length: 300 }, (_, at) => version(`v${at}`, at));
    const state = derivePrompt(records);
    const before = plain(state);
    const one = nextState(state, version('one', 400));
    const other = nextState(state, version('other', 401));
    deepStrictEqual(plain(state), before);
    deepStrictEqual([one?.latest?.message, other?.versions.size], [one?.latest?.message, 301]);
    strictEqual(other?.versions.has(one?.latest?.id ?? ''), false);
  });

  const v1 = version('v1', 1);
  const v3 = version('v3', 3, { parents: ['v1'], number: 2 });
  const refused: Record<string, readonly [readonly LedgerRecord[], LedgerRecord]> = {
    'what is there already': [[v1, v3], v3],
    'what does not come last': [[v1, v3], version('v2', 2)],
    'what another one names': [[v3], v1],
    'a tag': [[v1], tagging('t', 2, 'v1')],
    'a version of an archived prompt': [[v1, facts('f', 2, { archived: true })], v3],
  };
  for (const [what, [records, record]] of Object.entries(refused)) {
    it(`leaves ${what} to all records together`, () => {
      strictEqual(nextState(derivePrompt(records), record), undefined);
    });
  }

  it('leaves what follows on a damaged file to all records together', () => {
    const problems = [
      { path: 'records/a/x.json', code: 'record-corrupt', message: 'No.' },
    ] as const;
    strictEqual(nextState(derivePrompt([v1], { problems }), v3), undefined);
  });
});
