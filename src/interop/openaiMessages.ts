import { printJson } from '../core/base/json';
import { contentOf } from './draft';
import { refusal } from './foreignFile';
import { leftOut } from './leftOut';
import {
  fileName,
  isWord,
  oneLine,
  readToolCall,
  tellTouching,
  type MessageReading,
} from './messageParts';
import { isMapping, isNothing, type Mapping } from './plainValues';
import {
  ROLES,
  type Message,
  type MessagePart,
  type Role,
  type ToolCall,
} from '../core/prompt/document/model';

const MESSAGE_KEYS = ['role', 'content', 'tool_calls', 'tool_call_id'];
const PART_KEYS = ['type', 'text', 'image_url', 'file'];

/**
 * Reads a message of OpenAI's chat API: https://platform.openai.com/docs/api-reference/chat/create.
 * Throws `invalid-document` with the path.
 */
export function readOpenaiMessage(reading: MessageReading, value: unknown, path: string): Message {
  const { file, warnings } = reading;
  if (!isMapping(value)) throw refusal(file, { path }, 'A message is an object.');
  const role = readRole(reading, value.role, `${path}.role`);
  const calls = readCalls(reading, value.tool_calls, `${path}.tool_calls`, role);
  const result = readResult(reading, value.tool_call_id, `${path}.tool_call_id`, role);
  if (!isNothing(value.function_call)) {
    throw refusal(
      file,
      { path: `${path}.function_call` },
      'A call of a function has no id, so no result can answer it. Write it as "tool_calls".',
    );
  }
  const isUi = isNothing(value.content) && Array.isArray(value.parts);
  warnings.push(...leftOut(value, isUi ? [...MESSAGE_KEYS, 'parts'] : MESSAGE_KEYS, path));
  const parts = isUi
    ? readUiParts(reading, value.parts as readonly unknown[], `${path}.parts`)
    : readContent(reading, value.content, `${path}.content`);
  return {
    role,
    content: contentOf(parts),
    ...(calls.length === 0 ? {} : { calls }),
    ...(result === undefined ? {} : { result }),
  };
}

function readRole({ file }: MessageReading, role: unknown, path: string): Role {
  if (ROLES.includes(role as Role)) return role as Role;
  throw refusal(
    file,
    { path },
    `${printJson(role)} is no role of a prompt document. These are: ${ROLES.join(', ')}.`,
  );
}

function readContent(
  reading: MessageReading,
  content: unknown,
  path: string,
): readonly MessagePart[] {
  if (content === null || content === undefined) return [];
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (!Array.isArray(content)) {
    throw refusal(reading.file, { path }, 'The content of a message is a text or a list of parts.');
  }
  const parts = content.map((part, index) => readPart(reading, part, `${path}[${index}]`));
  tellTouching(reading, parts, path);
  return parts;
}

/** The texts of a message as pages hold it: https://ai-sdk.dev/docs/reference/ai-sdk-core/ui-message */
function readUiParts(
  reading: MessageReading,
  parts: readonly unknown[],
  path: string,
): readonly MessagePart[] {
  const other = parts.findIndex(part => !isMapping(part) || part.type !== 'text');
  if (other < 0) return readContent(reading, parts, path);
  const message = 'Of the "parts" of a message, only texts are read. Write it with "content".';
  throw refusal(reading.file, { path: `${path}[${other}]` }, message);
}

function readPart(reading: MessageReading, part: unknown, path: string): MessagePart {
  const fields = isMapping(part) ? part : ({} as Mapping);
  const { type, text, image_url: image, file } = fields;
  reading.warnings.push(...leftOut(fields, PART_KEYS, path));
  if (type === 'text' && typeof text === 'string') return { type: 'text', text };
  const found =
    type === 'image_url' && isMapping(image)
      ? readImage(reading, image, path)
      : type === 'file' && isMapping(file)
        ? readFile(reading, file, path)
        : undefined;
  if (found !== undefined) return found;
  throw refusal(
    reading.file,
    { path },
    `A part of the type ${printJson(type)} has no counterpart: texts, images and files have.`,
  );
}

function readImage(reading: MessageReading, image: Mapping, path: string): MessagePart | undefined {
  const { url, detail } = image;
  if (typeof url !== 'string') return undefined;
  reading.warnings.push(...leftOut(image, ['url', 'detail'], `${path}.image_url`));
  return {
    type: 'image',
    url: oneLine(reading, url, `${path}.image_url.url`),
    ...(typeof detail === 'string' ? { detail } : {}),
  };
}

function readFile(reading: MessageReading, file: Mapping, path: string): MessagePart | undefined {
  const { file_data: data, file_id: id, filename } = file;
  const url = data ?? id;
  if (typeof url !== 'string') return undefined;
  const known = ['filename', data === undefined ? 'file_id' : 'file_data'];
  reading.warnings.push(...leftOut(file, known, `${path}.file`));
  const name = fileName(reading, filename, `${path}.file.filename`);
  return { type: 'file', url: oneLine(reading, url, `${path}.file`), ...name };
}

function readCalls(
  reading: MessageReading,
  calls: unknown,
  path: string,
  role: Role,
): readonly ToolCall[] {
  if (isNothing(calls)) return [];
  if (!Array.isArray(calls) || role !== 'assistant') {
    throw refusal(
      reading.file,
      { path },
      'Only a message of the assistant calls tools, in a list.',
    );
  }
  const read = calls.map((call, index) => readCall(reading, call, `${path}[${index}]`));
  const ids = read.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice < 0) return read;
  throw refusal(reading.file, { path: `${path}[${twice}].id` }, 'Two calls have the same id.');
}

function readCall({ file, warnings }: MessageReading, value: unknown, path: string): ToolCall {
  const call = isMapping(value) ? value : ({} as Mapping);
  const called = isMapping(call.function) ? call.function : ({} as Mapping);
  const read = readToolCall(
    file,
    { id: call.id, name: called.name, arguments: called.arguments },
    { call: path, id: `${path}.id`, arguments: `${path}.function.arguments` },
  );
  // Streams number their calls.
  warnings.push(
    ...leftOut(call, ['id', 'type', 'function', 'index'], path),
    ...leftOut(called, ['name', 'arguments'], `${path}.function`),
  );
  return read;
}

function readResult(
  { file }: MessageReading,
  id: unknown,
  path: string,
  role: Role,
): string | undefined {
  if (isNothing(id)) return undefined;
  if (role === 'tool' && isWord(id)) return id;
  throw refusal(file, { path }, 'Only a message of a tool answers a call, by its id.');
}
