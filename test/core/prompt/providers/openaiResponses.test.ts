import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { toOpenAIResponses } from '../../../../src/core/prompt/providers/openaiResponses';
import { CHAT, requestOf } from '../../../support/chatRequest';
import { refusalOf } from '../../../support/refusal';

const ask = (source: string, values = {}): Record<string, unknown> =>
  requestOf(toOpenAIResponses, source, values) as unknown as Record<string, unknown>;
const withParameters = (parameters: string): string => `---\nparameters: ${parameters}\n---\nHi`;

describe('toOpenAIResponses', () => {
  it('carries a whole chat: items in their order, tools flat, the format of the text', () => {
    const source = CHAT.replace('MODEL', 'openai/gpt-5').replace(', stop: END', '');
    const messages = [{ role: 'assistant', content: 'Hello.' }];
    deepStrictEqual(ask(source, { messages, what: 'the tent', n: '7' }), {
      model: 'gpt-5',
      temperature: 0.2,
      top_p: 0.9,
      max_output_tokens: 300,
      tools: [
        {
          type: 'function',
          name: 'get_order',
          description: 'Finds an order',
          parameters: { type: 'object', properties: { number: { type: 'string' } } },
          strict: false,
        },
      ],
      tool_choice: 'required',
      text: { format: { type: 'json_schema', name: 'answer', schema: { type: 'object' } } },
      input: [
        { role: 'system', content: 'Be kind.' },
        { role: 'developer', content: 'Be short.' },
        { role: 'assistant', content: 'Hello.' },
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'Look at the tent' },
            { type: 'input_image', image_url: 'https://example.com/a.png', detail: 'low' },
            { type: 'input_image', image_url: 'data:image/png;base64,AAAA', detail: 'auto' },
            {
              type: 'input_file',
              filename: 'receipt.pdf',
              file_data: 'data:application/pdf;base64,BBBB',
            },
            { type: 'input_file', file_url: 'https://example.com/b.pdf' },
          ],
        },
        { role: 'user', content: 'And at this' },
        { role: 'assistant', content: 'Wait.' },
        {
          type: 'function_call',
          call_id: 'get_order',
          name: 'get_order',
          arguments: '{"number":"7"}',
        },
        {
          type: 'function_call',
          call_id: 'second',
          name: 'get_order',
          arguments: '{"number":"2"}',
        },
        { type: 'function_call_output', call_id: 'get_order', output: 'Sent' },
        { type: 'function_call_output', call_id: 'second', output: 'Lost' },
        { role: 'user', content: 'Thanks' },
      ],
    });
  });

  it('makes a message of a text', () => {
    deepStrictEqual(ask('Hi'), { input: [{ role: 'user', content: 'Hi' }] });
  });

  it('says how much a model thinks and writes where Responses has it', () => {
    const source = withParameters(
      '{ reasoning_effort: low, reasoning: { summary: auto }, verbosity: high, max_completion_tokens: 9, seed: 1, n: 2 }',
    );
    deepStrictEqual(ask(source), {
      reasoning: { summary: 'auto', effort: 'low' },
      text: { verbosity: 'high' },
      max_output_tokens: 9,
      input: [{ role: 'user', content: 'Hi' }],
    });
  });

  for (const name of ['stop', 'stop_sequences', 'stopSequences']) {
    it(`is refused for ${name}, which Responses does not have`, () => {
      const { code, message } = refusalOf(() => ask(withParameters(`{ ${name}: END }`)));
      strictEqual(code, 'invalid-input');
      match(message, new RegExp(`cannot stop at a text, as the parameter "${name}" asks. Take it`));
    });
  }

  const CHOICES: readonly (readonly [string, unknown])[] = [
    ['none', 'none'],
    ['{ type: function, function: { name: f } }', { type: 'function', name: 'f' }],
    ['{ type: tool, name: f }', { type: 'function', name: 'f' }],
    ['{ type: any }', 'required'],
  ];
  for (const [choice, expected] of CHOICES) {
    it(`knows the choice ${choice}`, () => {
      deepStrictEqual(ask(`---\ntool_choice: ${choice}\n---\nHi`).tool_choice, expected);
    });
  }

  it('knows tools in every form, and leaves those of OpenAI alone', () => {
    const tools =
      '[{ name: f, input_schema: { type: object } }, { type: function, name: g, strict: true }, { type: web_search }]';
    deepStrictEqual(ask(`---\ntools: ${tools}\n---\nHi`).tools, [
      { type: 'function', name: 'f', parameters: { type: 'object' }, strict: false },
      {
        type: 'function',
        name: 'g',
        parameters: { type: 'object', properties: {} },
        strict: true,
      },
      { type: 'web_search' },
    ]);
  });

  it('knows formats in every form', () => {
    const format = (written: string): unknown =>
      (ask(`---\nresponse_format: ${written}\n---\nHi`).text as { format: unknown }).format;
    deepStrictEqual(format('json_object'), { type: 'json_object' });
    deepStrictEqual(format('{ type: json_schema, schema: { type: object } }'), {
      type: 'json_schema',
      name: 'answer',
      schema: { type: 'object' },
    });
    deepStrictEqual(
      format('{ type: json_schema, json_schema: { name: a, strict: true, schema: {} } }'),
      { type: 'json_schema', name: 'a', strict: true, schema: {} },
    );
  });

  it('has an image that a tool gave, and refuses references that OpenAI refuses', () => {
    const source = `---\ntype: chat\n---\nassistant:\n@call: f {}\ntool:\n@result: f\n@image: file-1\n`;
    deepStrictEqual((ask(source).input as unknown[]).at(-1), {
      type: 'function_call_output',
      call_id: 'f',
      output: [{ type: 'input_image', file_id: 'file-1', detail: 'auto' }],
    });
    const local = '---\ntype: chat\n---\nuser:\n@image: ./a.png\n';
    match(refusalOf(() => ask(local)).message, /OpenAI takes an image by its address/);
    const told = '---\ntype: chat\n---\nsystem:\n@image: https://x/a.png\nuser:\nHi\n';
    match(refusalOf(() => ask(told)).message, /"system" holds an image/);
  });
});
