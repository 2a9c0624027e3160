import { strictEqual } from 'node:assert/strict';
import { renderText } from '../../../../src/core/prompt/render/renderedText';

const CHAT = '---\ntype: chat\n---\nsystem:\nBe {{how}}.\nuser:\n{{query}}';

describe('renderText', () => {
  const cases: [what: string, source: string, text: string | undefined, code?: string][] = [
    ['a text', 'Hi {{how}}', 'Hi kind'],
    ['a chat', CHAT, 'system:\nBe kind.\n\nuser:\nWhy?'],
    ['what is included', '{{> a}}!', 'kind!'],
    ['what is missing, left in place', '{{how}} {{x}}', 'kind {{x}}', 'missing-variables'],
    ['a template that is broken', '{{#x}}', undefined, 'template-syntax'],
    ['a document that is broken', '---\n', undefined, 'invalid-document'],
    [
      'a value of the wrong type',
      '---\ninputs:\n  how: { type: integer }\n---\n{{how}}',
      undefined,
      'invalid-input',
    ],
  ];
  for (const [what, source, text, code] of cases) {
    it(`renders ${what}${code === undefined ? '' : `, with ${code}`}`, () => {
      const rendered = renderText(source, { how: 'kind', query: 'Why?' }, () => '{{how}}');
      strictEqual(rendered.text, text);
      strictEqual(rendered.error?.code, code);
    });
  }
});
