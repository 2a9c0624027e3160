import { readOpenaiMessage } from './openaiMessages';
import type { MessageReading } from './messageParts';
import { refusal } from './foreignFile';
import { hasRole, isMapping, isNothing, type Mapping } from './plainValues';
import type { Message } from '../core/prompt/document/model';

/**
 * Keys of a request whose texts instruct the model from beside the messages: Anthropic and the AI SDK
 * say `system`, OpenAI's Responses and the SDK's agents `instructions`, Google `systemInstruction`.
 */
export const INSTRUCTION_KEYS = [
  'system',
  'instructions',
  'system_prompt',
  'systemPrompt',
  'system_instruction',
  'systemInstruction',
];

/**
 * The instructions that stand beside the messages of a request, as the messages that come first.
 * Throws `invalid-document` with the path for what is neither a text nor made of texts.
 */
export function readInstructions(reading: MessageReading, request: Mapping): readonly Message[] {
  return INSTRUCTION_KEYS.filter(key => !isNothing(request[key])).flatMap(key =>
    instructionsAt(reading, request[key], key),
  );
}

function instructionsAt(reading: MessageReading, value: unknown, path: string): readonly Message[] {
  if (typeof value === 'string') return [{ role: 'system', content: value }].map(read);
  if (isMapping(value) && Array.isArray(value.parts)) return [fromParts(value.parts)];
  if (isMapping(value) && isMapping(value.parts)) return [fromParts([value.parts])];
  if (isMapping(value)) return [read(value)];
  if (Array.isArray(value)) {
    const items = value as readonly unknown[];
    return items.every(hasRole) ? items.map(read) : [fromParts(items)];
  }
  throw refusal(reading.file, { path }, 'Instructions are a text, or texts in a list.');

  function read(message: unknown, index?: number): Message {
    const place = Array.isArray(value) ? `${path}[${index ?? 0}]` : path;
    return readOpenaiMessage(reading, message, place);
  }

  /** Google's parts are texts without a type. */
  function fromParts(items: readonly unknown[]): Message {
    const content = items.map(item =>
      typeof item === 'string'
        ? { type: 'text', text: item }
        : isMapping(item) && typeof item.text === 'string'
          ? { type: 'text', ...item }
          : item,
    );
    return readOpenaiMessage(reading, { role: 'system', content }, path);
  }
}
