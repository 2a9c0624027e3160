import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { toVercelAI } from '../../../../src/core/prompt/providers/vercelAI';
import { chatRequest, requestOf } from '../../../support/chatRequest';

const SCHEMA = { type: 'object', properties: { number: { type: 'string' } } };

describe('toVercelAI', () => {
  it('carries a whole chat: instructions apart, media, tools and their results', () => {
    deepStrictEqual(chatRequest(toVercelAI, 'openai/gpt-4o'), {
      model: 'openai/gpt-4o',
      temperature: 0.2,
      maxOutputTokens: 300,
      topP: 0.9,
      stopSequences: ['END'],
      system: 'Be kind.\n\nBe short.',
      tools: {
        get_order: {
          description: 'Finds an order',
          inputSchema: Object.defineProperty(
            { jsonSchema: SCHEMA, validate: undefined },
            Symbol.for('vercel.ai.schema'),
            { value: true },
          ),
        },
      },
      toolChoice: 'required',
      responseFormat: { type: 'json', schema: { type: 'object' } },
      messages: [
        { role: 'assistant', content: 'Hello.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Look at the tent' },
            { type: 'image', image: 'https://example.com/a.png' },
            { type: 'image', image: 'data:image/png;base64,AAAA' },
            {
              type: 'file',
              data: 'data:application/pdf;base64,BBBB',
              mediaType: 'application/pdf',
              filename: 'receipt.pdf',
            },
            { type: 'file', data: 'https://example.com/b.pdf', mediaType: 'application/pdf' },
          ],
        },
        { role: 'user', content: 'And at this' },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Wait.' },
            {
              type: 'tool-call',
              toolCallId: 'get_order',
              toolName: 'get_order',
              input: { number: '7' },
            },
            {
              type: 'tool-call',
              toolCallId: 'second',
              toolName: 'get_order',
              input: { number: '2' },
            },
          ],
        },
        {
          role: 'tool',
          content: [
            {
              type: 'tool-result',
              toolCallId: 'get_order',
              toolName: 'get_order',
              output: { type: 'text', value: 'Sent' },
            },
          ],
        },
        {
          role: 'tool',
          content: [
            {
              type: 'tool-result',
              toolCallId: 'second',
              toolName: 'get_order',
              output: { type: 'text', value: 'Lost' },
            },
          ],
        },
        { role: 'user', content: 'Thanks' },
      ],
    });
  });

  it('marks schemas as the SDK does, which takes anything else for a function', () => {
    const source = '---\ntools: [{ name: f, input_schema: { type: object } }]\n---\nHi';
    const { f } = requestOf(toVercelAI, source).tools as Record<string, { inputSchema: object }>;
    const schema = f!.inputSchema as Record<symbol, unknown>;
    strictEqual(schema[Symbol.for('vercel.ai.schema')], true);
    ok('validate' in schema);
  });

  it('keeps instructions in the middle where they are, and says that they are meant', () => {
    const source = '---\ntype: chat\n---\nuser:\nHi\nsystem:\nBe kind.\n';
    deepStrictEqual(requestOf(toVercelAI, source), {
      allowSystemInMessages: true,
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'system', content: 'Be kind.' },
      ],
    });
  });

  it('gives media that a tool returned in the form of results', () => {
    const source = `---
type: chat
---
assistant:
@call: shoot
tool:
@result: shoot
Here
@image: data:image/png;base64,AA==
@file: https://example.com/b.pdf
`;
    const [, result] = requestOf(toVercelAI, source).messages;
    deepStrictEqual((result?.content as { output: unknown }[])[0]?.output, {
      type: 'content',
      value: [
        { type: 'text', text: 'Here' },
        { type: 'image-data', data: 'AA==', mediaType: 'image/png' },
        { type: 'file-url', url: 'https://example.com/b.pdf' },
      ],
    });
  });
});
