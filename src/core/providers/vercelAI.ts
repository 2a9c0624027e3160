import type { MessagePart, PromptDocument } from '../document/document';
import type { RenderedMessage, RenderedPrompt } from '../render/render';
import {
  dataUrl,
  functionTool,
  given,
  isInstruction,
  isMapping,
  listOf,
  messagesOf,
  readToolChoice,
  renamed,
  responseSchema,
  settingsOf,
  textOf,
  type Json,
} from './request';

/** What `generateText` and `streamText` of the AI SDK take: https://ai-sdk.dev/docs/reference */
export type VercelAiRequest = Json & { readonly messages: readonly VercelAiMessage[] };

export interface VercelAiMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string | readonly Json[];
}

const PARAMETERS = {
  max_tokens: 'maxOutputTokens',
  max_completion_tokens: 'maxOutputTokens',
  max_output_tokens: 'maxOutputTokens',
  top_p: 'topP',
  top_k: 'topK',
  stop: 'stopSequences',
  stop_sequences: 'stopSequences',
  presence_penalty: 'presencePenalty',
  frequency_penalty: 'frequencyPenalty',
};

/** How the AI SDK knows a schema from a function that makes one (`jsonSchema()` sets it). */
const SCHEMA = Symbol.for('vercel.ai.schema');

/**
 * A rendered prompt as the options of the AI SDK, version 5 and later. Instructions at the top go to
 * `system`. The model stays `provider/name`, which is what the SDK's gateway takes. A response format
 * is in `responseFormat`, for `Output.object` to be made of.
 */
export function toVercelAI(document: PromptDocument, output: RenderedPrompt): VercelAiRequest {
  const { model, parameters, tools, toolChoice, responseFormat } = settingsOf(document);
  const { stopSequences, ...rest } = renamed(parameters, PARAMETERS);
  const messages = messagesOf(output);
  const start = messages.findIndex(message => !isInstruction(message));
  const top = start < 0 ? messages : messages.slice(0, start);
  const others = messages.slice(top.length);
  const schema = responseSchema(responseFormat);
  return {
    ...given({ model }),
    ...rest,
    ...given({
      stopSequences: stopSequences === undefined ? undefined : listOf(stopSequences),
      system: top.length === 0 ? undefined : top.map(textOf).join('\n\n'),
      // Version 7 refuses other instructions unless somebody says that they are meant.
      allowSystemInMessages: others.some(isInstruction) ? true : undefined,
      tools: tools === undefined ? undefined : toTools(tools),
      toolChoice: toToolChoice(toolChoice),
      responseFormat: schema === undefined ? undefined : { type: 'json', schema },
    }),
    messages: others.map(toMessage),
  };
}

function toTools(tools: readonly unknown[]): Json {
  const entries = tools.map((tool): [string, unknown] => {
    const read = functionTool(tool);
    if (read === undefined) return [nameOf(tool), tool];
    const { name, description, parameters = { type: 'object', properties: {} } } = read;
    return [name, { ...given({ description }), inputSchema: toSchema(parameters) }];
  });
  return Object.fromEntries(entries);
}

function toSchema(jsonSchema: unknown): Json {
  const schema = { jsonSchema, validate: undefined };
  // Not enumerable: the request stays plain data for whoever prints or compares it.
  return Object.defineProperty(schema, SCHEMA, { value: true });
}

function nameOf(tool: unknown): string {
  const { name, type } = isMapping(tool) ? tool : {};
  const known = name ?? type;
  return typeof known === 'string' ? known : 'tool';
}

function toToolChoice(choice: unknown): unknown {
  const read = readToolChoice(choice);
  if (read === undefined) return choice;
  return typeof read === 'object' ? { type: 'tool', toolName: read.tool } : read;
}

function toMessage(message: RenderedMessage): VercelAiMessage {
  const { role, content, toolCalls = [], toolCallId, toolName } = message;
  if (toolCallId !== undefined) {
    const result = { type: 'tool-result', toolCallId, toolName: toolName ?? toolCallId };
    return { role: 'tool', content: [{ ...result, output: toOutput(message) }] };
  }
  if (isInstruction(message)) return { role: 'system', content: textOf(message) };
  const parts = typeof content === 'string' ? content : content.map(toPart);
  if (role !== 'assistant') return { role: 'user', content: parts };
  if (toolCalls.length === 0) return { role, content: parts };
  const calls = toolCalls.map(({ id, name, arguments: input }) => {
    return { type: 'tool-call', toolCallId: id, toolName: name, input };
  });
  const texts =
    typeof parts === 'string' ? (parts === '' ? [] : [{ type: 'text', text: parts }]) : parts;
  return { role, content: [...texts, ...calls] };
}

function toOutput({ content }: RenderedMessage): Json {
  if (typeof content === 'string') return { type: 'text', value: content };
  return { type: 'content', value: content.map(toResultPart) };
}

function toResultPart(part: MessagePart): Json {
  if (part.type === 'text') return { type: 'text', text: part.text };
  const data = dataUrl(part.url);
  if (data === undefined) return { type: `${part.type}-url`, url: part.url };
  const { mediaType = data.mediaType } = part;
  return { type: `${part.type}-data`, data: data.data, mediaType };
}

function toPart(part: MessagePart): Json {
  const { type } = part;
  if (type === 'text') return { type, text: part.text };
  const { url, mediaType, name } = part;
  if (type === 'image') return { type, image: url, ...given({ mediaType }) };
  const known = mediaType ?? dataUrl(url)?.mediaType;
  return {
    type,
    data: url,
    mediaType: known ?? (/\.pdf$/i.test(url) ? 'application/pdf' : 'application/octet-stream'),
    ...given({ filename: name }),
  };
}
