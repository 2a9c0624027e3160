import type { MessagePart, PromptDocument } from '../document';
import type { RenderedCall, RenderedMessage, RenderedPrompt } from '../render';

/**
 * What `chat.completions.create` of OpenAI takes, and what many other providers take after it:
 * https://platform.openai.com/docs/api-reference/chat/create
 */
export type OpenAiRequest = Readonly<Record<string, unknown>> & {
  readonly messages: readonly OpenAiMessage[];
};

export type OpenAiMessage = Readonly<Record<string, unknown>> & { readonly role: string };

const PROVIDER = 'openai/';

/**
 * A rendered prompt as a request to OpenAI: model without its provider, parameters as they stand,
 * messages, tools. A text becomes one message of the user.
 * @param document the document that was rendered: its front matter says the rest
 */
export function toOpenAI({ frontMatter }: PromptDocument, output: RenderedPrompt): OpenAiRequest {
  const { model, parameters, tools, tool_choice, response_format } = frontMatter;
  return {
    ...(typeof model === 'string' ? { model: withoutProvider(model) } : {}),
    ...(isMapping(parameters) ? parameters : {}),
    ...given({ tools, tool_choice, response_format }),
    messages:
      output.type === 'text'
        ? [{ role: 'user', content: output.text }]
        : output.messages.map(toMessage),
  };
}

function withoutProvider(model: string): string {
  return model.startsWith(PROVIDER) ? model.slice(PROVIDER.length) : model;
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

function toCall({ id, name, arguments: values }: RenderedCall): Readonly<Record<string, unknown>> {
  return { id, type: 'function', function: { name, arguments: JSON.stringify(values) } };
}

function toPart(part: MessagePart): Readonly<Record<string, unknown>> {
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

/** Without what nobody wrote. */
function given(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
