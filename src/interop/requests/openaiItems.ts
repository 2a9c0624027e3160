import { printJson } from '../../core/base/json';
import { refusal } from '../foreignFile';
import { leftOut } from '../leftOut';
import { fileName, oneLine, readToolCall, type MessageReading } from '../messageParts';
import { isMapping, isNothing, type Mapping } from '../plainValues';
import { referencePart } from './media';
import {
  mediaItem,
  messagesOfTurn,
  noCounterpart,
  partsOf,
  readItems,
  textItem,
  type Turn,
  type TurnItem,
} from './turns';
import type { MediaPart, Message, Role } from '../../core/prompt/document/model';
import { lost } from '../loss';

const ROLES = ['system', 'developer', 'user', 'assistant'] as const;

/**
 * The messages that the items of a request to the Responses API become. Calls that follow one another,
 * or a message of the assistant, belong to one message. Throws `invalid-document` with the path.
 */
export function readResponseItems(
  reading: MessageReading,
  items: unknown,
  path: string,
): readonly Message[] {
  if (!Array.isArray(items)) {
    throw refusal(reading.file, { path }, 'It must be a text or a list of items.');
  }
  const turns: Turn[] = [];
  for (const [index, item] of items.entries()) {
    const turn = readItem(reading, item, `${path}[${index}]`);
    const last = turns.at(-1);
    if (turn === undefined) continue;
    // Calls are items of their own there, and part of what the assistant says here.
    const isCall = turn.items.every(({ kind }) => kind === 'call') && turn.items.length > 0;
    if (isCall && last?.role === 'assistant') {
      turns[turns.length - 1] = { ...last, items: [...last.items, ...turn.items] };
    } else turns.push(turn);
  }
  return turns.flatMap(turn => messagesOfTurn(reading, turn));
}

function readItem(reading: MessageReading, value: unknown, path: string): Turn | undefined {
  if (!isMapping(value)) throw refusal(reading.file, { path }, 'An item is an object.');
  const { type = 'message' } = value;
  switch (type) {
    case 'message':
      return readMessage(reading, value, path);
    case 'function_call':
      return { role: 'assistant', items: [readCall(reading, value, path)], path };
    case 'function_call_output':
      return { role: 'user', items: [readOutput(reading, value, path)], path };
    case 'reasoning':
      reading.warnings.push(
        lost(path, `${path} is left out: a prompt document has no place for "reasoning".`),
      );
      return undefined;
    case 'item_reference':
      throw refusal(reading.file, { path }, 'What this item refers to lies with OpenAI.');
    default:
      throw refusal(
        reading.file,
        { path },
        `An item of the type ${printJson(type)} has no counterpart: messages, function calls and their outputs have.`,
      );
  }
}

function readMessage(reading: MessageReading, item: Mapping, path: string): Turn {
  reading.warnings.push(...leftOut(item, ['type', 'role', 'content'], path));
  const at = `${path}.content`;
  return {
    role: readRole(reading, item.role, `${path}.role`),
    items: readItems(reading, item.content, at, readPart),
    path: at,
  };
}

function readRole({ file }: MessageReading, role: unknown, path: string): Role {
  const known = ROLES.find(name => name === role);
  if (known !== undefined) return known;
  const message = `${printJson(role ?? null)} is no role of a message. These are: ${ROLES.join(', ')}.`;
  throw refusal(file, { path }, message);
}

function readCall(reading: MessageReading, item: Mapping, path: string): TurnItem {
  const { call_id: id, name, arguments: text } = item;
  reading.warnings.push(...leftOut(item, ['type', 'call_id', 'name', 'arguments'], path));
  const call = readToolCall(
    reading.file,
    { id, name, arguments: text },
    { call: path, id: `${path}.call_id`, arguments: `${path}.arguments` },
  );
  return { kind: 'call', call, path };
}

function readOutput(reading: MessageReading, item: Mapping, path: string): TurnItem {
  const { call_id: id, output } = item;
  reading.warnings.push(...leftOut(item, ['type', 'call_id', 'output'], path));
  const at = `${path}.output`;
  const parts = partsOf(reading, readItems(reading, output, at, readPart), at);
  return { kind: 'result', id, parts, path };
}

function readPart(reading: MessageReading, value: unknown, path: string): readonly TurnItem[] {
  const part = isMapping(value) ? value : {};
  const { type, text, refusal: refused } = part;
  switch (type) {
    case 'input_text':
    case 'output_text':
    case 'text': {
      if (typeof text !== 'string') throw noCounterpart(reading, type, path);
      reading.warnings.push(...leftOut(part, ['type', 'text'], path));
      return [textItem(text)];
    }
    case 'refusal': {
      if (typeof refused !== 'string') throw noCounterpart(reading, type, path);
      reading.warnings.push(lost(path, `${path}: a refusal is a text of the message now.`));
      return [textItem(refused)];
    }
    case 'input_image':
      return [mediaItem(readImage(reading, part, path))];
    case 'input_file':
      return [mediaItem(readFile(reading, part, path))];
    default:
      throw noCounterpart(reading, type, path);
  }
}

function readImage(reading: MessageReading, part: Mapping, path: string): MediaPart {
  const { image_url, file_id, detail } = part;
  const key = isNothing(image_url) ? 'file_id' : 'image_url';
  reading.warnings.push(...leftOut(part, ['type', key, 'detail'], path));
  const url = key === 'file_id' ? file_id : image_url;
  const image = referencePart(reading, { url }, `${path}.${key}`, 'image');
  return typeof detail === 'string' ? { ...image, detail } : image;
}

function readFile(reading: MessageReading, part: Mapping, path: string): MediaPart {
  const key = ['file_data', 'file_url', 'file_id'].find(name => !isNothing(part[name]));
  reading.warnings.push(...leftOut(part, ['type', key ?? 'file_id', 'filename'], path));
  const url = key === undefined ? undefined : part[key];
  if (typeof url !== 'string') throw noCounterpart(reading, part.type, path);
  const name = fileName(reading, part.filename, `${path}.filename`);
  return { type: 'file', url: oneLine(reading, url, `${path}.${key ?? ''}`), ...name };
}
