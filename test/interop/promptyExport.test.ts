import { deepStrictEqual, match } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { renderDocument } from '../../src/core/prompt/render/render';
import { exportPrompty } from '../../src/interop/promptyExport';
import { imported, importedDocument, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

describe('a document as a Prompty', () => {
  it('comes back as it was', () => {
    const { source } = imported('x.prompty', interopFixture('threaded.prompty'));
    const document = requireDocument(source);
    const { text, warnings } = exportPrompty(document);
    deepStrictEqual(warnings, []);
    deepStrictEqual(importedDocument('x.prompty', text), document);
  });

  for (const format of ['mustache', 'jinja2', 'none']) {
    it(`renders the same when it comes back: ${format}`, () => {
      const source = `---\ntype: chat\nformat: ${format}\n---\nsystem:\nHi {{name}} {x}\nuser:\nA\nassistant:\nB\n`;
      const document = requireDocument(source);
      const back = importedDocument('x.prompty', exportPrompty(document).text);
      const render = (which: typeof document) => renderDocument(which, { name: 'Ada' }).output;
      deepStrictEqual(render(back), render(document));
    });
  }

  it('names what it leaves out, and that a text is a message there', () => {
    const { text, warnings } = exportPrompty(
      requireDocument('---\nresponse_format: { type: json_object }\n---\nHi\n'),
    );
    match(text, /---\nuser:\nHi\n/);
    match(sentencesOf(warnings).join('\n'), /message of the user[^]*response_format/);
  });

  const UNSAYABLE: readonly (readonly [source: string, message: RegExp])[] = [
    ['---\nformat: f-string\n---\nHi', /jinja2 or mustache/],
    ['{{> tone}}', /includes other prompts/],
    ['---\ntype: chat\n---\ntool:\nHi', /no role "tool"/],
    ['---\ntype: chat\n---\nassistant:\n@call: f', /no calls of tools/],
    ['---\ntype: chat\n---\nuser:\n# System:', /would begin a message/],
    [
      '---\ntype: chat\nformat: jinja2\n---\nsystem:\n{% set a = 1 %}{{ a }}\nuser:\n{{ a.b }}',
      /"a" is set in a message above/,
    ],
    ['---\ntype: chat\n---\nuser:\n@image: https://x/y.png', /is one variable there/],
  ];
  for (const [source, message] of UNSAYABLE) {
    it(`is refused where it would say something else: ${JSON.stringify(source)}`, () => {
      match(
        refusalOf(() => exportPrompty(requireDocument(source))),
        message,
      );
    });
  }
});
