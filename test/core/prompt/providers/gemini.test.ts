import { deepStrictEqual } from 'node:assert/strict';
import { toGemini } from '../../../../src/core/prompt/providers/gemini';
import { chatRequest, requestOf } from '../../../support/chatRequest';

const SCHEMA = { type: 'object', properties: { number: { type: 'string' } } };

describe('toGemini', () => {
  it('carries a whole chat: instructions apart, turns joined, tools and their results', () => {
    deepStrictEqual(chatRequest(toGemini, 'google/gemini-2.5-pro'), {
      model: 'gemini-2.5-pro',
      contents: [
        { role: 'model', parts: [{ text: 'Hello.' }] },
        {
          role: 'user',
          parts: [
            { text: 'Look at the tent' },
            { fileData: { fileUri: 'https://example.com/a.png', mimeType: 'image/png' } },
            { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
            { inlineData: { mimeType: 'application/pdf', data: 'BBBB' } },
            { fileData: { fileUri: 'https://example.com/b.pdf', mimeType: 'application/pdf' } },
            { text: 'And at this' },
          ],
        },
        {
          role: 'model',
          parts: [
            { text: 'Wait.' },
            { functionCall: { id: 'get_order', name: 'get_order', args: { number: '7' } } },
            { functionCall: { id: 'second', name: 'get_order', args: { number: '2' } } },
          ],
        },
        {
          role: 'user',
          parts: [
            {
              functionResponse: {
                id: 'get_order',
                name: 'get_order',
                response: { output: 'Sent' },
              },
            },
            {
              functionResponse: { id: 'second', name: 'get_order', response: { output: 'Lost' } },
            },
            { text: 'Thanks' },
          ],
        },
      ],
      config: {
        temperature: 0.2,
        maxOutputTokens: 300,
        topP: 0.9,
        stopSequences: ['END'],
        systemInstruction: 'Be kind.\n\nBe short.',
        tools: [
          {
            functionDeclarations: [
              { name: 'get_order', description: 'Finds an order', parametersJsonSchema: SCHEMA },
            ],
          },
        ],
        toolConfig: { functionCallingConfig: { mode: 'ANY' } },
        responseMimeType: 'application/json',
        responseJsonSchema: { type: 'object' },
      },
    });
  });

  it('makes a request of a text and nothing else', () => {
    deepStrictEqual(requestOf(toGemini, 'Hi'), {
      contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
    });
  });

  it('names the one tool that must be called, and keeps tools that only Gemini knows', () => {
    const source =
      '---\ntool_choice: { type: tool, name: f }\ntools: [{ googleSearch: {} }]\n---\nHi';
    deepStrictEqual(requestOf(toGemini, source).config, {
      tools: [{ googleSearch: {} }],
      toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['f'] } },
    });
  });
});
