import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createBudget } from '../../../../src/core/compare/text/budget';
import { diffLines, splitLines, type LineHunk } from '../../../../src/core/compare/text/lines';

const SEED = 20261121;

/** One character per line: ` ` both, `-` left, `+` right, with the line after it. */
function picture(left: readonly string[], right: readonly string[], hunks: readonly LineHunk[]) {
  return hunks.flatMap(hunk => {
    const removed = left.slice(hunk.left.start, hunk.left.endExclusive);
    if (hunk.kind === 'same') return removed.map(line => ` ${line}`);
    const added = right.slice(hunk.right.start, hunk.right.endExclusive);
    return [...removed.map(line => `-${line}`), ...added.map(line => `+${line}`)];
  });
}

function check(left: string, right: string, expected: string): void {
  const [leftLines, rightLines] = [left.split(' '), right.split(' ')].map(lines =>
    lines.map(line => line.replace('_', '')),
  ) as [string[], string[]];
  const { hunks, hitLimit } = diffLines(leftLines, rightLines);
  assert.equal(picture(leftLines, rightLines, hunks).join(' '), expected.replaceAll('_', ''));
  assert.equal(hitLimit, false);
}

describe('splitLines', () => {
  for (const [text, expected] of [
    ['', []],
    ['\n', ['\n']],
    ['a', ['a']],
    ['a\nb', ['a\n', 'b']],
    ['a\n\nb\n', ['a\n', '\n', 'b\n']],
    ['a\u2028b\n', ['a\u2028b\n']],
  ] as const) {
    it(`cuts ${JSON.stringify(text)} after each newline`, () => {
      assert.deepEqual(splitLines(text), expected);
    });
  }
});

describe('diffLines', () => {
  // A line per word; `_` is an empty line.
  for (const [story, left, right, expected] of [
    ['says of equal documents that nothing changed', 'a b', 'a b', ' a  b'],
    ['finds a changed line', 'a b c', 'a x c', ' a -b +x  c'],
    ['finds an added line at the end', 'a', 'a b', ' a +b'],
    [
      'anchors on lines that both sides have once, not on the many that repeat',
      '} a } b }',
      '} b } a } b }',
      ' } +b +}  a  }  b  }',
    ],
    [
      'lets an added paragraph begin with its text, not with the blank line before it',
      'one _ three',
      'one _ two _ three',
      ' one   +two +_  three',
    ],
    [
      'lets an added message begin with its role',
      'user: hi end',
      'user: hey user: hi end',
      '+user: +hey  user:  hi  end',
    ],
  ] as const) {
    it(story, () => {
      check(left, right, expected);
    });
  }

  it('stops at the limit of work and says so, with a result that is coarse and right', () => {
    const left = Array.from({ length: 3000 }, (_, index) => `line ${(index * index) % 7}`);
    const right = Array.from({ length: 3000 }, (_, index) => `line ${(index * index + 3) % 7}`);
    const { hunks, hitLimit } = diffLines(
      left,
      right,
      createBudget({ maxEdits: 10, maxWork: 20_000 }),
    );
    assert.equal(hitLimit, true);
    assertLeadsFrom(left, right, hunks);
  });

  it('leads from the left to the right for any two documents', () => {
    const line = fc.constantFrom('', '}', 'system:', 'a', 'b', 'c', 'd', 'e f');
    const lines = fc.array(line, { maxLength: 40 });
    fc.assert(
      fc.property(lines, lines, fc.nat(2000), (left, right, maxWork) => {
        const budget = createBudget({ maxEdits: 30, maxWork });
        assertLeadsFrom(left, right, diffLines(left, right, budget).hunks);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('is quick with 20,000 lines (printed, for a person to watch)', () => {
    const lines = (seed: number) =>
      Array.from({ length: 20_000 }, (_, index) => `line ${(index * 7919 * seed) % 20_000}`);
    for (const [name, seed] of [
      ['equal', 1],
      ['shuffled', 3],
    ] as const) {
      const start = performance.now();
      const { hunks } = diffLines(lines(1), lines(seed));
      const milliseconds = Math.round(performance.now() - start);
      console.log(`      20,000 ${name} lines: ${milliseconds} ms, ${hunks.length} hunks`);
      assert.equal(hunks.length === 1, seed === 1);
    }
  });
});

/** The law of a diff: what is `same` is equal, and replacing what is `changed` gives the right. */
function assertLeadsFrom(
  left: readonly string[],
  right: readonly string[],
  hunks: readonly LineHunk[],
): void {
  const rebuilt: string[] = [];
  let [at, before] = [{ left: 0, right: 0 }, ''];
  for (const hunk of hunks) {
    assert.deepEqual({ left: hunk.left.start, right: hunk.right.start }, at, 'no gaps');
    assert.notEqual(hunk.kind, before, 'kinds take turns');
    const [side, range] = hunk.kind === 'same' ? [left, hunk.left] : [right, hunk.right];
    rebuilt.push(...side.slice(range.start, range.endExclusive));
    at = { left: hunk.left.endExclusive, right: hunk.right.endExclusive };
    before = hunk.kind;
  }
  assert.deepEqual(at, { left: left.length, right: right.length });
  assert.deepEqual(rebuilt, right);
}
