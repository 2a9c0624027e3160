import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findRemoved } from '../../../../src/core/compare/changes/removed';
import { text } from '../../../support/randomDocuments';
import { holdsFor } from '../../../support/seeded';

/** `line:column removed`, separated by ` | `; "/" is a newline. */
const picture = (base: string, changed: string): string =>
  findRemoved(base.replaceAll('/', '\n'), changed.replaceAll('/', '\n'))
    .map(({ line, column, removed }) => `${line}:${column} ${removed.replaceAll('\n', '/')}`)
    .join(' | ');

describe('findRemoved', () => {
  for (const [story, base, changed, expected] of [
    ['nothing in equal texts', 'a/b', 'a/b', ''],
    ['nothing where text was only added', 'Be kind.', 'Be kind. Be short.', ''],
    ['a word where it was replaced', 'Be very kind', 'Be always kind', '0:3 very'],
    [
      'two words of one line, each at its place',
      'Greet the old customer by name, and answer in short sentences',
      'Greet the customer warmly by name, and answer in long sentences',
      '0:10 old  | 0:49 short',
    ],
    ['a line, at the end of the one before it', 'one/two/three', 'one/three', '0:3 two'],
    ['lines that follow each other as one', 'one/a/b/three', 'one/three', '0:3 a/b'],
    ['the first line, at the very beginning', 'one/two', 'two', '0:0 one'],
    ['an empty line', 'one//two', 'one/two', '0:3 '],
  ] as const) {
    it(`finds ${story}`, () => {
      assert.equal(picture(base, changed), expected);
    });
  }

  it('gives text of the base, at a place that the text has', () => {
    holdsFor(fc.tuple(text, text), 500, ([base, changed]) => {
      const changedLines = changed.split('\n');
      for (const { line, column, removed } of findRemoved(base, changed)) {
        assert.ok(base.includes(removed), JSON.stringify(removed));
        assert.ok(column <= (changedLines[line] ?? '').length);
      }
    });
  });
});
