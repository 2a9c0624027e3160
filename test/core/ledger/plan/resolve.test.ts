import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { LedgerErrorCode } from '../../../../src/core/base/errors';
import { resolveVersion, shortId } from '../../../../src/core/ledger/plan/resolve';
import type { VersionRecord } from '../../../../src/core/ledger/records/records';
import { parseSelector } from '../../../../src/core/base/references';
import { idOf, release, stateOf, tagging, version } from '../../../support/recordBuilder';
import { checkRefusal, refusalOf } from '../../../support/refusal';

function numbered(name: string, minutes: number, number: number, id = idOf(name)): VersionRecord {
  return { ...version(name, minutes, { number }), id };
}

const A = 'abcdef01'.repeat(4);
const B = 'abcdef02'.repeat(4);
const state = stateOf(
  numbered('one', 1, 1),
  numbered('left', 2, 2, A),
  numbered('right', 3, 2, B),
  numbered('last', 4, 3),
  tagging('t1', 5, 'one', { tag: 'stable' }),
  tagging('t2', 6, 'gone', { tag: 'broken' }),
  tagging('t3', 7, null, { tag: 'removed' }),
  release('r', 8, 'last'),
);

describe('resolveVersion', () => {
  const cases: [selector: string, id: string][] = [
    ['latest', idOf('last')],
    ['1', idOf('one')],
    ['v3', idOf('last')],
    ['abcdef01', A],
    [A, A],
    [idOf('one'), idOf('one')],
    ['stable', idOf('one')],
    ['production', idOf('last')],
  ];
  for (const [selector, id] of cases) {
    it(`finds the version that "${selector}" means`, () => {
      strictEqual(resolveVersion('greeting', state, parseSelector(selector)).id, id);
    });
  }

  const refused: [selector: string, code: LedgerErrorCode, parts: string[]][] = [
    ['2', 'reference-ambiguous', ['"greeting@2" could be abcdef01 or abcdef02', 'by its id']],
    ['abcdef0', 'reference-ambiguous', ['abcdef01 or abcdef02']],
    ['9', 'version-not-found', ['no version "greeting@9"', 'See its versions']],
    ['0', 'version-not-found', ['"greeting@0"']],
    ['f'.repeat(32), 'version-not-found', ['See its versions']],
    ['ffffff1', 'version-not-found', ['"greeting@ffffff1"']],
    ['nothing', 'tag-not-found', ['no tag "nothing"', 'It has: stable, broken, production.']],
    ['removed', 'tag-not-found', ['no tag "removed"']],
    ['broken', 'version-not-found', [shortId(idOf('gone')), 'missing here', 'sparse checkout']],
  ];
  for (const [selector, code, parts] of refused) {
    it(`refuses "${selector}" rather than take another version`, () => {
      const error = refusalOf(() => resolveVersion('greeting', state, parseSelector(selector)));
      checkRefusal(error, code, ...parts);
    });
  }

  it('lists the ids that an ambiguous reference could mean', () => {
    const error = refusalOf(() => resolveVersion('greeting', state, parseSelector('v2')));
    deepStrictEqual(error.data.versions, [A, B]);
  });

  it('says that a prompt has no version or no tag yet', () => {
    const latest = refusalOf(() => resolveVersion('greeting', stateOf(), { kind: 'latest' }));
    checkRefusal(latest, 'version-not-found', 'no version yet', 'Commit one first');
    const tag = refusalOf(() => resolveVersion('greeting', stateOf(), parseSelector('stable')));
    checkRefusal(tag, 'tag-not-found', 'It has no tag yet');
  });

  it('takes the last head in order for the latest, diverged or not', () => {
    const left = version('left', 3, { parents: ['one'] });
    const right = version('right', 2, { parents: ['one'] });
    const diverged = stateOf(version('one', 1), left, right);
    strictEqual(resolveVersion('greeting', diverged, { kind: 'latest' }).id, idOf('left'));
  });
});

describe('shortId', () => {
  it('is long enough to be read as an id again', () => {
    strictEqual(shortId('0123456789abcdef'), '01234567');
  });
});
