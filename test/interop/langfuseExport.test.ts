import { deepStrictEqual, match } from 'node:assert/strict';
import { parseJson } from '../../src/core/base/json';
import { requireDocument } from '../../src/core/prompt/document/document';
import { exportLangfuse } from '../../src/interop/langfuseExport';
import { refusalOf } from '../support/interopFiles';

const exported = (source: string) => exportLangfuse(requireDocument(source), 'support/greeting');

describe('a document as a prompt of Langfuse', () => {
  it('is what its API takes', () => {
    const { text, warnings } = exported(
      '---\ntype: chat\nmodel: m\nparameters: { temperature: 0 }\nmetadata: { a: 1, langfuse: { config: { own: 1 }, id: x } }\n---\nsystem:\n{{> shared/tone@production}}\n@history: talk\nuser:\n{{q}}\n',
    );
    deepStrictEqual(parseJson(text), {
      name: 'support/greeting',
      type: 'chat',
      prompt: [
        {
          type: 'chatmessage',
          role: 'system',
          content: '@@@langfusePrompt:name=shared/tone|label=production@@@',
        },
        { type: 'placeholder', name: 'talk' },
        { type: 'chatmessage', role: 'user', content: '{{q}}' },
      ],
      config: { own: 1, model: 'm', temperature: 0 },
    });
    deepStrictEqual(
      warnings.map(({ field }) => field),
      ['metadata.a', 'metadata.langfuse.id'],
    );
  });

  const REFUSED: readonly (readonly [source: string, reason: RegExp])[] = [
    ['---\nformat: jinja2\n---\n{{ a }}', /these are jinja2/],
    ['---\nformat: none\n---\n{{ a }}', /would be a variable there/],
    ['{{> a@3}}', /by its number or id here/],
    ['---\ntype: chat\n---\nuser:\nHi\n@image: u', /messages\[0\] has an image/],
    ['---\ntype: chat\n---\nassistant:\n@call[id=c]: f', /messages\[0\] has calls/],
  ];
  for (const [source, reason] of REFUSED) {
    it(`is refused: ${JSON.stringify(source)}`, () => {
      match(
        refusalOf(() => exported(source)),
        reason,
      );
    });
  }
});
