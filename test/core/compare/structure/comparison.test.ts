import * as assert from 'node:assert/strict';
import { createBudget } from '../../../../src/core/compare/text/budget';
import { readSides, tellSides } from '../../../../src/core/compare/structure/comparison';
import { tellChange } from '../../../../src/core/compare/telling/wording';

describe('readSides', () => {
  it('reads both as text when the front matter of one is broken', () => {
    const { comparedAs, problems, left } = readSides('---\na: 1\n---\nx', '---\na: [\n---\nx');
    assert.equal(comparedAs, 'text');
    assert.deepEqual(
      problems.map(({ side }) => side),
      ['right'],
    );
    assert.equal(left.body, '---\na: 1\n---\nx');
  });
});

describe('tellSides', () => {
  it('tells values and lines of a chat that has text above its first message', () => {
    const sides = readSides(
      '---\ntype: chat\nmodel: a\n---\nhello\n',
      '---\ntype: chat\nmodel: b\n---\nuser:\nhello\n',
    );
    const { changes, frontMatterLines } = tellSides(sides, createBudget());
    assert.deepEqual(changes.map(tellChange), ['1 line added', 'model a → b']);
    assert.deepEqual(frontMatterLines, { added: 1, removed: 1 });
  });

  it('knows front matter that says the same in other words', () => {
    const sides = readSides('---\na: 1\nb: 2\n---\nx', '---\nb: 2\na: 1\n---\nx');
    const { isFrontMatterRewritten, changes } = tellSides(sides, createBudget());
    assert.deepEqual([isFrontMatterRewritten, changes], [true, []]);
  });
});
