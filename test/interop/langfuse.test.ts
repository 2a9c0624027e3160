import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { importFiles } from '../../src/interop/importFiles';
import { isLangfuse } from '../../src/interop/langfuse';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const item = (fields: object) => JSON.stringify({ name: 'a', type: 'text', config: {}, ...fields });

describe('prompts of Langfuse', () => {
  it('of an export are taken in their newest version, with folders, placeholders and includes', () => {
    const text = interopFixture('langfuse-export.json');
    const [answer, tone, ...rest] = importFiles([{ file: 'export.json', text }]);
    strictEqual(rest.length, 0);
    deepStrictEqual([answer?.prompt, tone?.prompt], ['support/first-answer', 'tone']);
    strictEqual(
      tone?.source,
      '---\nmodel: gpt-4o\nmetadata:\n  langfuse:\n    name: Tone\n    version: 1\n    commitMessage: Begun\n---\nWarm.',
    );
    const { frontMatter, body } = requireDocument(answer!.source);
    deepStrictEqual(frontMatter, {
      type: 'chat',
      model: 'gpt-4o',
      parameters: { temperature: 0 },
      metadata: {
        langfuse: {
          name: 'Support/First Answer',
          version: 2,
          labels: ['production', 'latest'],
          tags: ['eu'],
          commitMessage: 'Kinder',
          config: { team: 'support' },
        },
      },
    });
    deepStrictEqual(body, {
      type: 'chat',
      messages: [
        { role: 'system', content: 'Be kind.\n{{> tone@production}}' },
        { role: 'history', name: 'chat_history' },
        { role: 'user', content: '{{q}}' },
      ],
    });
    match(
      sentencesOf(answer!.warnings).join('\n'),
      /also holds 1[^]*production\): commit[^]*includes "tone@production"/,
    );
  });

  it('of the API are taken one by one, a text as it is', () => {
    match(
      imported('x.json', item({ prompt: ' Hi {{a}}\n', version: 3 })).source,
      /---\n Hi \{\{a\}\}\n$/,
    );
  });

  const REFUSED: readonly (readonly [text: string, reason: RegExp])[] = [
    [
      item({ type: 'chat', prompt: [{ role: 'ai', content: '' }] }),
      /x\.json, prompt\[0\]\.role: "ai" is no role/,
    ],
    [item({ type: 'chat', prompt: [{ role: 'user', content: [] }] }), /prompt\[0\]\.content/],
    [item({ type: 'chat', prompt: [{ type: 'placeholder', name: 'a b' }] }), /prompt\[0\]\.name/],
    [item({ type: 'chat', prompt: 'Hi' }), /prompt: It must be a text for the type "text"/],
    [`[${item({ prompt: 'a' })}, {}]`, /\[1\]: A prompt of Langfuse has a "name"/],
  ];
  for (const [text, reason] of REFUSED) {
    it(`are refused with their path: ${text}`, () => {
      match(
        refusalOf(() => importFiles([{ file: 'x.json', text }])),
        reason,
      );
    });
  }

  it('are told by name and prompt', () => {
    const is = (text: string) => isLangfuse({ file: 'x.json', text });
    deepStrictEqual([item({ prompt: 'a' }), '[]', '{"name":"a"}', 'x'].map(is), [
      true,
      false,
      false,
      false,
    ]);
  });
});
