import * as assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { LedgerError } from '../../../src/core/errors';
import type { RenderedText } from '../../../src/core/renderedText';
import {
  diffDocuments,
  diffRendered,
  type BodyLines,
  type DocumentDiff,
} from '../../../src/core/diff/documents';

const SEED = 20261121;
const FIXTURES = join(__dirname, '../../fixtures/diff');

describe('diffDocuments', () => {
  for (const name of readdirSync(FIXTURES)) {
    it(`compares the fixture "${name}" as expected.json says`, () => {
      const read = (file: string) => readFileSync(join(FIXTURES, name, file), 'utf8');
      const diff = diffDocuments(read('left.prompt'), read('right.prompt'));
      assert.deepEqual(JSON.parse(JSON.stringify(diff)), JSON.parse(read('expected.json')));
    });
  }

  for (const [story, left, right, summary] of [
    ['equal documents', 'a\n', 'a\n', 'Identical'],
    ['line ends that a registry does not keep', 'a\r\nb', 'a\nb', 'Identical'],
    ['an added line', 'a\n', 'a\nb\n', '1 line added'],
    ['a changed line', 'a\nb\n', 'a\nc\n', '1 line added, 1 line removed'],
    ['a lost newline at the end', 'a\n', 'a', '1 line added, 1 line removed'],
    ['an empty document', '', 'a\n', '1 line added'],
    ['values', '---\na: 1\nb: 1\n---\n', '---\na: 2\n---\n', '2 front matter changes'],
    [
      'values and lines',
      '---\na: 1\n---\nx\n',
      '---\na: 2\n---\n',
      '1 front matter change, 1 line removed',
    ],
    [
      'the order of keys',
      '---\na: 1\nb: 1\n---\n',
      '---\nb: 1\na: 1\n---\n',
      'Front matter rewritten with the same values',
    ],
  ] as const) {
    it(`sums up ${story} as "${summary}"`, () => {
      const diff = diffDocuments(left, right);
      assert.equal(diff.summary, summary);
      assert.equal(diff.identical, summary === 'Identical');
    });
  }

  it('compares both sides as text, and says which is broken, when one cannot be read', () => {
    const diff = diffDocuments('---\na: 1\n---\nx\n', '---\na: [\n---\nx\n');
    assert.equal(diff.comparedAs, 'text');
    assert.deepEqual(diff.frontMatter, []);
    assert.deepEqual(
      diff.problems.map(({ side }) => side),
      ['right'],
    );
    assert.deepEqual(diff.left.lines, ['---', 'a: 1', '---', 'x']);
    assert.deepEqual(diff.stats, { added: 1, removed: 1 });
  });

  it('ends when its caller runs out of time, and says that it was cut short', () => {
    const [left, right] = ['a b\nc d\ne f\n', 'a x\nc y\ne z\n'];
    const diff = diffDocuments(left, right, { maxEdits: 9, maxWork: 999, isOver: () => true });
    assert.equal(diff.hitLimit, true);
    assert.equal(rebuildRight(diff), right);
  });

  it('leads from the left to the right for any two documents', () => {
    const frontMatter = fc.constantFrom('', '---\na: 1\n---\n', '---\nb: [\n---\n', '---\n');
    const line = fc.constantFrom(
      '',
      'system:',
      'Be kind to {{name}}.',
      'Be short.',
      'é 👍🏽 x',
      '---',
    );
    const body = fc.array(line, { maxLength: 20 }).map(lines => lines.join('\n'));
    const source = fc.tuple(frontMatter, body).map(parts => parts.join(''));
    fc.assert(
      fc.property(source, source, fc.nat(20_000), (left, right, maxWork) => {
        const diff = diffDocuments(left, right, { maxEdits: 50, maxWork });
        assert.ok(right.endsWith(rebuildRight(diff)));
        assert.equal(textOf(diff.right), rebuildRight(diff));
        assert.equal(diff.identical, left === right);
        if (diff.comparedAs === 'text') assert.equal(rebuildRight(diff), right);
      }),
      { seed: SEED, numRuns: 400 },
    );
  });
});

/** The right body, made from the lines that stay and the lines that the changes bring. */
function rebuildRight({ hunks, left, right }: DocumentDiff): string {
  const lines = hunks.flatMap(hunk => {
    if (hunk.kind === 'same') return left.lines.slice(hunk.left.start, hunk.left.endExclusive);
    return hunk.changes.flatMap(change =>
      change.kind === 'removed' ? [] : [right.lines[change.right]],
    );
  });
  return lines.join('\n') + (right.endsWithNewline ? '\n' : '');
}

function textOf({ lines, endsWithNewline }: BodyLines): string {
  return lines.join('\n') + (endsWithNewline ? '\n' : '');
}

describe('diffRendered', () => {
  const error = new LedgerError('io', {}, 'It cannot be read.');
  const cases: [what: string, left: RenderedText, right: RenderedText, summary: string][] = [
    ['equal texts', { text: 'a' }, { text: 'a' }, 'Identical'],
    ['texts', { text: 'a\nb' }, { text: 'a\nc' }, '1 line added, 1 line removed'],
    ['texts that look like front matter', { text: '---\n' }, { text: '---\nx\n' }, '1 line added'],
    ['a text with what is missing', { text: 'a' }, { text: 'a', error }, 'Identical'],
    ['a side that cannot be rendered', { text: 'a' }, { error }, 'Cannot be compared'],
    ['two that cannot', { error }, { error }, 'Cannot be compared'],
  ];
  for (const [what, left, right, summary] of cases) {
    it(`compares ${what}, with errors on their side`, () => {
      const diff = diffRendered(left, right);
      assert.equal(diff.summary, summary);
      assert.equal(diff.identical, summary === 'Identical');
      assert.equal(diff.comparedAs, 'rendered');
      const failing = Object.entries({ left, right }).filter(([, side]) => side.error);
      assert.deepEqual(
        diff.problems,
        failing.map(([side]) => ({ side, message: 'It cannot be read.' })),
      );
    });
  }
});
