import { strictEqual } from 'node:assert/strict';
import { printDeclarations } from '../../../../src/core/prompt/signature/declarations';
import { requireDocument } from '../../../../src/core/prompt/document/document';
import { signatureOf } from '../../../../src/core/prompt/signature/signature';

describe('printDeclarations', () => {
  it('prints an interface that the client knows, prompt by prompt', () => {
    const latest = signatureOf(
      requireDocument(
        '---\ninputs: { n: { type: number, required: false, description: How many */ there are } }\n---\n{{n}} {{who}}',
      ),
    );
    const first = signatureOf(requireDocument('---\ntype: chat\n---\nuser:\nHi'));
    const versions = { 1: first, 2: first, 3: latest };
    const text = printDeclarations([
      { prompt: 'support/hi', latest, tags: { production: first }, versions },
    ]);
    strictEqual(
      text,
      `// Written by "promptledger types". Write it again when prompts or tags change.
import type { HistoryMessage, Value } from 'promptledger';

declare module 'promptledger' {
  interface PromptTypes {
    "support/hi": {
      latest: { type: 'text'; values: { /** How many * / there are */ "n"?: number | null; "who": Value } };
      tags: {
        "production": { type: 'chat'; values: Readonly<Record<string, never>> };
      };
      versions: Record<1 | 2, { type: 'chat'; values: Readonly<Record<string, never>> }> & Record<3, { type: 'text'; values: { /** How many * / there are */ "n"?: number | null; "who": Value } }>;
    };
  }
}
`,
    );
  });
});
