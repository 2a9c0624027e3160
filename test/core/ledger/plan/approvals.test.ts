import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  approvalState,
  personOf,
  requireApprovals,
} from '../../../../src/core/ledger/plan/approvals';
import type { ApprovalRecord } from '../../../../src/core/ledger/records/records';
import { findEnvironment } from '../../../../src/core/ledger/environments/registryConfig';
import { CONFIG } from '../../../support/randomHistory';
import { ada, approval, ben, stateOf, version } from '../../../support/recordBuilder';
import { checkRefusal, refusalOf } from '../../../support/refusal';

const v1 = version('v1', 1);
const cleo = { name: 'Cleo', email: 'cleo@example.com' };
const target = { ...findEnvironment(CONFIG, 'production'), approvals: 2 };
const stand = (...records: ApprovalRecord[]) =>
  approvalState(stateOf(v1, ...records), target, v1, [ada, ben, cleo]);

describe('approvalState', () => {
  it('counts people, told apart by their email in lower case, and not the author', () => {
    const first = approval('a', 2, 'v1');
    const again = approval('b', 3, 'v1', { author: { name: 'B', email: 'BEN@example.com' } });
    const own = approval('c', 4, 'v1', { author: { name: 'Ada', email: 'ADA@EXAMPLE.COM' } });
    const { given, missing, needed, candidates } = stand(first, again, own);
    deepStrictEqual([given, missing, needed], [[first], 1, 2]);
    deepStrictEqual(candidates, [cleo]);
  });

  it('counts only what was said of this version and this environment', () => {
    const { given, candidates } = stand(
      approval('a', 2, 'v2'),
      approval('b', 2, 'v1', { environment: 'staging' }),
    );
    deepStrictEqual([given, candidates], [[], [ben, cleo]]);
  });

  const by = (name: string, email: string, given: object = {}) =>
    approval(name, 5, 'v1', { author: { name, email }, ...given });
  const cases: [what: string, approvals: ApprovalRecord[], missing: number][] = [
    ['without any', [], 2],
    ['with one', [by('Ben', 'ben@example.com')], 1],
    ['with two', [by('Ben', 'ben@example.com'), by('Cleo', 'cleo@example.com')], 0],
    ['twice by one', [by('Ben', 'ben@example.com'), by('Ben 2', 'BEN@Example.com')], 1],
    ['by the author', [by('Ben', 'ben@example.com'), by('Ada', 'ADA@example.com')], 1],
    [
      'by the author, spaced out',
      [by('Ben', 'ben@example.com'), by('x', ' ada@example.com\u200b')],
      1,
    ],
    ['by nobody', [by('Ben', 'ben@example.com'), by('x', ' ')], 1],
    [
      'for another environment',
      [by('Ben', 'ben@example.com', { environment: 'staging' }), by('Cleo', 'c@example.com')],
      1,
    ],
    [
      'of another version',
      [by('Ben', 'ben@example.com', { version: v1.id.replace(/./g, '0') }), by('Cleo', 'c@e.com')],
      1,
    ],
  ];
  for (const [what, approvals, missing] of cases) {
    it(`misses ${missing} of two ${what}`, () => {
      strictEqual(stand(...approvals).missing, missing);
    });
  }

  it('never misses less than none', () => {
    strictEqual(
      approvalState(stateOf(v1, approval('a', 2, 'v1')), { ...target, approvals: 0 }, v1).missing,
      0,
    );
  });
});

describe('requireApprovals', () => {
  it('lets pass what nobody is missing for', () => {
    requireApprovals('a', target, v1, { needed: 2, given: [], missing: 0, candidates: [] });
  });

  it('names who could give them, and how', () => {
    const refusal = refusalOf(() => {
      requireApprovals('greeting', target, v1, stand(approval('a', 2, 'v1')));
    });
    checkRefusal(refusal, 'approvals-missing', '1 more approval for', 'other than Ada', 'Cleo');
    checkRefusal(refusal, 'approvals-missing', `approve greeting@${v1.id.slice(0, 8)} production`);
    deepStrictEqual(refusal.data.candidates, [cleo]);
    deepStrictEqual(refusal.data.approvers, ['ben@example.com']);
  });

  it('says what is needed where nobody else is known', () => {
    const state = approvalState(stateOf(v1), target, v1, []);
    const refusal = refusalOf(() => {
      requireApprovals('greeting', target, v1, state);
    });
    checkRefusal(
      refusal,
      'approvals-missing',
      '2 more approvals',
      'by people other than Ada. They',
    );
  });
});

describe('personOf', () => {
  it('is the email in lower case', () => {
    strictEqual(personOf({ name: 'X', email: 'Ada@Example.COM' }), 'ada@example.com');
  });
});
