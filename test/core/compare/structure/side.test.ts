import * as assert from 'node:assert/strict';
import { asPlainText, readSide } from '../../../../src/core/compare/structure/side';

describe('readSide', () => {
  it('parts front matter and body, and knows the line on which the body begins', () => {
    const side = readSide('---\nmodel: m\n---\nHello\n');
    assert.deepEqual(side, {
      source: '---\nmodel: m\n---\nHello\n',
      frontMatter: { model: 'm' },
      frontMatterText: '---\nmodel: m\n---\n',
      body: 'Hello\n',
      bodyLine: 4,
      problems: [],
    });
  });

  it('takes a document without front matter as body alone', () => {
    const { frontMatter, frontMatterText, body, bodyLine } = readSide('Hello\r\nyou');
    assert.deepEqual(
      { frontMatter, frontMatterText, body, bodyLine },
      {
        frontMatter: {},
        frontMatterText: '',
        body: 'Hello\nyou',
        bodyLine: 1,
      },
    );
  });

  for (const [story, source, line] of [
    ['is no YAML', '---\nok: 1\nmodel: [\n---\nHello', 4],
    ['is never closed', '---\nmodel: m\n', 1],
    ['is no mapping', '---\n- a\n---\n', 2],
  ] as const) {
    it(`takes all as body and says why when front matter ${story}`, () => {
      const side = readSide(source);
      assert.equal(side.body, source);
      assert.equal(side.bodyLine, 1);
      assert.equal(side.problems.length, 1);
      assert.equal(side.problems[0]?.line, line);
    });
  }
});

describe('asPlainText', () => {
  it('compares from the first line on', () => {
    const { body, bodyLine, frontMatter } = asPlainText('---\na: 1\n---\nx');
    assert.deepEqual(
      { body, bodyLine, frontMatter },
      {
        body: '---\na: 1\n---\nx',
        bodyLine: 1,
        frontMatter: {},
      },
    );
  });
});
