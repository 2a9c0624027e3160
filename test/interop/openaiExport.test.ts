import { deepStrictEqual, match } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { exportOpenai } from '../../src/interop/openaiExport';
import { refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const printed = (source: string) => exportOpenai(requireDocument(source));

describe('a document as a request to OpenAI', () => {
  it('keeps its variables, and names what a request has no place for', () => {
    const { text, warnings } = printed(
      '---\nmodel: openai/gpt-4o\ninputs: { a: {} }\nmetadata: { x: 1 }\n---\nHi {{a}} {{> t}}',
    );
    deepStrictEqual(JSON.parse(text), {
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'Hi {{a}} {{> t}}' }],
    });
    match(sentencesOf(warnings).join('\n'), /"inputs" is left out[^]*"metadata"[^]*references/);
  });

  it('warns of braces that are text', () => {
    match(
      sentencesOf(printed('---\nformat: none\n---\n{{a}}').warnings).join(),
      /would be read as a variable/,
    );
  });

  it('is refused for other template languages and for histories', () => {
    match(
      refusalOf(() => printed('---\nformat: jinja2\n---\nHi')),
      /Render it with --openai/,
    );
    match(
      refusalOf(() => printed('---\ntype: chat\n---\n@history: messages')),
      /place for messages/,
    );
  });
});
