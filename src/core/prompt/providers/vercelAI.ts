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
  type Described,
  type Json,
  type JsonSchema,
} from './request';
import { mediaTypeOf, requireTexts } from './references';
import type { MessagePart, Role } from '../document/model';
import type { RenderedMessage, RenderedPrompt } from '../render/model';

/** What `generateText` and `streamText` of the AI SDK take: https://ai-sdk.dev/docs/reference */
export interface VercelAiRequest {
  /** As the prompt names it, for the SDK's gateway. For another: `{ ...prompt.toVercelAI(values), model }`. */
  model: string;
  messages: VercelAiMessage[];
  system?: string;
  allowSystemInMessages?: boolean;
  temperature?: number;
  topP?: number;
  topK?: number;
  maxOutputTokens?: number;
  stopSequences?: string[];
  /** Tools by name, to be given `execute`. The SDK has a type for each, made of its own symbols. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- Nothing else goes with that type.
  tools?: Record<string, any>;
  toolChoice?: 'auto' | 'none' | 'required' | { type: 'tool'; toolName: string };
  /** For `Output.object({ schema: jsonSchema(responseFormat.schema) })`. */
  responseFormat?: { type: 'json'; schema: JsonSchema };
}

export type VercelAiMessage =
  | { role: 'system'; content: string }
  | { role: 'user'; content: string | VercelAiPart[] }
  | { role: 'assistant'; content: string | (VercelAiText | VercelAiFile | VercelAiCall)[] }
  | { role: 'tool'; content: VercelAiResult[] };

export interface VercelAiText {
  type: 'text';
  text: string;
}

export interface VercelAiFile {
  type: 'file';
  data: string;
  mediaType: string;
  filename?: string;
}

export type VercelAiPart =
  VercelAiText | VercelAiFile | { type: 'image'; image: string; mediaType?: string };

export interface VercelAiCall {
  type: 'tool-call';
  toolCallId: string;
  toolName: string;
  input: unknown;
}

export interface VercelAiResult {
  type: 'tool-result';
  toolCallId: string;
  toolName: string;
  output:
    | { type: 'text'; value: string }
    | {
        type: 'content';
        value: (
          | VercelAiText
          | { type: 'image-url' | 'file-url'; url: string }
          | { type: 'image-data' | 'file-data'; data: string; mediaType: string }
        )[];
      };
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
 * is in `responseFormat`, for `Output.object` to be made of. Throws `invalid-input` for images and files
 * among the instructions.
 */
export function toVercelAI(source: Described, output: RenderedPrompt): VercelAiRequest {
  const { model, parameters, tools, toolChoice, responseFormat } = settingsOf(source);
  const { stopSequences, ...rest } = renamed(parameters, PARAMETERS);
  const messages = messagesOf(output);
  requireTexts(messages, 'The AI SDK', ['system', 'developer']);
  const start = messages.findIndex(message => !isInstruction(message));
  const top = start < 0 ? messages : messages.slice(0, start);
  const others = messages.slice(top.length);
  const schema = responseSchema(responseFormat);
  const request = {
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
  // Parameters are as the prompt has them: JSON that nobody but the SDK checks.
  return request as unknown as VercelAiRequest;
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

function toMessage(message: RenderedMessage): Json {
  const { role, content, toolCalls = [], toolCallId, toolName } = message;
  if (toolCallId !== undefined) {
    const result = { type: 'tool-result', toolCallId, toolName: toolName ?? toolCallId };
    return { role: 'tool', content: [{ ...result, output: toOutput(message) }] };
  }
  if (isInstruction(message)) return { role: 'system', content: textOf(message) };
  const parts = typeof content === 'string' ? content : content.map(part => toPart(part, role));
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

function toPart(part: MessagePart, role: Role): Json {
  const { type } = part;
  if (type === 'text') return { type, text: part.text };
  const { url, mediaType, name } = part;
  // An assistant has images among its files.
  if (type === 'image' && role === 'assistant') {
    return { type: 'file', data: url, mediaType: mediaTypeOf(part) ?? 'image/*' };
  }
  if (type === 'image') return { type, image: url, ...given({ mediaType }) };
  return {
    type,
    data: url,
    mediaType: mediaTypeOf(part) ?? 'application/octet-stream',
    ...given({ filename: name }),
  };
}
