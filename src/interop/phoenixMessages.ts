import { printJson } from '../core/base/json';
import { contentOf } from './draft';
import { refusal } from './foreignFile';
import { leftOut } from './leftOut';
import { oneLine, readToolCall, tellTouching, type MessageReading } from './messageParts';
import { readOpenaiMessage } from './openaiMessages';
import { entryOf, isMapping, type Mapping } from './plainValues';
import type { Message, MessagePart, Role, ToolCall } from '../core/prompt/document/model';

/** Roles that it knows besides those of a document. */
const ROLES: Readonly<Record<string, Role>> = { model: 'assistant', ai: 'assistant' };
/** Its content parts, and the keys of each. */
const PART_KEYS: Readonly<Record<string, readonly string[]>> = {
  text: ['type', 'text'],
  // Its first versions had images.
  image: ['type', 'image'],
  tool_call: ['type', 'tool_call_id', 'tool_call'],
  tool_result: ['type', 'tool_call_id', 'tool_result'],
};

/**
 * The messages of a chat template of Phoenix. A message with results of tools is one message for each
 * of them. Throws `invalid-document` with the path.
 */
export function readPhoenixMessages(
  reading: MessageReading,
  messages: unknown,
  path: string,
): readonly Message[] {
  if (!Array.isArray(messages) || messages.length === 0) {
    throw refusal(reading.file, { path }, 'There are no messages.');
  }
  return messages.flatMap((message, index) => readOne(reading, message, `${path}[${index}]`));
}

function readOne(reading: MessageReading, value: unknown, path: string): readonly Message[] {
  const { file, warnings } = reading;
  if (!isMapping(value)) throw refusal(file, { path }, 'A message is an object.');
  const role = entryOf(ROLES, value.role) ?? value.role;
  const { content } = value;
  if (!Array.isArray(content)) return [readOpenaiMessage(reading, { ...value, role }, path)];
  warnings.push(...leftOut(value, ['role', 'content'], path));
  const parts = content.map((part, index) => {
    return { part: requirePart(reading, part, `${path}.content[${index}]`), index };
  });
  const placed = (type: string): readonly (readonly [Mapping, string])[] =>
    parts
      .filter(({ part }) => part.type === type)
      .map(({ part, index }) => [part, `${path}.content[${index}]`] as const);
  const results = placed('tool_result').map(([part, place]) => readResult(reading, part, place));
  const said = parts
    .filter(({ part }) => part.type === 'text' || part.type === 'image')
    .map(({ part, index }) => readPart(reading, part, `${path}.content[${index}]`));
  const calls = placed('tool_call').map(([part, place]) => readCall(reading, part, place));
  tellTouching(reading, said, `${path}.content`);
  if (said.length === 0 && calls.length === 0) return results;
  const rest = readOpenaiMessage(reading, { role, content: null }, path);
  if (calls.length > 0 && rest.role !== 'assistant') {
    throw refusal(file, { path }, 'Only a message of the assistant calls tools.');
  }
  const message = { ...rest, content: contentOf(said), ...(calls.length === 0 ? {} : { calls }) };
  return [...results, message];
}

function requirePart({ file, warnings }: MessageReading, part: unknown, path: string): Mapping {
  const fields = isMapping(part) ? part : ({} as Mapping);
  const known = entryOf(PART_KEYS, fields.type);
  if (known === undefined) {
    const message = `A part of the type ${printJson(fields.type)} has no counterpart: ${Object.keys(PART_KEYS).join(', ')} have.`;
    throw refusal(file, { path }, message);
  }
  if (fields.type === 'text' && typeof fields.text !== 'string') {
    throw refusal(file, { path: `${path}.text` }, 'The text of a part is a text.');
  }
  warnings.push(...leftOut(fields, known, path));
  return fields;
}

function readPart(reading: MessageReading, part: Mapping, path: string): MessagePart {
  if (part.type === 'text') return { type: 'text', text: String(part.text) };
  const image = isMapping(part.image) ? part.image : ({} as Mapping);
  reading.warnings.push(...leftOut(image, ['type', 'url'], `${path}.image`));
  const url = typeof image.url === 'string' ? image.url : '';
  return { type: 'image', url: oneLine(reading, url, `${path}.image.url`) };
}

function readCall({ file, warnings }: MessageReading, part: Mapping, path: string): ToolCall {
  const called = isMapping(part.tool_call) ? part.tool_call : ({} as Mapping);
  const { name, arguments: text } = called;
  warnings.push(...leftOut(called, ['type', 'name', 'arguments'], `${path}.tool_call`));
  return readToolCall(
    file,
    { id: part.tool_call_id, name, arguments: text },
    { call: path, id: `${path}.tool_call_id`, arguments: `${path}.tool_call.arguments` },
  );
}

function readResult(reading: MessageReading, part: Mapping, path: string): Message {
  const { tool_call_id, tool_result: result } = part;
  const content = typeof result === 'string' ? result : printJson(result ?? null);
  return readOpenaiMessage(reading, { role: 'tool', tool_call_id, content }, path);
}
