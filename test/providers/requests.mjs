/** Sends a chat with everything in it through each package, to a server that is not there: see run.ts. */
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import { generateText } from 'ai';
import { MockLanguageModelV4 } from 'ai/test';
import OpenAI from 'openai';
import { openBundle } from 'promptledger/bundle';
import {
  toAnthropic,
  toGemini,
  toOpenAI,
  toOpenAIResponses,
  toVercelAI,
} from 'promptledger/providers';
import { readFileSync } from 'node:fs';

const { get } = openBundle(JSON.parse(readFileSync('prompts.json', 'utf8')));
const values = { messages: [{ role: 'assistant', content: 'Hello.' }], what: 'the tent', n: '7' };
const made = {
  openai: toOpenAI(get('openai'), values),
  responses: toOpenAIResponses(get('responses'), values),
  anthropic: toAnthropic(get('anthropic'), values),
  gemini: toGemini(get('gemini'), values),
  vercel: toVercelAI(get('vercel'), values),
};
const sent = {};

/** Answers nothing of use; what the package made of the request is what counts. */
const recorder = name => async (_url, init) => {
  sent[name] = JSON.parse(init.body);
  return new globalThis.Response('{}', { headers: { 'content-type': 'application/json' } });
};

const openai = new OpenAI({ apiKey: 'none', fetch: recorder('openai') });
await openai.chat.completions.create(made.openai);
const responses = new OpenAI({ apiKey: 'none', fetch: recorder('responses') });
await responses.responses.create(made.responses);
const anthropic = new Anthropic({ apiKey: 'none', fetch: recorder('anthropic') });
await anthropic.messages.create(made.anthropic);
globalThis.fetch = recorder('gemini');
const google = new GoogleGenAI({ apiKey: 'none' });
await google.models.generateContent(made.gemini);
const model = new MockLanguageModelV4({
  doGenerate: async options => {
    sent.vercel = options;
    return {
      content: [{ type: 'tool-call', toolCallId: 'c', toolName: 'get_order', input: '{}' }],
      finishReason: { unified: 'tool-calls', raw: 'tool-calls' },
      usage: { inputTokens: {}, outputTokens: {} },
      warnings: [],
    };
  },
});
await generateText({
  ...made.vercel,
  model,
  experimental_download: files => Promise.resolve(files.map(() => null)),
});
console.log(JSON.stringify({ made, sent }));
