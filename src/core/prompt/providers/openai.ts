import { printJson } from '../../base/json';
import {
  dataUrl,
  functionTool,
  given,
  isMapping,
  messagesOf,
  readToolChoice,
  responseSchema,
  settingsOf,
  withoutProvider,
  type Described,
  type Json,
  type JsonSchema,
} from './request';
import { chatParameters } from './openaiParameters';
import { requireFileId, requireTexts } from './references';
import type { MessagePart } from '../document/model';
import type { RenderedCall, RenderedMessage, RenderedPrompt } from '../render/model';

/**
 * What `chat.completions.create` of OpenAI takes, and what many other providers take after it:
 * https://platform.openai.com/docs/api-reference/chat/create
 */
export interface OpenAiRequest {
  /** As the prompt names it. Where it names none, add one: `{ ...prompt.toOpenAI(values), model }`. */
  model: string;
  messages: OpenAiMessage[];
  temperature?: number;
  top_p?: number;
  max_tokens?: number;
  max_completion_tokens?: number;
  tools?: OpenAiTool[];
  tool_choice?: 'none' | 'auto' | 'required' | { type: 'function'; function: { name: string } };
  response_format?:
    | { type: 'text' }
    | { type: 'json_object' }
    | {
        type: 'json_schema';
        json_schema: { name: string; description?: string; schema?: JsonSchema; strict?: boolean };
      };
}

export type OpenAiMessage =
  | { role: 'system'; content: string | OpenAiText[] }
  | { role: 'developer'; content: string | OpenAiText[] }
  | { role: 'user'; content: string | OpenAiPart[] }
  | { role: 'assistant'; content: string | OpenAiText[] | null; tool_calls?: OpenAiCall[] }
  | { role: 'tool'; content: string | OpenAiText[]; tool_call_id: string };

export interface OpenAiText {
  type: 'text';
  text: string;
}

export type OpenAiPart =
  | OpenAiText
  | { type: 'image_url'; image_url: { url: string; detail?: 'auto' | 'low' | 'high' } }
  | { type: 'file'; file: { filename?: string; file_data?: string; file_id?: string } };

export interface OpenAiCall {
  id: string;
  type: 'function';
  /** The arguments are JSON, as a text. */
  function: { name: string; arguments: string };
}

export interface OpenAiTool {
  type: 'function';
  function: { name: string; description?: string; parameters?: JsonSchema; strict?: boolean };
}

const FILES = {
  provider: 'OpenAI',
  takes: 'a file as the id of an upload or as "data:…;base64,…"',
};

/**
 * A rendered prompt as a request to OpenAI: model without its provider, parameters under OpenAI's names,
 * messages, tools. A text becomes one message of the user.
 * Throws `invalid-input` for a reference or a place of one that OpenAI refuses.
 * @param source the document or prompt that was rendered: its front matter says the rest
 */
export function toOpenAI(source: Described, output: RenderedPrompt): OpenAiRequest {
  const { model, parameters, tools, toolChoice, responseFormat } = settingsOf(source);
  const messages = messagesOf(output);
  requireTexts(messages, 'OpenAI', ['system', 'developer', 'assistant', 'tool']);
  const request = {
    ...given({ model: model === undefined ? undefined : withoutProvider(model, 'openai') }),
    ...chatParameters(parameters, model),
    ...given({
      tools: tools?.map(toTool),
      tool_choice: toToolChoice(toolChoice),
      response_format: toFormat(responseFormat),
    }),
    messages: messages.map(toMessage),
  };
  // Tools, formats and parameters are as the prompt has them: JSON that nobody but OpenAI checks.
  return request as unknown as OpenAiRequest;
}

/** A tool in another provider's form is said in this one's. */
function toTool(tool: unknown): unknown {
  const read = functionTool(tool);
  if (read === undefined || !isMapping(tool) || isMapping(tool.function)) return tool;
  // The form of OpenAI's Responses is that of its other tools, and says this as well.
  return { type: 'function', function: { ...read, ...given({ strict: tool.strict }) } };
}

function toToolChoice(choice: unknown): unknown {
  const read = readToolChoice(choice);
  if (read === undefined || (isMapping(choice) && isMapping(choice.function))) return choice;
  return typeof read === 'object' ? { type: 'function', function: { name: read.tool } } : read;
}

/** A schema that stands flat, as Responses has it, is nested here, under a name. */
function toFormat(format: unknown): unknown {
  const schema = responseSchema(format);
  if (schema === undefined || !isMapping(format)) return format;
  const named = isMapping(format.json_schema) ? format.json_schema : format;
  const { name = 'answer', description, strict } = named;
  return { type: 'json_schema', json_schema: { name, ...given({ description, strict }), schema } };
}

function toMessage({ role, content, toolCalls, toolCallId }: RenderedMessage): Json {
  const isEmpty = content === '' && toolCalls !== undefined;
  return {
    role,
    content: isEmpty ? null : typeof content === 'string' ? content : content.map(toPart),
    ...(toolCalls === undefined ? {} : { tool_calls: toolCalls.map(toCall) }),
    ...(toolCallId === undefined ? {} : { tool_call_id: toolCallId }),
  };
}

function toCall({ id, name, arguments: values }: RenderedCall): Json {
  return { id, type: 'function', function: { name, arguments: printJson(values) } };
}

function toPart(part: MessagePart): Json {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'image':
      return { type: 'image_url', image_url: { url: part.url, ...given({ detail: part.detail }) } };
    case 'file': {
      const isData = dataUrl(part.url) !== undefined;
      const reference = isData
        ? { ...given({ filename: part.name }), file_data: part.url }
        : { file_id: requireFileId(part.url, FILES) };
      return { type: 'file', file: reference };
    }
  }
}
