import type { Draft } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { INSTRUCTION_KEYS, readInstructions } from './instructions';
import type { MessageReading } from './messageParts';
import { readOpenaiMessage } from './openaiMessages';
import { hasRole, isMapping, others, type Mapping } from './plainValues';
import { peekJson, readJson } from './readData';
import { requestDraft } from './requests/requestDraft';

/** Keys of a request that a document has itself; every other key is a parameter. */
const REQUEST_KEYS = [
  ...INSTRUCTION_KEYS,
  ...['messages', 'model', 'tools', 'tool_choice', 'response_format'],
];

export function isOpenai({ text }: ForeignFile): boolean {
  const value = peekJson(text);
  const messages = isMapping(value) ? value.messages : value;
  return Array.isArray(messages) && messages.length > 0 && messages.every(hasRole);
}

/**
 * Messages of OpenAI's chat API, alone in a list or in a request with model, tools and parameters.
 * Requests to others are written after it; their instructions may stand beside the messages.
 */
export function readOpenai(file: ForeignFile): readonly Draft[] {
  const value = readJson(file);
  const request: Mapping = isMapping(value) ? value : { messages: value };
  const { messages, model, tools, tool_choice, response_format } = request;
  const base = isMapping(value) ? 'messages' : '';
  if (!Array.isArray(messages) || messages.length === 0) {
    throw refusal(file, { path: 'messages' }, 'There are no messages.');
  }
  const reading: MessageReading = { file, warnings: [] };
  const instructions = isMapping(value) ? readInstructions(reading, value) : [];
  const read = messages.map((item, index) => readOpenaiMessage(reading, item, `${base}[${index}]`));
  const parameters = others(request, REQUEST_KEYS);
  const fields = { model, parameters, tools, tool_choice, response_format };
  return [requestDraft(reading, [...instructions, ...read], fields, 'messages')];
}
