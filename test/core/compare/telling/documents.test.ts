import * as assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { LedgerError } from '../../../../src/core/base/errors';
import type { RenderedText } from '../../../../src/core/prompt/render/renderedText';
import type { BodyLines } from '../../../../src/core/compare/structure/bodies';
import {
  diffDocuments,
  diffRendered,
  type DocumentDiff,
} from '../../../../src/core/compare/telling/documents';
import { cutAtSpans } from '../../../../src/core/compare/sharing/layout';

const SEED = 20261121;
const FIXTURES = join(__dirname, '../../../fixtures/diff');

describe('diffDocuments', () => {
  for (const name of readdirSync(FIXTURES)) {
    it(`compares the fixture "${name}" as expected.json says`, () => {
      const read = (file: string) => readFileSync(join(FIXTURES, name, file), 'utf8');
      const diff = diffDocuments(read('left.prompt'), read('right.prompt'));
      const told = describeDiff(diff);
      const expected = join(FIXTURES, name, 'expected.json');
      // For an author of fixtures: writes what there is, and the review is a git diff.
      if (process.env.WRITE_FIXTURES === '1') writeFileSync(expected, print(told));
      assert.deepEqual(
        JSON.parse(JSON.stringify(told)),
        JSON.parse(readFileSync(expected, 'utf8')),
      );
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

/** A comparison for a person to read: the body as lines with a sign, changed words in brackets. */
function describeDiff(diff: DocumentDiff) {
  const { left, right, hunks, ...facts } = diff;
  const marked = (line = '', spans: readonly { start: number; endExclusive: number }[] = []) =>
    cutAtSpans(line, spans)
      .map(({ text, isChanged }) => (isChanged ? `[${text}]` : text))
      .join('');
  const body = hunks.flatMap(hunk => {
    if (hunk.kind === 'same') {
      const lines = left.lines.slice(hunk.left.start, hunk.left.endExclusive);
      return lines.map(line => `  ${line}`);
    }
    return hunk.changes.flatMap(change => {
      if (change.kind === 'removed') return [`- ${left.lines[change.left] ?? ''}`];
      if (change.kind === 'added') return [`+ ${right.lines[change.right] ?? ''}`];
      return [
        `- ${marked(left.lines[change.left], change.leftSpans)}`,
        `+ ${marked(right.lines[change.right], change.rightSpans)}`,
      ];
    });
  });
  const newline = { left: left.endsWithNewline, right: right.endsWithNewline };
  return { ...facts, body, endsWithNewline: newline };
}

function print(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

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
