import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { LedgerErrorCode } from '../../../../src/core/base/errors';
import { planTag, previousOf, type TagRequest } from '../../../../src/core/ledger/plan/tag';
import type { LedgerRecord } from '../../../../src/core/ledger/records/records';
import { CONFIG, foldersOf, histories, inFolder } from '../../../support/randomHistory';
import { holdsFor } from '../../../support/seeded';
import { derivePrompt } from '../../../../src/core/ledger/derive/derivePrompt';
import fc from 'fast-check';
import { idOf, release, stateOf, tagging, version } from '../../../support/recordBuilder';
import { checkRefusal, refusalOf } from '../../../support/refusal';

const v1 = version('v1', 1);

function plan(records: readonly LedgerRecord[], given: Partial<TagRequest> = {}) {
  const request = { prompt: 'greeting', tag: 'beta', version: idOf('v1'), immutable: false };
  return planTag(stateOf(v1, ...records), CONFIG, { ...request, description: undefined, ...given });
}

const beta = (name: string, minutes: number, given: object = {}) =>
  tagging(name, minutes, 'v1', { tag: 'beta', ...given });

describe('planTag', () => {
  it('sets a tag that nobody has set', () => {
    deepStrictEqual(plan([]), {
      kind: 'tag',
      tag: 'beta',
      version: idOf('v1'),
      previous: [],
      description: '',
      immutable: false,
    });
  });

  it('replaces the move before', () => {
    deepStrictEqual(plan([beta('a', 2), beta('b', 3, { previous: ['a'] })]).previous, [idOf('b')]);
  });

  it('replaces every tip of a diverged tag, so that it agrees again', () => {
    const left = beta('left', 2);
    const right = tagging('right', 3, 'other', { tag: 'beta' });
    deepStrictEqual(plan([left, right]).previous, [idOf('left'), idOf('right')]);
  });

  it('keeps the description unless there is another', () => {
    const before = [beta('a', 2, { description: 'For the pilot' })];
    strictEqual(plan(before).description, 'For the pilot');
    strictEqual(plan(before, { description: 'For all' }).description, 'For all');
    strictEqual(plan(before, { description: '' }).description, '');
  });

  it('removes a tag, and sets it again after the removal', () => {
    const removed = plan([beta('a', 2)], { version: null, description: '' });
    deepStrictEqual([removed.version, removed.previous], [null, [idOf('a')]]);
    const gone = tagging('b', 3, null, { tag: 'beta', previous: ['a'] });
    deepStrictEqual(plan([beta('a', 2), gone]).previous, [idOf('b')]);
  });

  it('removes a tag that one branch removed and another moved', () => {
    const base = beta('a', 2);
    const moved = tagging('c', 3, 'v2', { tag: 'beta', previous: ['a'] });
    const gone = tagging('b', 4, null, { tag: 'beta', previous: ['a'] });
    deepStrictEqual(plan([base, gone, moved], { version: null }).previous, [idOf('c'), idOf('b')]);
  });

  it('moves an unprotected environment, and replaces its release', () => {
    const shipped = release('r', 2, 'v1', { environment: 'staging' });
    const found = plan([shipped], { tag: 'staging' });
    deepStrictEqual([found.previous, found.description], [[idOf('r')], '']);
  });

  const refused: [
    what: string,
    records: LedgerRecord[],
    request: Partial<TagRequest>,
    code: LedgerErrorCode,
    parts: string[],
  ][] = [
    ['moving an immutable tag', [beta('a', 2, { immutable: true })], {}, 'tag-immutable', ['name']],
    [
      'removing an immutable tag',
      [beta('a', 2, { immutable: true })],
      { version: null },
      'tag-immutable',
      ['"beta" of "greeting" is immutable', 'Choose another name'],
    ],
    ['removing what is not there', [], { version: null }, 'tag-not-found', ['no tag "beta"']],
    [
      'removing what was removed',
      [tagging('a', 2, null, { tag: 'beta' })],
      { version: null },
      'tag-not-found',
      ['to remove'],
    ],
    [
      'tagging a protected environment',
      [],
      { tag: 'production' },
      'environment-protected',
      ['only a release moves it', 'Promote'],
    ],
    [
      'untagging a protected environment',
      [release('r', 2, 'v1')],
      { tag: 'production', version: null },
      'environment-protected',
      ['roll it back'],
    ],
    [
      'making an environment immutable',
      [],
      { tag: 'staging', immutable: true },
      'invalid-argument',
      ['can always move'],
    ],
  ];
  for (const [what, records, request, code, parts] of refused) {
    it(`refuses ${what}`, () => {
      checkRefusal(
        refusalOf(() => plan(records, request)),
        code,
        ...parts,
      );
    });
  }
});

describe('the next move of a tag, whatever was merged before,', () => {
  const states = histories.chain(({ all }) =>
    fc.constantFrom(...foldersOf(all)).chain(folder =>
      fc.record({
        folder: fc.constant(folder),
        records: fc.shuffledSubarray(inFolder(all, folder)),
      }),
    ),
  );

  it('is its only tip afterwards, and no earlier tip goes unnamed', () => {
    holdsFor(states, 300, ({ folder, records }) => {
      const before = derivePrompt(records);
      const free = [...before.tags.values()].filter(
        ({ tag, immutable }) => !immutable && tag !== 'production',
      );
      for (const { tag, tips } of free) {
        const request = { prompt: folder, tag, version: idOf('x'), immutable: false };
        const plan = planTag(before, CONFIG, { ...request, description: undefined });
        deepStrictEqual([...plan.previous].sort(), tips.map(tip => tip.id).sort());
        const next = { ...tagging('next', 0, 'x'), ...plan, at: '2030-01-01T00:00:00.000Z' };
        const after = derivePrompt([...records, next]).tags.get(tag);
        deepStrictEqual(after?.tips, [next]);
        strictEqual(after.diverged, false);
        strictEqual(after.version, idOf('x'));
      }
    });
  });
});

describe('previousOf', () => {
  it('is empty for a tag that nobody has set', () => {
    deepStrictEqual(previousOf(undefined), []);
  });
});
