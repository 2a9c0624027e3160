import { strictEqual } from 'node:assert/strict';
import { escapeHtml } from '../../../../src/core/compare/sharing/escapeHtml';

describe('escapeHtml', () => {
  it('leaves nothing that opens or ends an element, an entity or an attribute', () => {
    strictEqual(
      escapeHtml(`<a b="c" d='e'>&amp;`),
      '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;',
    );
  });
});
