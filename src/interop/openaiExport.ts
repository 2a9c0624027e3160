import { parseJson, printJson } from '../core/base/json';
import { toOpenAI } from '../core/prompt/providers/openai';
import { templatesOf } from '../core/prompt/render/renderChat';
import { leftBehind, unsayable, type Exporter } from './exported';
import type { ChatEntry, Message, PromptDocument } from '../core/prompt/document/model';
import type { RenderedMessage, RenderedPrompt } from '../core/prompt/render/model';
import { lost, type Loss } from './loss';

const FORMAT = 'openai';

/**
 * A request to OpenAI with the templates as they are, `{{name}}` and all. What a model gets is a
 * rendering: `render --openai`.
 */
export const exportOpenai: Exporter = document => {
  const { format, frontMatter } = document;
  if (format !== 'mustache' && format !== 'none') {
    throw unsayable(
      FORMAT,
      `its texts would be read as Mustache, and these are ${format}. Render it with --openai instead.`,
    );
  }
  return {
    text: `${printJson(toOpenAI(document, asWritten(document)), 2)}\n`,
    warnings: [...leftBehind(frontMatter, ['inputs', 'metadata']), ...includeWarnings(document)],
  };
};

/** The document as if it had been rendered, each template to itself. */
function asWritten({ body }: PromptDocument): RenderedPrompt {
  if (body.type === 'text') return body;
  return { type: 'chat', messages: body.messages.map(toRendered) };
}

function toRendered(entry: ChatEntry): RenderedMessage {
  if (entry.role === 'history') {
    const message = `the history "${entry.name}" is a place for messages. Render it with --openai instead.`;
    throw unsayable(FORMAT, message);
  }
  const { role, content, calls, result }: Message = entry;
  const toolCalls = calls?.map(({ id, name, arguments: json }) => {
    return { id, name, arguments: parseJson(json) as Readonly<Record<string, unknown>> };
  });
  return {
    role,
    content,
    ...(toolCalls === undefined ? {} : { toolCalls }),
    ...(result === undefined ? {} : { toolCallId: result }),
  };
}

function includeWarnings({ body, format }: PromptDocument): readonly Loss[] {
  const texts = templatesOf(body);
  if (format === 'none') {
    const has = texts.some(text => text.includes('{{'));
    return has ? [lost('format', '"{{" is text here and would be read as a variable.')] : [];
  }
  const has = texts.some(text => text.includes('{{>'));
  return has
    ? [lost('includes', 'Included prompts stay references, which only Prompt Ledger follows.')]
    : [];
}
