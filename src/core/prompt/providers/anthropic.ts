import {
  dataUrl,
  functionTool,
  given,
  isInstruction,
  isMapping,
  isWebUrl,
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
  type JsonSchema,
} from './request';
import { withoutSampling } from './openaiParameters';
import { requireFileId, requireMediaType, requireTexts } from './references';
import { isBlank } from '../render/renderChat';
import type { MediaPart, MessagePart } from '../document/model';
import type { RenderedMessage, RenderedPrompt } from '../render/model';

/** What `messages.create` of Anthropic takes: https://docs.claude.com/en/api/messages */
export interface AnthropicRequest {
  /** As the prompt names it. Where it names none, add one: `{ ...prompt.toAnthropic(values), model }`. */
  model: string;
  max_tokens: number;
  messages: AnthropicMessage[];
  system?: string;
  temperature?: number;
  top_p?: number;
  top_k?: number;
  stop_sequences?: string[];
  tools?: AnthropicTool[];
  tool_choice?:
    | { type: 'auto' | 'any'; disable_parallel_tool_use?: boolean }
    | { type: 'tool'; name: string; disable_parallel_tool_use?: boolean }
    | { type: 'none' };
  output_config?: {
    effort?: 'low' | 'medium' | 'high' | 'xhigh' | 'max' | null;
    format?: { type: 'json_schema'; schema: JsonSchema };
  };
}

export interface AnthropicMessage {
  role: 'user' | 'assistant';
  content: AnthropicBlock[];
}

export type AnthropicBlock =
  | AnthropicPart
  | { type: 'tool_use'; id: string; name: string; input: unknown }
  | { type: 'tool_result'; tool_use_id: string; content: string | AnthropicPart[] };

export type AnthropicPart =
  | { type: 'text'; text: string }
  | {
      type: 'image';
      source:
        | {
            type: 'base64';
            media_type: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp';
            data: string;
          }
        | AnthropicReference;
    }
  | {
      type: 'document';
      source: { type: 'base64'; media_type: 'application/pdf'; data: string } | AnthropicReference;
      title?: string;
    };

/** An address on the web, or a file that was uploaded. */
export type AnthropicReference = { type: 'url'; url: string } | { type: 'file'; file_id: string };

export interface AnthropicTool {
  name: string;
  description?: string;
  input_schema: { type: 'object'; [key: string]: unknown };
}

/** The interface demands a limit, so a prompt that names none gets this one. */
const MAX_TOKENS = 4096;

const PARAMETERS = {
  max_completion_tokens: 'max_tokens',
  max_output_tokens: 'max_tokens',
  maxOutputTokens: 'max_tokens',
  maxTokens: 'max_tokens',
  topP: 'top_p',
  topK: 'top_k',
  stop: 'stop_sequences',
  stopSequences: 'stop_sequences',
  presencePenalty: 'presence_penalty',
  frequencyPenalty: 'frequency_penalty',
  candidateCount: 'n',
};

/** How much a model thinks, in the words of OpenAI that are none of Anthropic. */
const EFFORTS: Readonly<Record<string, string>> = { minimal: 'low' };

/**
 * A rendered prompt as a request to Anthropic. Instructions go to `system`, results of tools to the
 * user; neighbours of one role are one message. `max_tokens` is 4096, and as many after what the model may
 * think, unless a parameter says otherwise. What Anthropic has no word for, and what only steers chance (`seed`, penalties), is left out.
 * Throws `invalid-input` for a reference or a place of one that Anthropic refuses.
 */
export function toAnthropic(source: Described, output: RenderedPrompt): AnthropicRequest {
  const { model, parameters, tools, toolChoice, responseFormat } = settingsOf(source);
  const { parallel_tool_calls, reasoning_effort, ...others } = parameters;
  const { stop_sequences, max_tokens, ...rest } = withoutSampling(renamed(others, PARAMETERS));
  const messages = messagesOf(output);
  requireTexts(messages, 'Anthropic', ['system', 'developer', 'assistant']);
  const system = messages.filter(isInstruction).map(textOf).join('\n\n');
  const schema = responseSchema(responseFormat);
  const request = {
    ...given({ model: model === undefined ? undefined : withoutProvider(model, 'anthropic') }),
    ...rest,
    max_tokens: max_tokens ?? MAX_TOKENS + thinkingBudget(rest),
    ...given({
      stop_sequences: stop_sequences === undefined ? undefined : listOf(stop_sequences),
      system: system === '' ? undefined : system,
      tools: tools?.map(toTool),
      tool_choice: toToolChoice(toolChoice, parallel_tool_calls),
      output_config: outputConfig(rest, reasoning_effort, schema),
    }),
    messages: joinTurns(messages.filter(message => !isInstruction(message)).map(toTurn)).map(
      ({ role, items }) => ({ role, content: items }),
    ),
  };
  // Tools and parameters are as the prompt has them: JSON that nobody but Anthropic checks.
  return request as unknown as AnthropicRequest;
}

/** What a model may think before it writes: the limit of both together must be above it. */
function thinkingBudget({ thinking }: Json): number {
  const budget = isMapping(thinking) ? thinking.budget_tokens : undefined;
  return typeof budget === 'number' ? budget : 0;
}

function outputConfig({ output_config }: Json, effort: unknown, schema: unknown): Json | undefined {
  const known = typeof effort === 'string' && effort !== 'none' ? effort : undefined;
  const config = {
    ...given({ effort: known === undefined ? undefined : (EFFORTS[known] ?? known) }),
    ...(isMapping(output_config) ? output_config : {}),
    ...given({ format: schema === undefined ? undefined : { type: 'json_schema', schema } }),
  };
  return Object.keys(config).length === 0 ? undefined : config;
}

/** A tool in this provider's form may say more than the others know, such as `cache_control`. */
function toTool(tool: unknown): unknown {
  const read = functionTool(tool);
  if (read === undefined || (isMapping(tool) && isMapping(tool.input_schema))) return tool;
  const { name, description, parameters = { type: 'object', properties: {} } } = read;
  return { name, ...given({ description }), input_schema: parameters };
}

function toToolChoice(choice: unknown, parallel: unknown): unknown {
  const read = readToolChoice(choice);
  const isSerial =
    parallel === false || (isMapping(choice) && choice.disable_parallel_tool_use === true);
  const limit = isSerial ? { disable_parallel_tool_use: true } : {};
  if (read === undefined) return choice ?? (isSerial ? { type: 'auto', ...limit } : undefined);
  if (read === 'none') return { type: 'none' };
  if (typeof read === 'object') return { type: 'tool', name: read.tool, ...limit };
  return { type: read === 'required' ? 'any' : 'auto', ...limit };
}

function toTurn(message: RenderedMessage): { role: string; items: readonly Json[] } {
  const { role, content, toolCalls = [], toolCallId } = message;
  if (toolCallId !== undefined) {
    const result = typeof content === 'string' ? content : content.map(toBlock);
    return {
      role: 'user',
      items: [{ type: 'tool_result', tool_use_id: toolCallId, content: result }],
    };
  }
  const parts: readonly MessagePart[] =
    typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  // The interface refuses empty texts, and white space alone.
  const blocks = parts.filter(part => part.type !== 'text' || !isBlank(part.text)).map(toBlock);
  const calls = toolCalls.map(({ id, name, arguments: input }) => {
    return { type: 'tool_use', id, name, input };
  });
  return { role: role === 'assistant' ? 'assistant' : 'user', items: [...blocks, ...calls] };
}

function toBlock(part: MessagePart): Json {
  if (part.type === 'text') return { type: 'text', text: part.text };
  if (part.type === 'image') return { type: 'image', source: toSource(part, IMAGES) };
  return {
    type: 'document',
    source: toSource(part, DOCUMENTS),
    ...given({ title: part.name }),
  };
}

const IMAGES = {
  provider: 'Anthropic',
  takes:
    'an image by its address, as the id of an upload, or as base64 of a JPEG, PNG, GIF or WebP',
  types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
};
const DOCUMENTS = {
  provider: 'Anthropic',
  takes: 'a file by its address, as the id of an upload, or as base64 of a PDF',
  types: ['application/pdf'],
};

function toSource(part: MediaPart, taker: typeof IMAGES): Json {
  const data = dataUrl(part.url);
  if (data !== undefined) {
    const type = requireMediaType(part, part.mediaType ?? data.mediaType, taker);
    return { type: 'base64', media_type: type, data: data.data };
  }
  return isWebUrl(part.url)
    ? { type: 'url', url: part.url }
    : { type: 'file', file_id: requireFileId(part.url, taker) };
}
