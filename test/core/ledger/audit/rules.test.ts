import { deepStrictEqual } from 'node:assert/strict';
import {
  divergences,
  forbiddenMoves,
  fromTheFuture,
} from '../../../../src/core/ledger/audit/rules';
import type { LedgerRecord } from '../../../../src/core/ledger/records/records';
import { parseRegistryConfig } from '../../../../src/core/ledger/environments/registryConfig';
import { CONFIG, histories, inFolder, foldersOf } from '../../../support/randomHistory';
import {
  approval,
  ada,
  minute,
  namesIn,
  release,
  stateOf,
  tagging,
  version,
} from '../../../support/recordBuilder';
import { holdsFor } from '../../../support/seeded';

const v1 = version('v1', 1);
const v2 = version('v2', 2, { number: 2, parents: ['v1'] });
const NAMES = ['v1', 'v2', 'left', 'right', 't1', 't2', 't3', 'r1', 'r2', 'r3', 'a1'];

const approved = parseRegistryConfig(
  JSON.stringify({
    format: 1,
    environments: [{ name: 'staging' }, { name: 'production', protected: true, approvals: 1 }],
  }),
).environments;

function forbidden(records: readonly LedgerRecord[], environments = CONFIG.environments) {
  const problems = forbiddenMoves(stateOf(v1, v2, ...records), environments);
  return problems.map(({ record, code }) => [...namesIn([record.id], NAMES), code]);
}

describe('forbiddenMoves', () => {
  const seen = tagging('t1', 3, 'v1');
  const cases: [what: string, records: LedgerRecord[], told: string[][]][] = [
    ['a promotion of what the one before served', [seen, release('r1', 4, 'v1')], []],
    [
      'a promotion of what it never served',
      [seen, release('r1', 4, 'v2')],
      [['r1', 'environment-protected']],
    ],
    [
      'a promotion of what it served only afterwards',
      [release('r1', 2, 'v1'), seen],
      [['r1', 'environment-protected']],
    ],
    [
      'a promotion of what the one before served only afterwards, whatever date that says',
      [
        seen,
        release('r1', 4, 'v2'),
        tagging('t3', 6, 'v1', { previous: ['t1'] }),
        tagging('t2', 2, 'v2', { previous: ['t3'] }),
      ],
      [['r1', 'environment-protected']],
    ],
    [
      'a plain tag on a protected environment, replaced or not',
      [tagging('t2', 3, 'v1', { tag: 'production' })],
      [['t2', 'environment-protected']],
    ],
    ['a plain tag on another environment', [tagging('t2', 3, 'v1')], []],
    [
      'a move of an immutable tag',
      [
        tagging('t2', 3, 'v1', { tag: 'v1.0.0', immutable: true }),
        tagging('t3', 4, 'v2', { tag: 'v1.0.0', previous: ['t2'] }),
      ],
      [['t3', 'tag-immutable']],
    ],
    [
      'a rollback to what was released there before',
      [
        seen,
        release('r1', 4, 'v1'),
        tagging('t2', 5, 'v2', { previous: ['t1'] }),
        release('r2', 6, 'v2', { previous: ['r1'] }),
        release('r3', 7, 'v1', { rollback: true, previous: ['r2'] }),
      ],
      [],
    ],
    [
      'a rollback to what was never released there',
      [seen, release('r1', 4, 'v1'), release('r2', 5, 'v2', { rollback: true, previous: ['r1'] })],
      [['r2', 'nothing-to-roll-back']],
    ],
  ];
  for (const [what, records, told] of cases) {
    it(`${told.length === 0 ? 'accepts' : 'names'} ${what}`, () => {
      deepStrictEqual(forbidden(records), told);
    });
  }

  it('accepts what came through a pipeline that got another environment since', () => {
    const { environments } = parseRegistryConfig(
      JSON.stringify({
        format: 1,
        environments: [
          { name: 'staging' },
          { name: 'canary' },
          { name: 'production', protected: true },
        ],
      }),
    );
    const records = [tagging('t1', 3, 'v1'), release('r1', 4, 'v1', { from: 'staging' })];
    deepStrictEqual(forbidden(records, environments), []);
    const past = [tagging('t1', 3, 'v1'), release('r1', 4, 'v1', { from: null })];
    deepStrictEqual(forbidden(past, environments), [['r1', 'environment-protected']]);
  });

  it('names a release without the approvals that it needs, given by others and before', () => {
    const releases = (...records: LedgerRecord[]) =>
      forbidden([tagging('t1', 3, 'v1'), release('r1', 5, 'v1'), ...records], approved);
    const told = [['r1', 'approvals-missing']];
    deepStrictEqual(releases(), told);
    deepStrictEqual(releases(approval('a1', 6, 'v1')), told);
    deepStrictEqual(releases(approval('a1', 4, 'v1', { author: ada })), told);
    deepStrictEqual(releases(approval('a1', 4, 'v2')), told);
    deepStrictEqual(releases(approval('a1', 4, 'v1')), []);
    // It replaces a release by a clock that runs ahead, so it came after the approval.
    const ahead = release('r2', 9, 'v1', { environment: 'production' });
    const next = release('r1', 5, 'v1', { previous: ['r2'] });
    const records = [tagging('t1', 3, 'v1'), approval('a1', 6, 'v1'), ahead, next];
    deepStrictEqual(forbidden(records, approved), []);
  });

  it('finds nothing in what the plans themselves wrote, on clones that saw each other or not', () => {
    holdsFor(histories, 150, ({ clones }) => {
      for (const records of clones) {
        for (const folder of foldersOf(records)) {
          // What writes past the plans is odd on purpose, and moves immutable tags apart.
          const own = inFolder(records, folder);
          if (
            own.some(
              record => record.kind === 'tag' && (record.description === 'Odd' || record.immutable),
            )
          )
            continue;
          if (own.some(record => record.kind === 'release' && record.changelog === '')) continue;
          deepStrictEqual(forbiddenMoves(stateOf(...own), CONFIG.environments), []);
        }
      }
    });
  });
});

describe('divergences', () => {
  it('names every newest version that differs, and the tags that two branches moved', () => {
    const left = version('left', 3, { parents: ['v1'], source: ['a'] });
    const right = version('right', 4, { parents: ['v1'], source: ['b'] });
    const state = stateOf(v1, left, right, tagging('t1', 5, 'left'), tagging('t2', 6, 'right'));
    const found = divergences('greeting', state);
    deepStrictEqual(
      found.map(({ record }) => namesIn([record.id], NAMES)[0]),
      ['left', 'right', 't2'],
    );
    deepStrictEqual([...new Set(found.map(({ code }) => code))], ['reference-ambiguous']);
  });

  it('says what to do about an immutable tag that two branches made', () => {
    const tag = { tag: 'v1.0.0', immutable: true };
    const state = stateOf(v1, v2, tagging('t1', 5, 'v1', tag), tagging('t2', 6, 'v2', tag));
    const [found] = divergences('greeting', state);
    deepStrictEqual(found?.message.includes('leads nowhere. Use another name'), true);
  });

  it('says how a frozen tag that another branch moved is agreed on again', () => {
    const frozen = tagging('t1', 5, 'v1', { tag: 'v1.0.0', immutable: true });
    const moved = tagging('t2', 6, 'v2', { tag: 'v1.0.0' });
    const again = { tag: 'v1.0.0', immutable: true, previous: ['t1', 't2'] };
    const [found] = divergences('greeting', stateOf(v1, v2, frozen, moved));
    deepStrictEqual(found?.message.includes('To end this, tag that version with it again'), true);
    const ended = stateOf(v1, v2, frozen, moved, tagging('t3', 7, 'v1', again));
    deepStrictEqual(divergences('greeting', ended), []);
    deepStrictEqual(forbiddenMoves(ended, CONFIG.environments), []);
  });

  it('finds nothing where all agree', () => {
    deepStrictEqual(divergences('greeting', stateOf(v1, v2, tagging('t1', 5, 'v1'))), []);
  });
});

describe('fromTheFuture', () => {
  it('names records from a day after now or later, clocks that differ a little aside', () => {
    const now = Date.parse(minute(10));
    const day = 24 * 60;
    const records = [version('v1', 1), version('v2', day + 10), tagging('t1', day + 11, 'v1')];
    deepStrictEqual(
      fromTheFuture(records, now).map(({ record }) => namesIn([record.id], NAMES)[0]),
      ['t1'],
    );
  });
});
