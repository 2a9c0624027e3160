import { parseJson, printJson } from '../core/base/json';
import { contentOf } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { leftOut } from './leftOut';
import { isMapping, isNothing, type Mapping } from './plainValues';
import {
  ROLES,
  type Message,
  type MessagePart,
  type Role,
  type ToolCall,
} from '../core/prompt/document/model';

/** How the names of tools and the ids of calls are written in a document. */
const WORD = /^[\w.:/-]{1,200}$/;
const MESSAGE_KEYS = ['role', 'content', 'tool_calls', 'tool_call_id'];
const PART_KEYS = ['type', 'text', 'image_url', 'file'];

/** What reading messages needs: the file for refusals, and a list that warnings are put into. */
export interface MessageReading {
  readonly file: ForeignFile;
  readonly warnings: string[];
}

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
  warnings.push(...leftOut(value, MESSAGE_KEYS, path));
  return {
    role,
    content: contentOf(readContent(reading, value.content, `${path}.content`)),
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
  const touches = parts.some((part, at) => part.type === 'text' && parts[at + 1]?.type === 'text');
  if (touches) {
    reading.warnings.push(
      `${path}: texts that follow one another are one text now, on lines of their own.`,
    );
  }
  return parts;
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
  const name = fileName(reading, filename, path);
  return { type: 'file', url: oneLine(reading, url, `${path}.file`), ...name };
}

/** The name of a file, where the line of a document can hold it. */
function fileName({ warnings }: MessageReading, name: unknown, path: string): { name?: string } {
  if (typeof name !== 'string' || name === '') return {};
  if (/^[^\s,\]](?:[^\n,\]]*[^\s,\]])?$/.test(name)) return { name };
  warnings.push(`${path}.file.filename is left out: the name of a file holds no comma or bracket.`);
  return {};
}

function oneLine({ file }: MessageReading, url: string, path: string): string {
  if (url.trim() !== '' && !/[\r\n]/.test(url.trim())) return url;
  throw refusal(file, { path }, 'The reference to an image or file stands on one line.');
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
  const read = calls.map((call, index) => readToolCall(reading, call, `${path}[${index}]`));
  const ids = read.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice < 0) return read;
  throw refusal(reading.file, { path: `${path}[${twice}].id` }, 'Two calls have the same id.');
}

/**
 * Reads a call: its id, and a function with name and arguments. Throws `invalid-document` with the path.
 * @param inside the key that the function stands under, and the id under another name
 */
export function readToolCall(
  { file, warnings }: MessageReading,
  value: unknown,
  path: string,
  inside = { id: 'id', function: 'function' },
): ToolCall {
  const call = isMapping(value) ? value : ({} as Mapping);
  const given = call[inside.function];
  const called = isMapping(given) ? given : ({} as Mapping);
  const id = call[inside.id];
  const { name, arguments: text } = called;
  if (typeof name !== 'string' || !WORD.test(name)) {
    throw refusal(file, { path }, 'A call names a function, by letters, digits and "_.:/-".');
  }
  if (typeof id !== 'string' || !WORD.test(id)) {
    const message = 'A call has an id of letters, digits and "_.:/-".';
    throw refusal(file, { path: `${path}.${inside.id}` }, message);
  }
  const place = `${path}.${inside.function}`;
  // Streams number their calls; where the function says its type, the call says its own.
  warnings.push(
    ...leftOut(call, [inside.id, 'type', inside.function, 'index'], path),
    ...leftOut(called, ['name', 'arguments', 'type'], place),
  );
  return { id, name, arguments: readArguments(file, text ?? '{}', `${place}.arguments`) };
}

function readArguments(file: ForeignFile, text: unknown, path: string): string {
  try {
    const value: unknown = typeof text === 'string' ? parseJson(text === '' ? '{}' : text) : text;
    if (isMapping(value)) return printJson(value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refusal(file, { path }, 'The arguments of a call are a JSON object.');
}

function readResult(
  { file }: MessageReading,
  id: unknown,
  path: string,
  role: Role,
): string | undefined {
  if (isNothing(id)) return undefined;
  if (role === 'tool' && typeof id === 'string' && WORD.test(id)) return id;
  throw refusal(file, { path }, 'Only a message of a tool answers a call, by its id.');
}
