import { deepStrictEqual } from 'node:assert/strict';
import { requireDocument } from '../../../../src/core/prompt/document/document';
import { toOpenAI } from '../../../../src/core/prompt/providers/openai';
import { renderDocument } from '../../../../src/core/prompt/render/render';

function requestOf(source: string, values: Record<string, unknown> = {}): unknown {
  const document = requireDocument(source);
  return toOpenAI(document, renderDocument(document, values).output);
}

describe('toOpenAI', () => {
  it('makes a message of a text', () => {
    deepStrictEqual(requestOf('Hi {{name}}', { name: 'Ada' }), {
      messages: [{ role: 'user', content: 'Hi Ada' }],
    });
  });

  it('passes model, parameters, tools and formats on', () => {
    const source = `---
type: chat
model: openai/gpt-4o
parameters: { temperature: 0.7, max_tokens: 5 }
tools: [{ type: function, function: { name: f } }]
tool_choice: auto
response_format: { type: json_object }
---
system:
Be kind.
user:
Hi
`;
    deepStrictEqual(requestOf(source), {
      model: 'gpt-4o',
      temperature: 0.7,
      max_tokens: 5,
      tools: [{ type: 'function', function: { name: 'f' } }],
      tool_choice: 'auto',
      response_format: { type: 'json_object' },
      messages: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'Hi' },
      ],
    });
  });

  it('says a tool in another form in this one, and keeps that it is strict', () => {
    const tools = '[{ name: f, input_schema: {} }, { type: function, name: g, strict: true }]';
    const { tools: said } = requestOf(`---\ntools: ${tools}\n---\nx`) as { tools: unknown };
    deepStrictEqual(said, [
      { type: 'function', function: { name: 'f', parameters: {} } },
      { type: 'function', function: { name: 'g', strict: true } },
    ]);
  });

  it('leaves the models of other providers named as they are', () => {
    deepStrictEqual(requestOf('---\nmodel: anthropic/claude\n---\nx'), {
      model: 'anthropic/claude',
      messages: [{ role: 'user', content: 'x' }],
    });
  });

  it('has images, files, tool calls and their results', () => {
    const source = `---
type: chat
---
user:
Look
@image[detail=low]: https://example.com/a.png
@file[name=a.pdf]: data:application/pdf;base64,AA==
@file: file-123
assistant:
@call: get_order {"number": "{{n}}"}
tool:
@result: get_order
Sent
`;
    deepStrictEqual(requestOf(source, { n: '7' }), {
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Look' },
            { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } },
            {
              type: 'file',
              file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA==' },
            },
            { type: 'file', file: { file_id: 'file-123' } },
          ],
        },
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            {
              id: 'get_order',
              type: 'function',
              function: { name: 'get_order', arguments: '{"number":"7"}' },
            },
          ],
        },
        { role: 'tool', content: 'Sent', tool_call_id: 'get_order' },
      ],
    });
  });

  it('has parameters under its own names, and the limit that a model takes', () => {
    const parameters = '{ topP: 1, maxOutputTokens: 5, stop_sequences: [END] }';
    const messages = [{ role: 'user', content: 'x' }];
    deepStrictEqual(requestOf(`---\nmodel: openai/gpt-4o\nparameters: ${parameters}\n---\nx`), {
      model: 'gpt-4o',
      top_p: 1,
      max_tokens: 5,
      stop: ['END'],
      messages,
    });
    deepStrictEqual(
      requestOf('---\nmodel: openai/gpt-5-mini\nparameters: { max_tokens: 5 }\n---\nx'),
      { model: 'gpt-5-mini', max_completion_tokens: 5, messages },
    );
  });

  it('nests a schema that stands flat, under a name', () => {
    const format = '{ type: json_schema, strict: true, schema: { type: object } }';
    const { response_format } = requestOf(`---\nresponse_format: ${format}\n---\nx`) as {
      response_format: unknown;
    };
    deepStrictEqual(response_format, {
      type: 'json_schema',
      json_schema: { name: 'answer', strict: true, schema: { type: 'object' } },
    });
  });
});
