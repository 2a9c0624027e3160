import { templatesOf } from '../core/prompt/render/renderChat';
import { documentOf, type Draft } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { readingOf } from './literalText';
import { readOpenaiMessage } from './openaiMessages';
import { isMapping, others, type Mapping } from './plainValues';
import { peekJson, readJson } from './readData';

/** Keys of a request that a document has itself; every other key is a parameter. */
const REQUEST_KEYS = ['messages', 'model', 'tools', 'tool_choice', 'response_format'];

export function isOpenai({ text }: ForeignFile): boolean {
  const value = peekJson(text);
  const messages = isMapping(value) ? value.messages : value;
  return (
    Array.isArray(messages) &&
    messages.length > 0 &&
    messages.every(item => isMapping(item) && typeof item.role === 'string')
  );
}

/**
 * Messages of OpenAI's chat API, alone in a list or in a request with model, tools and parameters.
 */
export function readOpenai(file: ForeignFile): readonly Draft[] {
  const value = readJson(file);
  const request: Mapping = isMapping(value) ? value : { messages: value };
  const { messages, model, tools, tool_choice, response_format } = request;
  const base = isMapping(value) ? 'messages' : '';
  if (!Array.isArray(messages) || messages.length === 0) {
    throw refusal(file, { path: 'messages' }, 'There are no messages.');
  }
  const warnings: string[] = [];
  const read = messages.map((item, index) =>
    readOpenaiMessage({ file, warnings }, item, `${base}[${index}]`),
  );
  const body = { type: 'chat' as const, messages: read };
  const reading = readingOf(templatesOf(body));
  const fields = {
    format: reading.format,
    model,
    parameters: others(request, REQUEST_KEYS),
    tools,
    tool_choice,
    response_format,
  };
  return [{ document: documentOf(fields, body), warnings: [...warnings, ...reading.warnings] }];
}
