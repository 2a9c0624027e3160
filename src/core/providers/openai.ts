import type { MessagePart, PromptDocument } from '../document/document';
import type { RenderedCall, RenderedMessage, RenderedPrompt } from '../render/render';
import {
  functionTool,
  given,
  isMapping,
  messagesOf,
  readToolChoice,
  settingsOf,
  withoutProvider,
  type Json,
} from './request';

/**
 * What `chat.completions.create` of OpenAI takes, and what many other providers take after it:
 * https://platform.openai.com/docs/api-reference/chat/create
 */
export type OpenAiRequest = Json & {
  readonly messages: readonly OpenAiMessage[];
};

export type OpenAiMessage = Json & { readonly role: string };

/**
 * A rendered prompt as a request to OpenAI: model without its provider, parameters as they stand,
 * messages, tools. A text becomes one message of the user.
 * @param document the document that was rendered: its front matter says the rest
 */
export function toOpenAI(document: PromptDocument, output: RenderedPrompt): OpenAiRequest {
  const { model, parameters, tools, toolChoice, responseFormat } = settingsOf(document);
  return {
    ...given({ model: model === undefined ? undefined : withoutProvider(model, 'openai') }),
    ...parameters,
    ...given({
      tools: tools?.map(toTool),
      tool_choice: toToolChoice(toolChoice),
      response_format: responseFormat,
    }),
    messages: messagesOf(output).map(toMessage),
  };
}

/** A tool in another provider's form is said in this one's. */
function toTool(tool: unknown): unknown {
  const read = functionTool(tool);
  if (read === undefined || (isMapping(tool) && isMapping(tool.function))) return tool;
  return { type: 'function', function: read };
}

function toToolChoice(choice: unknown): unknown {
  const read = readToolChoice(choice);
  if (read === undefined || (isMapping(choice) && isMapping(choice.function))) return choice;
  return typeof read === 'object' ? { type: 'function', function: { name: read.tool } } : read;
}

function toMessage({ role, content, toolCalls, toolCallId }: RenderedMessage): OpenAiMessage {
  const isEmpty = content === '' && toolCalls !== undefined;
  return {
    role,
    content: isEmpty ? null : typeof content === 'string' ? content : content.map(toPart),
    ...(toolCalls === undefined ? {} : { tool_calls: toolCalls.map(toCall) }),
    ...(toolCallId === undefined ? {} : { tool_call_id: toolCallId }),
  };
}

function toCall({ id, name, arguments: values }: RenderedCall): Json {
  return { id, type: 'function', function: { name, arguments: JSON.stringify(values) } };
}

function toPart(part: MessagePart): Json {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'image':
      return { type: 'image_url', image_url: { url: part.url, ...given({ detail: part.detail }) } };
    case 'file': {
      const isData = part.url.startsWith('data:');
      const reference = isData
        ? { ...given({ filename: part.name }), file_data: part.url }
        : { file_id: part.url };
      return { type: 'file', file: reference };
    }
  }
}
