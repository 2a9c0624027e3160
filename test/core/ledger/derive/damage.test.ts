import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import {
  damageError,
  doubtOf,
  refuseDoubt,
  type Aspect,
} from '../../../../src/core/ledger/derive/damage';
import { derivePrompt } from '../../../../src/core/ledger/derive/derivePrompt';
import type { TagState } from '../../../../src/core/ledger/derive/tags';
import {
  recordFileName,
  recordPath,
  type RecordProblem,
} from '../../../../src/core/ledger/records/recordFile';
import type { LedgerRecord } from '../../../../src/core/ledger/records/records';
import { foldersOf, histories } from '../../../support/randomHistory';
import { facts, release, tagging, version } from '../../../support/recordBuilder';
import { checkRefusal, refusalOf } from '../../../support/refusal';
import type { PromptState } from '../../../../src/core/ledger/derive/model';

function problemOf(record: LedgerRecord, code: RecordProblem['code'] = 'record-corrupt') {
  const name = recordFileName(record.at, record.id);
  return { path: recordPath({ folder: record.prompt, name }), code, message: 'It is bad.' };
}

/** The state in which one record of a prompt is damaged. */
function withDamaged(records: readonly LedgerRecord[], damaged: LedgerRecord): PromptState {
  const sound = records.filter(({ id }) => id !== damaged.id);
  return derivePrompt(sound, { problems: [problemOf(damaged)] });
}

const ids = (records: readonly { readonly id: string }[]): string[] => records.map(({ id }) => id);

function tagOf(record: LedgerRecord): string | undefined {
  if (record.kind === 'release') return record.environment;
  return record.kind === 'tag' ? record.tag : undefined;
}

/** Whether a record names another one as what it is not: no writer of ours does. */
function isOddlyNamed(named: LedgerRecord, records: readonly LedgerRecord[]): boolean {
  return records.some(record => {
    const asParent = record.kind === 'version' && record.parents.includes(named.id);
    const tag = tagOf(record);
    const asMove = tag !== undefined && namesOf(record).includes(named.id);
    return (asParent && named.kind !== 'version') || (asMove && tag !== tagOf(named));
  });
}

function namesOf(record: LedgerRecord): readonly string[] {
  return record.kind === 'tag' || record.kind === 'release' ? record.previous : [];
}

/** What a state says, by what it may depend on. */
function answers(state: PromptState, tags: readonly string[]): [Aspect, unknown][] {
  const { description, labels, archived } = state;
  return [
    ['latest', state.latest?.id],
    ['heads', ids(state.heads).sort()],
    ['versions', [...state.versions.keys()].sort()],
    ['facts', { description, labels, archived }],
    ...tags.flatMap((tag): [Aspect, unknown][] => {
      const found: Partial<TagState> = state.tags.get(tag) ?? {};
      const { served, tips = [], moves = [] } = found;
      const stack = ids(state.releases.get(tag)?.stack ?? []);
      return [
        [`served ${tag}`, [served?.id, found.version, found.immutable]],
        [`tips ${tag}`, [ids(tips).sort(), found.diverged]],
        [`moves ${tag}`, [ids(moves.map(({ record }) => record)).sort(), stack]],
      ];
    }),
  ];
}

describe('what a damaged record puts in doubt', () => {
  /** Compares what is sure without a record with what is so; returns how much that was. */
  function checkSure(records: readonly LedgerRecord[], damaged: LedgerRecord): number {
    const whole = derivePrompt(records);
    const tags = [...whole.tags.keys()];
    const state = withDamaged(records, damaged);
    const known = new Map(answers(state, tags));
    const sure = answers(whole, tags).filter(([aspect]) => !doubtOf(state.damage, aspect));
    for (const [aspect, answer] of sure) {
      deepStrictEqual(known.get(aspect), answer, `${damaged.kind} ${aspect}`);
    }
    return sure.length;
  }

  it('is everything that it changes: no other answer is wrong, whichever record it is', () => {
    let sure = 0;
    fc.assert(
      fc.property(histories, ({ all }) => {
        for (const folder of foldersOf(all)) {
          const records = all.filter(({ prompt }) => prompt === folder);
          for (const record of records.filter(({ kind }) => kind !== 'rename')) {
            if (!isOddlyNamed(record, records)) sure += checkSure(records, record);
          }
        }
      }),
      { seed: 42, numRuns: 100 },
    );
    ok(sure > 100, `${sure} answers were sure`);
  });

  const line = [
    version('v1', 1),
    version('v2', 2, { parents: ['v1'], number: 2 }),
    version('v3', 3, { parents: ['v2'], number: 3 }),
    tagging('t1', 4, 'v1'),
    tagging('t2', 5, 'v2', { previous: ['t1'] }),
    release('r1', 6, 'v1'),
    release('r2', 7, 'v2', { previous: ['r1'] }),
    facts('f1', 8, { description: 'For greeting.' }),
  ] as const;
  const [v1, v2, v3, t1, t2, r1, r2, f1] = line;
  const aspects: readonly Aspect[] = [
    ...(['latest', 'heads', 'versions', 'facts'] as const),
    ...(['served staging', 'tips staging', 'moves staging'] as const),
    ...(['served production', 'tips production', 'moves production'] as const),
  ];
  const cases: [what: string, damaged: LedgerRecord, doubted: readonly Aspect[]][] = [
    ['the newest version: everything', v3, aspects],
    // The one before it may be a head as well: nothing else says what it was made from.
    ['a version in between: the heads, and that the list is whole', v2, ['heads', 'versions']],
    ['the first version: that the list is whole', v1, ['versions']],
    ['the newest move of a tag: everything', t2, aspects],
    // It may have been immutable, and the move after it void.
    ['an old move of a tag: that tag', t1, ['served staging', 'tips staging', 'moves staging']],
    ['an old release: what was released there before', r1, ['moves production']],
    ['the newest release: everything', r2, aspects],
    ['a fact: everything', f1, aspects],
  ];
  for (const [what, damaged, doubted] of cases) {
    it(`of ${what}`, () => {
      const { damage } = withDamaged(line, damaged);
      deepStrictEqual(
        aspects.filter(aspect => doubtOf(damage, aspect) !== undefined),
        doubted,
      );
    });
  }

  it('is nothing where the record is there as well, under its own name', () => {
    const state = derivePrompt(line, {
      problems: [problemOf({ ...v3, at: '2026-11-21T00:00:00.000Z' })],
    });
    deepStrictEqual(
      aspects.filter(aspect => doubtOf(state.damage, aspect) !== undefined),
      [],
    );
    strictEqual(state.damage.problems.length, 1);
  });

  it('is everything where the file has not the name of a record', () => {
    const path = 'records/greeting/notes.json';
    const state = derivePrompt(line, {
      problems: [{ path, code: 'record-corrupt', message: 'Bad.' }],
    });
    const error = refusalOf(() => {
      refuseDoubt('greeting', state, 'latest');
    });
    checkRefusal(error, 'record-corrupt', path, 'Bad.', 'verify', 'git checkout', 'number or id');
    strictEqual(error.data.path, path);
  });

  it('is everything where a record cannot be read, whatever names it', () => {
    const state = derivePrompt(line.slice(1), { problems: [problemOf(v1, 'io')] });
    for (const aspect of aspects) strictEqual(doubtOf(state.damage, aspect)?.code, 'io');
    const [problem] = state.damage.problems;
    checkRefusal(damageError('greeting', problem!), 'io', 'cannot be read', problem!.path);
  });

  it('is the newest version where a head does not follow from the damaged one', () => {
    const branches = [v1, v2, version('b2', 9, { parents: ['v1'] }), v3];
    const { damage } = withDamaged(branches, v2);
    strictEqual(doubtOf(damage, 'latest')?.path, problemOf(v2).path);
    const late = [v1, v2, version('b2', 2, { parents: ['v1'] }), v3];
    strictEqual(doubtOf(withDamaged(late, v2).damage, 'latest'), undefined);
    strictEqual(doubtOf(withDamaged(late, v2).damage, 'heads')?.path, problemOf(v2).path);
  });
});
