import * as assert from 'node:assert/strict';
import { toHtml, toHtmlList } from '../../../../src/core/compare/sharing/html';
import { showHidden } from '../../../../src/core/base/hiddenCharacters';

const shared = (left: string, right: string) => ({
  prompt: 'a/b',
  left: { label: 'v1', source: left },
  right: { label: 'v2', source: right },
});

describe('toHtml', () => {
  it('needs nothing but itself', () => {
    const page = toHtml(shared('Be kind.\n', 'Be polite.\n'));
    assert.match(page, /^<!doctype html>/);
    assert.doesNotMatch(page, /<script|<img|<link|https?:/);
    assert.match(page, /default-src 'none'/);
  });

  it('marks words, and says what happened to a line in more than colour', () => {
    const page = toHtml(shared('Be kind now.\n', 'Be polite now.\n'));
    assert.ok(page.includes('Be <del>kind</del> now.'));
    assert.ok(page.includes('Be <ins>polite</ins> now.'));
    assert.match(page, /\.added > td:last-child::before { content: "\+"/);
  });

  it('shows texts as texts', () => {
    const page = toHtml(shared('a', '<script>alert("&\'")</script>'));
    assert.doesNotMatch(page, /<script/);
    assert.ok(page.includes('&lt;script&gt;'));
    assert.ok(page.includes('&amp;&#39;'));
  });

  it('writes out what nobody sees, in texts and in labels', () => {
    const left = { label: 'v1\u202e', source: 'if (isAdmin) {\u202e } \u2066\n' };
    const page = toHtml({
      prompt: 'a',
      left,
      right: { label: 'v2', source: 'x\u200b\u001b[31m\n' },
    });
    assert.equal(showHidden(page), page);
    for (const shown of ['v1\\u202e', '{\\u202e', '\\u2066', 'x\\u200b\\x1b[31m']) {
      assert.ok(page.replaceAll(/<\/?(?:del|ins)>/g, '').includes(shown), shown);
    }
  });

  it('folds what did not change', () => {
    const lines = Array.from({ length: 50 }, (_, index) => `line ${index}`).join('\n');
    assert.ok(toHtml(shared(lines, `${lines}!`)).includes('46 unchanged lines'));
  });

  it('folds the unchanged stretches of a paragraph, to be opened without a script', () => {
    const prose = 'Say what is so, and say it in a few short words. '.repeat(40);
    const page = toHtml(shared(`${prose}Be kind. ${prose}`, `${prose}Be polite. ${prose}`));
    assert.match(page, /<details><summary>⋯ \d{4} unchanged characters<\/summary>Say what/);
    assert.ok(page.includes('<ins>polite</ins>'));
  });

  it('lists the parts, and what changed of a tool', () => {
    const tool = (required: string) =>
      `---\ntools: [{ name: f, input_schema: { properties: { a: {}, b: {} }, required: ${required} } }]\n---\n`;
    const page = toHtml(shared(tool('[]'), tool('[a, b]')));
    assert.ok(
      page.includes('<li>tool <code>f</code> changed<ul><li><code>a</code> made required</li>'),
      page,
    );
  });

  it('puts several on one page', () => {
    const page = toHtmlList([shared('a', 'b'), shared('c', 'c')]);
    assert.ok(page.includes('<title>2 prompts</title>'));
    assert.equal(page.match(/<h2>/g)?.length, 2);
  });
});
