import { printJson } from '../core/base/json';
import { templatesOf } from '../core/prompt/render/renderChat';
import { documentOf, type Draft } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { INSTRUCTION_KEYS, readInstructions } from './instructions';
import { readingOf } from './literalText';
import { readOpenaiMessage } from './openaiMessages';
import { isMapping, others, type Mapping } from './plainValues';
import { peekJson, readJson } from './readData';

/** Keys of a request that a document has itself; every other key is a parameter. */
const REQUEST_KEYS = [
  ...INSTRUCTION_KEYS,
  ...['messages', 'model', 'tools', 'tool_choice', 'response_format'],
];

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
  const warnings: string[] = [];
  const reading = { file, warnings };
  const instructions = isMapping(value) ? readInstructions(reading, value) : [];
  const read = messages.map((item, index) => readOpenaiMessage(reading, item, `${base}[${index}]`));
  const body = { type: 'chat' as const, messages: [...instructions, ...read] };
  const { format, warnings: braces } = readingOf(templatesOf(body));
  const parameters = others(request, REQUEST_KEYS);
  warnings.push(...unfilled(parameters));
  const fields = {
    format,
    model,
    parameters,
    tools,
    tool_choice,
    response_format,
  };
  return [{ document: documentOf(fields, body), warnings: [...warnings, ...braces] }];
}

/** What looks like a variable outside of the messages, where nothing is filled in. */
function unfilled(parameters: Mapping): readonly string[] {
  return Object.entries(parameters)
    .filter(([, value]) => printJson(value).includes('{{'))
    .map(([key]) => `"{{" stands in the parameter "${key}", where no variable is filled in.`);
}
