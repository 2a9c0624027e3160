import { strictEqual } from 'node:assert/strict';
import { recordShapeProblem, UNKNOWN_KIND } from '../../../../src/core/ledger/records/recordShape';
import type { LedgerRecord } from '../../../../src/core/ledger/records/records';
import {
  approval,
  experiment,
  facts,
  idOf,
  release,
  renaming,
  tagging,
  version,
} from '../../../support/recordBuilder';

/** A record of each kind, and what must not stand in its fields. */
const SAMPLES: Readonly<Record<LedgerRecord['kind'], [LedgerRecord, Record<string, unknown[]>]>> = {
  version: [
    version('v', 1, { parents: ['u'], includes: { tone: idOf('t') } }),
    {
      parents: [undefined, null, 'u', ['short'], [idOf('u').toUpperCase()], [7]],
      number: [undefined, 0, -1, 1.5, '1', 2 ** 53, Number.NaN],
      message: [undefined, null, 7],
      includes: [undefined, null, [], { tone: 'x' }, { tone: 7 }],
      source: [undefined, 'text', [7], ['two\nlines']],
    },
  ],
  tag: [
    tagging('t', 1, 'v'),
    {
      tag: [undefined, '', 'latest', '3', 'deadbee', 'A', '../x'],
      version: [undefined, '', 'x', 7],
      previous: [undefined, 'x', ['x']],
      description: [undefined, null],
      immutable: [undefined, 'false', 0],
    },
  ],
  release: [
    release('r', 1, 'v'),
    {
      environment: [undefined, 'latest', 'a/b'],
      from: [undefined, 'v3', ''],
      version: [undefined, null, 'x'],
      previous: [undefined, null],
      rollback: [undefined, 1],
      changelog: [undefined, []],
      verdict: [undefined, null, [], 'breaking'],
    },
  ],
  approval: [
    approval('a', 1, 'v'),
    { environment: [undefined, ''], version: [undefined, null], note: [undefined, 7] },
  ],
  experiment: [
    experiment('e', 1, 'v'),
    {
      experiment: [undefined, 7],
      version: [undefined, null, 'x'],
      rows: [undefined, -1, '1'],
      score: [undefined, null],
      usage: [undefined, 7],
      ms: [undefined, null, { p50: 1 }],
      cost: [undefined, 1, { amount: '1', currency: 'USD' }],
      required: [undefined, 'yes'],
      results: [undefined, null],
    },
  ],
  prompt: [
    facts('f', 1, { description: '', labels: ['a'], archived: false }),
    { description: [null, 7], labels: ['a', [7]], archived: ['true', null] },
  ],
  rename: [
    renaming('r', 1, { from: 'a', to: 'b' }),
    { from: [undefined, '', '../x', 'A', 'con', 'x'.repeat(101)] },
  ],
};

describe('recordShapeProblem', () => {
  for (const [kind, [sound, broken]] of Object.entries(SAMPLES)) {
    it(`finds nothing wrong with a sound ${kind}`, () => {
      strictEqual(recordShapeProblem({ ...sound }), undefined);
    });

    for (const [field, values] of Object.entries(broken)) {
      for (const value of values) {
        it(`refuses a ${kind} whose "${field}" is ${JSON.stringify({ value }).slice(0, 60)}`, () => {
          const problem = recordShapeProblem({ ...sound, [field]: value });
          strictEqual(problem, `"${field}" is missing or not of the right form.`);
        });
      }
    }
  }

  it('takes a removed tag and a release from nowhere', () => {
    strictEqual(recordShapeProblem({ ...tagging('t', 1, null) }), undefined);
    strictEqual(recordShapeProblem({ ...release('r', 1, 'v', { from: null }) }), undefined);
  });

  it('wants an author, of kinds it does not know as well', () => {
    const problem = '"author" needs a name and an email.';
    for (const author of [undefined, null, 'Ada', [], { name: 'Ada' }, { email: 'a@b.c' }]) {
      strictEqual(recordShapeProblem({ ...facts('f', 1), author }), problem);
      strictEqual(recordShapeProblem({ ...facts('f', 1), author, kind: 'new' }), problem);
    }
  });

  it('wants a kind', () => {
    strictEqual(recordShapeProblem({ ...facts('f', 1), kind: 7 }), '"kind" is missing.');
  });

  it('knows a kind of a newer writer for what it is', () => {
    strictEqual(recordShapeProblem({ ...facts('f', 1), kind: 'later' }), UNKNOWN_KIND);
    strictEqual(recordShapeProblem({ ...facts('f', 1), kind: 'toString' }), UNKNOWN_KIND);
  });
});
