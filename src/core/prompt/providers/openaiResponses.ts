import { LedgerError } from '../../base/errors';
import { printJson } from '../../base/json';
import { renamedForOpenAI, withoutSampling } from './openaiParameters';
import { requireFileId, requireTexts } from './references';
import {
  dataUrl,
  functionTool,
  given,
  isMapping,
  isWebUrl,
  messagesOf,
  readToolChoice,
  responseSchema,
  settingsOf,
  textOf,
  withoutProvider,
  type Described,
  type Json,
  type JsonSchema,
} from './request';
import type { MessagePart } from '../document/model';
import type { RenderedMessage, RenderedPrompt } from '../render/model';

/** What `responses.create` of OpenAI takes: https://platform.openai.com/docs/api-reference/responses/create */
export interface OpenAiResponsesRequest {
  /** As the prompt names it. Where it names none, add one: `{ ...prompt.toOpenAIResponses(values), model }`. */
  model: string;
  input: OpenAiResponsesItem[];
  temperature?: number;
  top_p?: number;
  max_output_tokens?: number;
  reasoning?: { effort?: 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | null };
  tools?: OpenAiResponsesTool[];
  tool_choice?: 'none' | 'auto' | 'required' | { type: 'function'; name: string };
  text?: {
    format?:
      | { type: 'text' }
      | { type: 'json_object' }
      | {
          type: 'json_schema';
          name: string;
          description?: string;
          schema: JsonSchema;
          strict?: boolean;
        };
    verbosity?: 'low' | 'medium' | 'high' | null;
  };
}

export type OpenAiResponsesItem =
  | { role: 'system' | 'developer' | 'user'; content: string | OpenAiResponsesPart[] }
  | { role: 'assistant'; content: string }
  | { type: 'function_call'; call_id: string; name: string; arguments: string }
  | { type: 'function_call_output'; call_id: string; output: string | OpenAiResponsesPart[] };

export type OpenAiResponsesPart =
  | { type: 'input_text'; text: string }
  | { type: 'input_image'; image_url?: string; file_id?: string; detail: 'auto' | 'low' | 'high' }
  | {
      type: 'input_file';
      filename?: string;
      file_data?: string;
      file_url?: string;
      file_id?: string;
    };

export interface OpenAiResponsesTool {
  type: 'function';
  name: string;
  description?: string;
  parameters: JsonSchema;
  strict: boolean;
}

/**
 * A rendered prompt as a request to OpenAI's Responses: instructions stay where they stand, calls and
 * their results are items of their own. What Responses has no word for, and what only steers chance (`seed`,
 * penalties), is left out. Throws `invalid-input` for `stop`, without which another text would come, and
 * for a reference or a place of one that OpenAI refuses.
 */
export function toOpenAIResponses(
  source: Described,
  output: RenderedPrompt,
): OpenAiResponsesRequest {
  const { model, parameters, tools, toolChoice, responseFormat } = settingsOf(source);
  const messages = messagesOf(output);
  requireTexts(messages, 'OpenAI', ['system', 'developer', 'assistant']);
  const { max_tokens, max_completion_tokens, reasoning_effort, verbosity, ...rest } =
    withoutSampling(renamedForOpenAI(requireNoStop(parameters)));
  const format = toFormat(responseFormat);
  const request = {
    ...given({ model: model === undefined ? undefined : withoutProvider(model, 'openai') }),
    ...rest,
    ...given({
      max_output_tokens: max_completion_tokens ?? max_tokens,
      reasoning: merged(rest.reasoning, given({ effort: reasoning_effort })),
      tools: tools?.map(toTool),
      tool_choice: toToolChoice(toolChoice),
      text: merged(rest.text, given({ format, verbosity })),
    }),
    input: messages.flatMap(toItems),
  };
  // Tools and parameters are as the prompt has them: JSON that nobody but OpenAI checks.
  return request as unknown as OpenAiResponsesRequest;
}

function requireNoStop(parameters: Json): Json {
  const written = ['stop', 'stop_sequences', 'stopSequences'].find(
    name => parameters[name] !== undefined && parameters[name] !== null,
  );
  if (written === undefined) return parameters;
  throw new LedgerError(
    'invalid-input',
    { provider: 'OpenAI', parameter: written },
    `OpenAI's Responses cannot stop at a text, as the parameter "${written}" asks. Take it out, or ask Chat Completions.`,
  );
}

/** A mapping with more in it; `undefined` where there is nothing in either. */
function merged(written: unknown, more: Json): Json | undefined {
  if (Object.keys(more).length === 0) return isMapping(written) ? written : undefined;
  return { ...(isMapping(written) ? written : {}), ...more };
}

function toFormat(format: unknown): unknown {
  const schema = responseSchema(format);
  if (schema === undefined || !isMapping(format)) return format;
  const named = isMapping(format.json_schema) ? format.json_schema : format;
  const { name = 'answer', description, strict } = named;
  return { type: 'json_schema', name, ...given({ description, strict }), schema };
}

/** A function stands flat here, and is strict unless somebody says otherwise: in a prompt it is not. */
function toTool(tool: unknown): unknown {
  const read = functionTool(tool);
  if (read === undefined || !isMapping(tool)) return tool;
  const { strict = false } = isMapping(tool.function) ? tool.function : tool;
  const { name, description, parameters = { type: 'object', properties: {} } } = read;
  return { type: 'function', name, ...given({ description }), parameters, strict };
}

function toToolChoice(choice: unknown): unknown {
  const read = readToolChoice(choice);
  if (read === undefined) return choice;
  return typeof read === 'object' ? { type: 'function', name: read.tool } : read;
}

function toItems(message: RenderedMessage): readonly Json[] {
  const { role, content, toolCalls = [], toolCallId } = message;
  const parts = typeof content === 'string' ? content : content.map(toPart);
  if (toolCallId !== undefined) {
    return [{ type: 'function_call_output', call_id: toolCallId, output: parts }];
  }
  if (role !== 'assistant') return [{ role, content: parts }];
  const text = textOf(message);
  const calls = toolCalls.map(({ id, name, arguments: values }) => {
    return { type: 'function_call', call_id: id, name, arguments: printJson(values) };
  });
  return [...(text === '' ? [] : [{ role, content: text }]), ...calls];
}

const IMAGES = {
  provider: 'OpenAI',
  takes: 'an image by its address, as the id of an upload, or as "data:…;base64,…"',
};
const FILES = {
  provider: 'OpenAI',
  takes: 'a file by its address, as the id of an upload, or as "data:…;base64,…"',
};

function toPart(part: MessagePart): Json {
  if (part.type === 'text') return { type: 'input_text', text: part.text };
  const { url } = part;
  const isData = dataUrl(url) !== undefined;
  if (part.type === 'image') {
    const where =
      isData || isWebUrl(url) ? { image_url: url } : { file_id: requireFileId(url, IMAGES) };
    return { type: 'input_image', ...where, detail: part.detail ?? 'auto' };
  }
  if (isData) return { type: 'input_file', ...given({ filename: part.name }), file_data: url };
  const where = isWebUrl(url) ? { file_url: url } : { file_id: requireFileId(url, FILES) };
  return { type: 'input_file', ...where };
}
