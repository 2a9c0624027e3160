import { strictEqual } from 'node:assert/strict';
import { escapeMarkdown } from '../../../src/core/base/markdown';

describe('what somebody wrote', () => {
  it('is text in Markdown', () => {
    strictEqual(
      escapeMarkdown('*a* [b](c) <d> `e` @f #1'),
      '\\*a\\* \\[b\\]\\(c\\) \\<d\\> \\`e\\` @\u200bf \\#1',
    );
  });
});
