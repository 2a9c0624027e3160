import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { MARKDOWN, PLAIN } from '../../../src/core/diff/writing';
import { escapeMarkdown } from '../../../src/core/markdown';

describe('what somebody wrote', () => {
  it('is text in Markdown', () => {
    strictEqual(
      escapeMarkdown('*a* [b](c) <d> `e` @f #1'),
      '\\*a\\* \\[b\\]\\(c\\) \\<d\\> \\`e\\` @\u200bf \\#1',
    );
  });

  it('stays on one line, and hides nothing', () => {
    deepStrictEqual(
      [MARKDOWN, PLAIN].map(({ text, code, strong }) => [
        text('a\r\n- b\u202e'),
        code('staging'),
        strong('lost'),
      ]),
      [
        ['a\\\\r\\\\n- b\\\\u202e', '`staging`', '**lost**'],
        ['a\\r\\n- b\\u202e', 'staging', 'lost'],
      ],
    );
  });
});
