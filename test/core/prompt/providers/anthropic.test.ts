import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { toAnthropic } from '../../../../src/core/prompt/providers/anthropic';
import { chatRequest, requestOf } from '../../../support/chatRequest';

const SCHEMA = { type: 'object', properties: { number: { type: 'string' } } };

describe('toAnthropic', () => {
  it('carries a whole chat: instructions apart, turns joined, tools and their results', () => {
    deepStrictEqual(chatRequest(toAnthropic, 'anthropic/claude-sonnet-4-5'), {
      model: 'claude-sonnet-4-5',
      temperature: 0.2,
      top_p: 0.9,
      max_tokens: 300,
      stop_sequences: ['END'],
      system: 'Be kind.\n\nBe short.',
      tools: [{ name: 'get_order', description: 'Finds an order', input_schema: SCHEMA }],
      tool_choice: { type: 'any' },
      output_config: { format: { type: 'json_schema', schema: { type: 'object' } } },
      messages: [
        { role: 'assistant', content: [{ type: 'text', text: 'Hello.' }] },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Look at the tent' },
            { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } },
            {
              type: 'image',
              source: { type: 'base64', media_type: 'image/png', data: 'AAAA' },
            },
            {
              type: 'document',
              source: { type: 'base64', media_type: 'application/pdf', data: 'BBBB' },
              title: 'receipt.pdf',
            },
            { type: 'document', source: { type: 'url', url: 'https://example.com/b.pdf' } },
            { type: 'text', text: 'And at this' },
          ],
        },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Wait.' },
            { type: 'tool_use', id: 'get_order', name: 'get_order', input: { number: '7' } },
            { type: 'tool_use', id: 'second', name: 'get_order', input: { number: '2' } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'get_order', content: 'Sent' },
            { type: 'tool_result', tool_use_id: 'second', content: 'Lost' },
            { type: 'text', text: 'Thanks' },
          ],
        },
      ],
    });
  });

  it('is told nothing that it has no word for, and how much to think in its own', () => {
    const parameters =
      '{ seed: 1, presence_penalty: 1, frequencyPenalty: 1, n: 2, reasoning_effort: minimal, topP: 1, stopSequences: [END] }';
    deepStrictEqual(requestOf(toAnthropic, `---\nparameters: ${parameters}\n---\nHi`), {
      top_p: 1,
      max_tokens: 4096,
      stop_sequences: ['END'],
      output_config: { effort: 'low' },
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    });
    const none = requestOf(toAnthropic, '---\nparameters: { reasoning_effort: none }\n---\nHi');
    strictEqual(none.output_config, undefined);
  });

  it('may write as much after what it may think', () => {
    const thinking = '{ thinking: { type: enabled, budget_tokens: 10000 } }';
    const source = `---\nparameters: ${thinking}\n---\nHi`;
    strictEqual(requestOf(toAnthropic, source).max_tokens, 14096);
  });

  it('names the limit that the interface demands', () => {
    strictEqual(requestOf(toAnthropic, 'Hi').max_tokens, 4096);
  });

  it('knows the choices of tools in every form', () => {
    const choices: readonly (readonly [string, unknown])[] = [
      ['auto', { type: 'auto' }],
      ['none', { type: 'none' }],
      ['{ type: function, function: { name: f } }', { type: 'tool', name: 'f' }],
      ['{ type: tool, name: f }', { type: 'tool', name: 'f' }],
      ['{ type: any }', { type: 'any' }],
      [
        '{ type: any, disable_parallel_tool_use: true }',
        { type: 'any', disable_parallel_tool_use: true },
      ],
    ];
    for (const [written, expected] of choices) {
      const request = requestOf(toAnthropic, `---\ntool_choice: ${written}\n---\nHi`);
      deepStrictEqual(request.tool_choice, expected);
    }
    const serial = '---\nparameters: { parallel_tool_calls: false }\n---\nHi';
    deepStrictEqual(requestOf(toAnthropic, serial).tool_choice, {
      type: 'auto',
      disable_parallel_tool_use: true,
    });
  });

  it('leaves alone what only Anthropic knows', () => {
    const source = '---\ntools: [{ type: web_search_20250305, name: web_search }]\n---\nHi';
    deepStrictEqual(requestOf(toAnthropic, source).tools, [
      { type: 'web_search_20250305', name: 'web_search' },
    ]);
  });

  it('leaves a tool in the form of Anthropic with all that it says', () => {
    const tool = { name: 'f', input_schema: { type: 'object' }, cache_control: { type: 'e' } };
    const source = `---\ntools: [${JSON.stringify(tool)}]\n---\nHi`;
    deepStrictEqual(requestOf(toAnthropic, source).tools, [tool]);
  });

  it('takes any other reference for the id of a file', () => {
    const source = '---\ntype: chat\n---\nuser:\n@file: file_011\n';
    deepStrictEqual(requestOf(toAnthropic, source).messages, [
      {
        role: 'user',
        content: [{ type: 'document', source: { type: 'file', file_id: 'file_011' } }],
      },
    ]);
  });
});
