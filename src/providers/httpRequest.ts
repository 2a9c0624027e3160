import { toAnthropic } from '../core/prompt/providers/anthropic';
import { toGemini } from '../core/prompt/providers/gemini';
import { toOpenAI } from '../core/prompt/providers/openai';
import { toOpenAIResponses } from '../core/prompt/providers/openaiResponses';
import type { Endpoint, Protocol } from './endpoints';
import type { ModelRequest } from '../core/evaluation/request';
import type { Json } from '../core/prompt/providers/request';

/** A question as it goes over the network, without its key. */
export interface HttpRequest {
  readonly url: string;
  /** The header that holds the key, and what stands before it there. */
  readonly keyHeader: { readonly name: string; readonly before: string };
  /** All other headers. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const BEARER = { name: 'authorization', before: 'Bearer ' };

/**
 * The HTTP request of a question that is answered whole. Throws `invalid-input` for what the provider
 * cannot be asked.
 */
export function httpRequest(
  request: ModelRequest,
  model: string,
  { baseURL }: Pick<Endpoint, 'baseURL'>,
  protocol: Protocol,
): HttpRequest {
  const body = bodyOf(request, model, protocol);
  switch (protocol) {
    case 'openai':
      return { url: `${baseURL}/chat/completions`, keyHeader: BEARER, headers: JSON_TYPE, body };
    case 'openai-responses':
      return { url: `${baseURL}/responses`, keyHeader: BEARER, headers: JSON_TYPE, body };
    case 'anthropic':
      return {
        url: `${baseURL}/v1/messages`,
        keyHeader: { name: 'x-api-key', before: '' },
        headers: { ...JSON_TYPE, 'anthropic-version': '2023-06-01' },
        body,
      };
    case 'google':
      return {
        url: `${baseURL}/v1beta/models/${encodeURIComponent(model)}:generateContent`,
        keyHeader: { name: 'x-goog-api-key', before: '' },
        headers: JSON_TYPE,
        body: googleBody(body),
      };
  }
}

/** What the SDK of a protocol is given for a question. */
export function bodyOf(request: ModelRequest, model: string, protocol: Protocol): Json {
  const source = { frontMatter: { ...request } };
  const output = { type: 'chat', messages: request.messages } as const;
  const convert = {
    openai: toOpenAI,
    'openai-responses': toOpenAIResponses,
    anthropic: toAnthropic,
    google: toGemini,
  }[protocol];
  return { ...(convert(source, output) as unknown as Json), model };
}

/** What Google's SDK takes apart before it is sent: most of its settings are of the generation. */
function googleBody({ contents, config }: Json): Json {
  const { systemInstruction, tools, toolConfig, safetySettings, cachedContent, ...generation } =
    (config ?? {}) as Json;
  const fields = {
    contents,
    systemInstruction:
      typeof systemInstruction === 'string'
        ? { role: 'user', parts: [{ text: systemInstruction }] }
        : systemInstruction,
    tools,
    toolConfig,
    safetySettings,
    cachedContent,
    generationConfig: Object.keys(generation).length === 0 ? undefined : generation,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
