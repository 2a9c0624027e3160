import {
  dataUrl,
  functionTool,
  given,
  isInstruction,
  isMapping,
  joinTurns,
  listOf,
  messagesOf,
  readToolChoice,
  renamed,
  responseSchema,
  settingsOf,
  textOf,
  withoutProvider,
  type Described,
  type Json,
  type Settings,
} from './request';
import { mediaTypeOf, requireFileId, requireTexts } from './references';
import { isBlank } from '../render/renderChat';
import type { MessagePart } from '../document/model';
import type { RenderedMessage, RenderedPrompt } from '../render/model';

/** What `models.generateContent` of `@google/genai` takes: https://ai.google.dev/api/generate-content */
export interface GeminiRequest {
  /** As the prompt names it. Where it names none, add one: `{ ...prompt.toGemini(values), model }`. */
  model: string;
  contents: GeminiContent[];
  config?: GeminiConfig;
}

export interface GeminiContent {
  role: 'user' | 'model';
  parts: GeminiPart[];
}

/** One of these. */
export interface GeminiPart {
  text?: string;
  inlineData?: { mimeType: string; data: string };
  fileData?: { fileUri: string; mimeType?: string };
  functionCall?: { id: string; name: string; args: Record<string, unknown> };
  functionResponse?: { id: string; name: string; response: Record<string, unknown> };
}

/** Holds `toolConfig` as well, whose words are an enumeration of Google's package. */
export interface GeminiConfig {
  systemInstruction?: string;
  temperature?: number;
  topP?: number;
  topK?: number;
  maxOutputTokens?: number;
  stopSequences?: string[];
  tools?: { functionDeclarations?: GeminiFunction[] }[];
  responseMimeType?: string;
  responseJsonSchema?: unknown;
}

export interface GeminiFunction {
  name: string;
  description?: string;
  parametersJsonSchema?: unknown;
}

const PARAMETERS = {
  max_tokens: 'maxOutputTokens',
  max_completion_tokens: 'maxOutputTokens',
  max_output_tokens: 'maxOutputTokens',
  top_p: 'topP',
  top_k: 'topK',
  n: 'candidateCount',
  stop: 'stopSequences',
  stop_sequences: 'stopSequences',
  presence_penalty: 'presencePenalty',
  frequency_penalty: 'frequencyPenalty',
};

const PROVIDERS = ['google', 'gemini', 'vertex_ai', 'googleai', 'vertexai'];

const MODES = { auto: 'AUTO', none: 'NONE', required: 'ANY' };

/**
 * A rendered prompt as a request to Gemini. Instructions go to `systemInstruction`. Throws
 * `invalid-input` for data that Gemini refuses, and for images and files among the instructions.
 */
export function toGemini(source: Described, output: RenderedPrompt): GeminiRequest {
  const settings = settingsOf(source);
  const { model } = settings;
  const messages = messagesOf(output);
  requireTexts(messages, 'Gemini', ['system', 'developer']);
  const config = configOf(settings, messages.filter(isInstruction).map(textOf).join('\n\n'));
  const request = {
    ...(model === undefined ? {} : { model: withoutProvider(model, ...PROVIDERS) }),
    contents: joinTurns(messages.filter(message => !isInstruction(message)).map(toTurn)).map(
      ({ role, items }) => ({ role, parts: items }),
    ),
    ...(Object.keys(config).length === 0 ? {} : { config }),
  };
  // Tools and parameters are as the prompt has them: JSON that nobody but Google checks.
  return request as unknown as GeminiRequest;
}

function configOf(settings: Settings, instruction: string): Json {
  const { stopSequences, ...parameters } = renamed(settings.parameters, PARAMETERS);
  const schema = responseSchema(settings.responseFormat);
  const isJson =
    schema !== undefined ||
    (isMapping(settings.responseFormat) && settings.responseFormat.type === 'json_object');
  return {
    ...parameters,
    ...given({
      stopSequences: stopSequences === undefined ? undefined : listOf(stopSequences),
      systemInstruction: instruction === '' ? undefined : instruction,
      tools: settings.tools === undefined ? undefined : toTools(settings.tools),
      toolConfig: toToolConfig(settings.toolChoice),
      responseMimeType: isJson ? 'application/json' : undefined,
      responseJsonSchema: schema,
    }),
  };
}

/** Functions are declared in one tool; what only Gemini knows stands beside it. */
function toTools(tools: readonly unknown[]): readonly unknown[] {
  const functions = tools.flatMap(tool => functionTool(tool) ?? []);
  const others = tools.filter(tool => functionTool(tool) === undefined);
  const functionDeclarations = functions.map(({ name, description, parameters }) => {
    return { name, ...given({ description, parametersJsonSchema: parameters }) };
  });
  return functions.length === 0 ? others : [{ functionDeclarations }, ...others];
}

function toToolConfig(choice: unknown): unknown {
  const read = readToolChoice(choice);
  if (read === undefined) return choice;
  const functionCallingConfig =
    typeof read === 'object'
      ? { mode: 'ANY', allowedFunctionNames: [read.tool] }
      : { mode: MODES[read] };
  return { functionCallingConfig };
}

function toTurn(message: RenderedMessage): { role: string; items: readonly Json[] } {
  const { role, content, toolCalls = [], toolCallId, toolName } = message;
  const parts: readonly MessagePart[] =
    typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  if (toolCallId !== undefined) {
    const response = { output: textOf(message) };
    const result = { functionResponse: { id: toolCallId, name: toolName ?? toolCallId, response } };
    const media = parts.filter(part => part.type !== 'text').map(toPart);
    return { role: 'user', items: [result, ...media] };
  }
  const texts = parts.filter(part => part.type !== 'text' || !isBlank(part.text)).map(toPart);
  const calls = toolCalls.map(({ id, name, arguments: args }) => {
    return { functionCall: { id, name, args } };
  });
  return { role: role === 'assistant' ? 'model' : 'user', items: [...texts, ...calls] };
}

const FILES = { provider: 'Gemini', takes: 'data as "data:…;base64,…"' };

function toPart(part: MessagePart): Json {
  if (part.type === 'text') return { text: part.text };
  const data = dataUrl(part.url);
  if (data !== undefined) {
    return { inlineData: { mimeType: part.mediaType ?? data.mediaType, data: data.data } };
  }
  if (part.url.startsWith('data:')) requireFileId(part.url, FILES);
  return { fileData: { fileUri: part.url, ...given({ mimeType: mediaTypeOf(part) }) } };
}
