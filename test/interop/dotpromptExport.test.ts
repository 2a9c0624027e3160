import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { Dotprompt } from 'dotprompt';
import { requireDocument } from '../../src/core/prompt/document/document';
import { renderDocument } from '../../src/core/prompt/render/render';
import { exportDotprompt } from '../../src/interop/dotpromptExport';
import { importedDocument, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const CHAT = `---
type: chat
model: googleai/gemini-2.0-flash
parameters: { temperature: 0.2, max_tokens: 100, stop: [END] }
response_format: { type: json_object }
tools: [{ type: function, function: { name: f, description: d, parameters: { type: object, properties: {} } } }]
inputs:
  name: { type: string, default: Ada, description: who }
  items: { type: array, required: false }
  history: { type: array, required: false }
metadata: { owner: me, dotprompt: { variant: formal } }
---
system:
You help {{name}}. \\{{name}}
@history: history
user:
Look
@image[type=image/png]: {{photo}}
@file[type=application/pdf]: https://example.com/a.pdf
assistant:
Yes
`;

const VALUES = { name: 'Ada', list: [{ x: 'X' }] };

describe('a document as a Dotprompt', () => {
  it('comes back as it was', () => {
    const document = requireDocument(CHAT);
    const { text, warnings } = exportDotprompt(document);
    deepStrictEqual(warnings, []);
    // A conversation is no input there.
    strictEqual(text.includes('history?'), false);
    const back = importedDocument('a.prompt', text);
    deepStrictEqual(back.frontMatter.parameters, document.frontMatter.parameters);
    for (const key of ['model', 'response_format', 'tools', 'inputs', 'metadata']) {
      deepStrictEqual(back.frontMatter[key], document.frontMatter[key], key);
    }
    const values = { photo: 'p.png', history: [] };
    deepStrictEqual(renderDocument(back, values).output, renderDocument(document, values).output);
  });

  const TEXTS = [
    'Hi {{name}}\n',
    '{"a": {{name}}} {{list.0.x}} {{{name}}}\n',
    'a \\{{name}} b\n',
    '---\n---\n---\nx\n---\n{{name}}\n',
    '---\nformat: none\n---\n{{#each}} {{x}} {\n',
  ];
  for (const source of TEXTS) {
    it(`says the same in the original: ${JSON.stringify(source)}`, async () => {
      const document = requireDocument(source);
      const { text } = exportDotprompt(document);
      const { messages } = await new Dotprompt().render(text, { input: VALUES });
      const said = messages.map(({ content }) =>
        content.map(part => ('text' in part ? part.text : '')).join(''),
      );
      const { output } = renderDocument(document, VALUES);
      deepStrictEqual(
        said.map(item => item.trim()),
        [output.type === 'text' ? output.text.trim() : ''],
      );
    });
  }

  const UNSAYABLE: readonly (readonly [source: string, message: RegExp])[] = [
    ['---\nformat: jinja2\n---\nHi', /templates are Handlebars/],
    ['{{#items}}x{{/items}}', /reads otherwise in Handlebars/],
    ['{{> tone@production}}', /a partial there has none/],
    ['{{role}}', /"role" is a helper/],
    ['{{user name}}', /"user name" is no name/],
    ['{{@x}}', /"@x" is no name/],
    ['{{.}}', /"\." is no name/],
    ['{{a=b}}', /"a=b" is no name/],
    ['{{true}}', /"true" is a value/],
    ['{{&user name}}', /"user name" is no name/],
    ['{{!-- note }} Hi', /never ends there/],
    ['<<<dotprompt:role:system>>>Hi', /takes for its own mark/],
    ['---\nformat: none\n---\n<<<dotprompt:history>>>', /takes for its own mark/],
    ['---\ninputs: { "a(b)": { type: string } }\n---\nHi', /cannot name the input/],
    ['---\ntype: chat\n---\nuser:\n@image: https://example.com/a b.png', /one URL/],
    ['---\ntype: chat\n---\ndeveloper:\nHi', /no role "developer"/],
    ['---\ntype: chat\n---\nassistant:\n@call: f', /no calls of tools/],
    ['---\ntype: chat\n---\nuser:\n@file: {{x}}', /needs its type/],
    ['---\ntype: chat\n---\nuser:\n@image: a{{x}}', /one variable or one URL/],
    ['---\ntype: chat\n---\n@history: a\n@history: b', /takes in one history/],
  ];
  for (const [source, message] of UNSAYABLE) {
    it(`is refused where it would say something else: ${JSON.stringify(source)}`, () => {
      match(
        refusalOf(() => exportDotprompt(requireDocument(source))),
        message,
      );
    });
  }

  it('names what it leaves out', () => {
    const source =
      '---\ntype: chat\ntool_choice: auto\n---\n@history: messages\nuser:\n@image[detail=low]: {{x}}';
    const { warnings } = exportDotprompt(requireDocument(source));
    strictEqual(warnings.length, 3);
    match(sentencesOf(warnings).join('\n'), /history[^]*brackets[^]*tool_choice/);
  });
});
