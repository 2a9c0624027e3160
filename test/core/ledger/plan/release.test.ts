import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { LedgerErrorCode } from '../../../../src/core/base/errors';
import {
  planPromotion,
  planRollback,
  rollbackTargets,
  suggestChangelog,
  type ReleasePlan,
} from '../../../../src/core/ledger/plan/release';
import type { LedgerRecord, VersionRecord } from '../../../../src/core/ledger/records/records';
import {
  findEnvironment,
  type Environment,
} from '../../../../src/core/ledger/environments/registryConfig';
import { CONFIG } from '../../../support/randomHistory';
import { idOf, namesIn, release, stateOf, tagging, version } from '../../../support/recordBuilder';
import { checkRefusal, refusalOf } from '../../../support/refusal';

const v1 = version('v1', 1, { number: 1 });
const v2 = version('v2', 2, { number: 2, parents: ['v1'] });
const v3 = version('v3', 3, { number: 3, parents: ['v2'] });
const VERSIONS = [v1, v2, v3];
const production = findEnvironment(CONFIG, 'production');
const staging = findEnvironment(CONFIG, 'staging');
const development = findEnvironment(CONFIG, 'development');

function promotion(
  records: readonly LedgerRecord[],
  target: Environment = production,
  chosen?: VersionRecord,
): ReleasePlan {
  return planPromotion('greeting', stateOf(...VERSIONS, ...records), target, chosen);
}

describe('planPromotion', () => {
  it('releases what the environment before serves', () => {
    deepStrictEqual(promotion([tagging('t', 4, 'v2')]), {
      kind: 'release',
      environment: 'production',
      from: 'staging',
      version: idOf('v2'),
      previous: [],
      rollback: false,
    });
  });

  it('replaces the release before', () => {
    const before = release('r', 5, 'v1');
    deepStrictEqual(promotion([tagging('t', 4, 'v2'), before]).previous, [idOf('r')]);
  });

  it('takes what was released to the environment before, too', () => {
    const before = release('r', 4, 'v3', { environment: 'staging', from: 'development' });
    strictEqual(promotion([before]).version, idOf('v3'));
  });

  it('joins what two people released at the same time', () => {
    const records = [tagging('t', 4, 'v2'), release('left', 5, 'v1'), release('right', 6, 'v2')];
    deepStrictEqual(promotion(records).previous, [idOf('left'), idOf('right')]);
  });

  it('releases a chosen version that the environment before has served once', () => {
    const records = [tagging('t1', 4, 'v1'), tagging('t2', 5, 'v2', { previous: ['t1'] })];
    strictEqual(promotion(records, production, v1).version, idOf('v1'));
  });

  it('releases any chosen version to an unprotected environment', () => {
    strictEqual(promotion([], staging, v3).version, idOf('v3'));
    strictEqual(promotion([], development, v3).from, null);
  });

  const refused: [
    what: string,
    plan: () => unknown,
    code: LedgerErrorCode,
    parts: readonly string[],
  ][] = [
    ['where nothing is there to promote', () => promotion([]), 'tag-not-found', ['"staging"']],
    [
      'where the version is missing here',
      () => promotion([tagging('t', 4, 'gone')]),
      'version-not-found',
      ['missing here'],
    ],
    [
      'what is served already',
      () => promotion([tagging('t', 4, 'v2'), release('r', 5, 'v2')]),
      'nothing-to-promote',
      ['"production" already serves v2'],
    ],
    [
      'to the first environment without a version',
      () => promotion([], development),
      'nothing-to-promote',
      ['the first environment', 'name the version'],
    ],
    [
      'a version that the environment before never served',
      () => promotion([tagging('t', 4, 'v1')], production, v3),
      'environment-protected',
      ['never served v3', 'Promote it to "staging" first'],
    ],
    [
      'a version that only a void move gave to the environment before',
      () =>
        planPromotion(
          'greeting',
          stateOf(
            ...VERSIONS,
            tagging('t', 4, 'v1', { tag: 'gate', immutable: true }),
            tagging('u', 5, 'v2', { tag: 'gate' }),
          ),
          { ...production, promoteFrom: 'gate' },
          v2,
        ),
      'environment-protected',
      ['never served v2'],
    ],
  ];
  for (const [what, plan, code, parts] of refused) {
    it(`refuses ${what}`, () => {
      checkRefusal(refusalOf(plan), code, ...parts);
    });
  }
});

/** A pipeline in which these versions were released one after another; `^` is a rollback. */
function released(...moves: string[]): LedgerRecord[] {
  return moves.map((move, index) => {
    const previous = index === 0 ? [] : [`${index - 1} ${moves[index - 1] ?? ''}`];
    const rollback = move.startsWith('^');
    return release(`${index} ${move}`, index + 10, move.replace('^', ''), { previous, rollback });
  });
}

describe('a rollback', () => {
  function rollback(records: readonly LedgerRecord[], chosen?: VersionRecord): string | undefined {
    const plan = planRollback('greeting', stateOf(...VERSIONS, ...records), production, chosen);
    return namesIn([plan.version], ['v1', 'v2', 'v3'])[0];
  }

  const cases: [what: string, moves: string[], chosen: VersionRecord | undefined, to: string][] = [
    ['goes to the release below', ['v1', 'v2'], undefined, 'v1'],
    ['goes on down the stack', ['v1', 'v2', 'v3', '^v2'], undefined, 'v1'],
    ['goes to a named one', ['v1', 'v2', 'v3'], v1, 'v1'],
    ['goes below what was released twice', ['v1', 'v2', 'v1'], undefined, 'v2'],
    ['does not come back to what was rolled back', ['v1', 'v2', '^v1', 'v3'], undefined, 'v1'],
  ];
  for (const [what, moves, chosen, to] of cases) {
    it(`${what}: ${moves.join(' ')}`, () => {
      strictEqual(rollback(released(...moves), chosen), to);
    });
  }

  it('is a release without a source, and replaces every tip', () => {
    const records = [...released('v1', 'v2'), release('other', 20, 'v3')];
    deepStrictEqual(planRollback('greeting', stateOf(...VERSIONS, ...records), production, v1), {
      kind: 'release',
      environment: 'production',
      from: null,
      version: idOf('v1'),
      previous: [idOf('1 v2'), idOf('other')],
      rollback: true,
    });
  });

  it('undoes a plain move of an unprotected environment', () => {
    const shipped = release('r', 4, 'v1', { environment: 'staging' });
    const moved = tagging('t', 5, 'v2', { previous: ['r'] });
    const plan = planRollback('greeting', stateOf(...VERSIONS, shipped, moved), staging, undefined);
    strictEqual(plan.version, idOf('v1'));
  });

  it('passes over a version that is missing here', () => {
    const records = released('v1', 'gone', 'v3');
    strictEqual(rollback(records), 'v1');
  });

  const refused: [
    what: string,
    moves: string[],
    chosen: VersionRecord | undefined,
    part: string,
  ][] = [
    ['without any release', [], undefined, 'no earlier release of'],
    ['after the first one', ['v1'], undefined, 'Its releases show what there is'],
    ['to what was never released', ['v1', 'v2'], v3, 'no release of v3'],
    ['to what is served', ['v1', 'v2'], v2, 'no release of v2'],
    ['to what was rolled back', ['v1', 'v2', '^v1'], v2, 'no release of v2'],
  ];
  for (const [what, moves, chosen, part] of refused) {
    it(`is refused ${what}`, () => {
      checkRefusal(
        refusalOf(() => rollback(released(...moves), chosen)),
        'nothing-to-roll-back',
        part,
      );
    });
  }

  it('offers its targets nearest first, each once', () => {
    const state = stateOf(...VERSIONS, ...released('v1', 'v2', 'v1', 'v3'));
    const ids = rollbackTargets(state, 'production').map(target => target.id);
    deepStrictEqual(namesIn(ids, ['v1', 'v2', 'v3']), ['v1', 'v2']);
    deepStrictEqual(rollbackTargets(state, 'nowhere'), []);
  });
});

describe('suggestChangelog', () => {
  const lines = version('lines', 4, { parents: ['v3'], message: 'First line\nsecond line' });
  const empty = version('empty', 5, { parents: ['lines'], message: '  ' });
  const side = version('side', 4, { parents: ['v1'], message: 'Of another branch' });
  const state = stateOf(...VERSIONS, lines, empty, side);

  it('lists the messages in between, oldest first, without empty ones', () => {
    strictEqual(
      suggestChangelog(state, idOf('v1'), empty),
      '- Made v2\n- Made v3\n- First line\n  second line',
    );
  });

  it('leaves out what the served version has already, on whichever branch', () => {
    strictEqual(suggestChangelog(state, idOf('side'), v2), '- Made v2');
  });

  it('is everything for a first release, and nothing for an older version', () => {
    strictEqual(suggestChangelog(state, undefined, v2), '- Made v1\n- Made v2');
    strictEqual(suggestChangelog(state, null, v1), '- Made v1');
    strictEqual(suggestChangelog(state, idOf('v3'), v1), '');
  });
});
