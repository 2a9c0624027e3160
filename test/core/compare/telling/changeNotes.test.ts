import { strictEqual } from 'node:assert/strict';
import { tellRecordChange, tellTagChange } from '../../../../src/core/compare/telling/changeNotes';
import type { TagChange } from '../../../../src/core/compare/telling/tagChanges';
import { MARKDOWN, PLAIN } from '../../../../src/core/compare/telling/writing';
import { ada, idOf, minute } from '../../../support/recordBuilder';

const place = (number: number | null) => ({ version: idOf('v'), number });
const change: TagChange = {
  ...{ tag: 'production', from: { ...place(1), version: idOf('u') }, to: place(2) },
  by: { id: idOf('r'), kind: 'promotion', at: minute(1), author: ada, text: '' },
  ...{ breaking: false, immutable: false, diverged: false },
};

describe('a change of a tag', () => {
  for (const [given, markdown] of [
    [{}, '`production` v1 → v2, released by Ada'],
    [{ breaking: true }, '`production` v1 → v2, **breaking**, released by Ada'],
    [{ from: null }, '`production` nothing → v2, released by Ada'],
    [{ to: place(null) }, `\`production\` v1 → ${idOf('v').slice(0, 8)}, released by Ada`],
    [{ from: place(2), immutable: true }, '`production` v2, immutable, released by Ada'],
    [{ by: null }, '`production` v1 → v2, **and no added record says so**'],
    [
      { to: null, inDoubt: 'records/a/x.json' },
      '`production` v1 → in doubt, for records/a/x.json says nothing',
    ],
  ] as const) {
    it(`says ${markdown}`, () => {
      strictEqual(tellTagChange({ ...change, ...given }, MARKDOWN), markdown);
    });
  }

  it('shows what somebody wrote as text, its first line', () => {
    const author = { name: '<b>@me</b>', email: '' };
    const by = { ...change.by, author, text: 'Say [this](x)\u202e\n# and more' } as TagChange['by'];
    strictEqual(
      tellTagChange({ ...change, by }, MARKDOWN),
      '`production` v1 → v2, released by \\<b\\>@\u200bme\\</b\\>: Say \\[this\\]\\(x\\)\\\\u202e',
    );
    strictEqual(
      tellTagChange({ ...change, by }, PLAIN),
      'production v1 → v2, released by <b>@me</b>: Say [this](x)\\u202e',
    );
  });
});

describe('a change of a record', () => {
  const facts = { path: 'records/a/x_y.json', what: 'v1 by *Ada*', message: '' };

  it('says what it is, where, and what is there now', () => {
    strictEqual(
      tellRecordChange({ ...facts, kind: 'missing', message: 'It is gone.' }, MARKDOWN),
      '**record missing**: v1 by \\*Ada\\* (records/a/x\\_y.json). It is gone.',
    );
    strictEqual(
      tellRecordChange({ ...facts, kind: 'changed' }, PLAIN),
      'record changed: v1 by *Ada* (records/a/x_y.json)',
    );
    strictEqual(
      tellRecordChange({ ...facts, kind: 'behind' }, PLAIN),
      'not here yet: v1 by *Ada* (records/a/x_y.json)',
    );
  });
});
