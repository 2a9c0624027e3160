import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { ask, providerAt, question, SPEECHES, textOf } from '../support/askedModel';
import { startModelServer, type ModelServer } from '../support/modelServer';
import type { Speech } from '../support/modelWords';

const CALLS = [
  { id: 'call_a', name: 'get_order', arguments: { number: '7', deep: [{ a: null }] } },
  { id: 'call_b', name: 'get_time', arguments: {} },
];
const TOOLS = [
  {
    type: 'function',
    function: { name: 'get_order', description: 'An order.', parameters: { type: 'object' } },
  },
];

/** What each protocol is sent for the same question. */
const SENT: Readonly<Record<Speech, { path: string; body: object; key: string }>> = {
  chat: {
    path: '/v1/chat/completions',
    key: 'authorization',
    body: {
      model: 'model-a',
      temperature: 0.5,
      max_tokens: 100,
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Tell me of tents.' },
      ],
      stream: true,
      stream_options: { include_usage: true },
    },
  },
  responses: {
    path: '/v1/responses',
    key: 'authorization',
    body: {
      model: 'model-a',
      temperature: 0.5,
      max_output_tokens: 100,
      input: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Tell me of tents.' },
      ],
      store: false,
      stream: true,
    },
  },
  anthropic: {
    path: '/v1/messages',
    key: 'authorization',
    body: {
      model: 'model-a',
      temperature: 0.5,
      max_tokens: 100,
      system: 'Be brief.',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Tell me of tents.' }] }],
      stream: true,
    },
  },
  google: {
    path: '/v1beta/models/model-a:streamGenerateContent?alt=sse',
    key: 'x-goog-api-key',
    body: {
      contents: [{ role: 'user', parts: [{ text: 'Tell me of tents.' }] }],
      systemInstruction: { role: 'user', parts: [{ text: 'Be brief.' }] },
      generationConfig: { temperature: 0.5, maxOutputTokens: 100 },
    },
  },
};

for (const speech of SPEECHES) {
  describe(`a provider that speaks ${speech}`, () => {
    let server: ModelServer;

    beforeEach(async () => {
      server = await startModelServer();
    });

    afterEach(async () => {
      await server.close();
    });

    it('is sent the request and the key, and its text arrives piece by piece', async () => {
      const asked = ask(providerAt(server, speech), question(speech));
      deepEqual(await asked.said, {
        output: { text: 'Tell me of tents.', tool_calls: [] },
        finish: 'stop',
        usage: { input: 12, cached: 4, output: 7, reasoning: 2 },
        model: 'model-a',
      });
      deepEqual(asked.pieces, [
        { type: 'text', text: 'Tell ' },
        { type: 'text', text: 'me ' },
        { type: 'text', text: 'of ' },
        { type: 'text', text: 'tents.' },
      ]);
      const [received] = server.received;
      equal(received!.url, SENT[speech].path);
      deepEqual(received!.body, SENT[speech].body);
      match(String(received!.headers[SENT[speech].key]), /sk-Very-Secret-0123456789$/);
      equal(received!.wasCut, false);
      equal(server.received.length, 1);
    });

    it('calls tools, each of which is told whole', async () => {
      server.play({ pieces: ['Let me look.'], calls: CALLS });
      const asked = ask(providerAt(server, speech), { ...question(speech), tools: TOOLS });
      const { output, finish } = await asked.said;
      deepEqual(output, { text: 'Let me look.', tool_calls: CALLS });
      equal(finish, 'tool_calls');
      deepEqual(
        asked.pieces.filter(({ type }) => type === 'call'),
        CALLS.map(call => ({ type: 'call', call })),
      );
      ok(JSON.stringify(server.received[0]!.body).includes('An order.'));
    });

    it('says that a limit ended the answer', async () => {
      server.play({ pieces: ['Tents are'], finish: 'length' });
      const { output, finish } = await ask(providerAt(server, speech), question(speech)).said;
      deepEqual([output.text, finish], ['Tents are', 'length']);
    });

    it('is asked with calls and results of tools', async () => {
      const messages = [
        { role: 'user', content: 'Where is 7?' },
        { role: 'assistant', content: '', toolCalls: CALLS.slice(0, 1) },
        { role: 'tool', content: 'In the post.', toolCallId: 'call_a', toolName: 'get_order' },
      ] as const;
      await ask(providerAt(server, speech), { ...question(speech), messages }).said;
      const sent = JSON.stringify(server.received[0]!.body);
      for (const part of ['Where is 7?', 'get_order', 'call_a', 'In the post.']) {
        ok(sent.includes(part), part);
      }
    });

    it('lists its models, sorted', async () => {
      const { signal } = new AbortController();
      deepEqual(await providerAt(server, speech).models(signal), ['model-a', 'model-b']);
      equal(server.received[0]!.method, 'GET');
    });

    it('answers many at once, each with what was asked of it', async () => {
      const provider = providerAt(server, speech);
      const numbers = Array.from({ length: 20 }, (_, index) => `Question ${index}, please.`);
      const asked = numbers.map(text => ask(provider, question(speech, text)));
      const said = await Promise.all(asked.map(one => one.said));
      deepEqual(
        said.map(({ output }) => output.text),
        numbers,
      );
      deepEqual(
        asked.map(({ pieces }) => textOf(pieces)),
        numbers,
      );
    });
  });
}

describe('a model that Chat Completions does not have', () => {
  it('is asked by Responses', async () => {
    const server = await startModelServer();
    try {
      const request = { ...question('chat'), model: 'openai/gpt-5-pro' };
      const { model } = await ask(providerAt(server, 'chat'), request).said;
      deepEqual([model, server.received[0]!.url], ['gpt-5-pro', '/v1/responses']);
    } finally {
      await server.close();
    }
  });
});
