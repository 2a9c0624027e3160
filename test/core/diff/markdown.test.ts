import { ok, strictEqual } from 'node:assert/strict';
import { diffMarkdown } from '../../../src/core/diff/markdown';

const side = (source: string, label = 'a@1') => ({ label, source });

describe('diffMarkdown', () => {
  it('says that nothing changed', () => {
    strictEqual(diffMarkdown([]), '_No prompt changed._\n');
  });

  it('has a heading, a summary and the lines to unfold for each prompt', () => {
    const change = { prompt: 'a', left: side('x\n'), right: side('y\n', 'a') };
    strictEqual(
      diffMarkdown([{ ...change, notes: ['`staging` → v2'] }]),
      [
        '### `a`\n\n- `staging` → v2\n\n',
        '<details><summary>1 line added, 1 line removed (<code>a@1</code> → <code>a</code>)</summary>\n\n',
        '```diff\n--- a@1\n+++ a\n@@ -1,1 +1,1 @@\n-x\n+y\n```\n\n</details>\n',
      ].join(''),
    );
  });

  it('tells new and removed prompts, and those of which only records changed', () => {
    ok(diffMarkdown([{ prompt: 'a', left: undefined, right: side('x') }]).includes('New prompt'));
    ok(diffMarkdown([{ prompt: 'a', left: side('x'), right: undefined }]).includes('Removed'));
    const moved = { prompt: 'a', left: side('x'), right: side('x'), notes: ['moved'] };
    strictEqual(diffMarkdown([moved]), '### `a`\n\nIdentical\n\n- moved\n');
    strictEqual(
      diffMarkdown([{ prompt: 'a', left: undefined, right: undefined, notes: ['moved'] }]),
      '### `a`\n\n- moved\n',
    );
  });

  it('is ended by no text of a prompt', () => {
    const text = diffMarkdown([
      { prompt: 'a', left: side('x'), right: side('```\n</details>\n`````\n<script>') },
    ]);
    ok(text.includes('``````diff\n'), text);
    ok(text.endsWith('``````\n\n</details>\n'), text);
  });
});
