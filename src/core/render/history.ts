import { ROLES, type MessagePart } from '../document/document';
import { LedgerError } from '../errors';
import type { RenderedCall, RenderedMessage } from './render';

/**
 * Reads the value of a history: a list of messages in the form that rendering gives. They are data,
 * so nothing in them is a template or a marker. Throws `invalid-input` with the path of what is wrong.
 */
export function readHistory(name: string, value: unknown): readonly RenderedMessage[] {
  return listOf(value, name, 'messages').map((item, index) =>
    readMessage(item, `${name}[${index}]`),
  );
}

type Mapping = Readonly<Record<string, unknown>>;

function readMessage(value: unknown, path: string): RenderedMessage {
  const known = ['role', 'content', 'toolCalls', 'toolCallId', 'toolName'];
  const item = mappingOf(value, path, known);
  const role = ROLES.find(each => each === item.role);
  if (role === undefined) throw refusal(`${path}.role`, `one of ${ROLES.join(', ')}`);
  const { content, toolCalls } = item;
  return {
    role,
    content:
      typeof content === 'string'
        ? content
        : listOf(content, `${path}.content`, 'parts, or a text').map((part, index) =>
            readPart(part, `${path}.content[${index}]`),
          ),
    ...(toolCalls === undefined
      ? {}
      : {
          toolCalls: listOf(toolCalls, `${path}.toolCalls`, 'calls').map((call, index) =>
            readCall(call, `${path}.toolCalls[${index}]`),
          ),
        }),
    ...optionalTexts(item, path, ['toolCallId', 'toolName']),
  };
}

function readPart(value: unknown, path: string): MessagePart {
  const { type } = mappingOf(value, path);
  if (type === 'text') {
    const part = mappingOf(value, path, ['type', 'text']);
    return { type, text: textOf(part, 'text', path) };
  }
  if (type !== 'image' && type !== 'file') {
    throw refusal(`${path}.type`, 'one of text, image, file');
  }
  const own = type === 'image' ? ['mediaType', 'detail'] : ['mediaType', 'name'];
  const part = mappingOf(value, path, ['type', 'url', ...own]);
  return { type, url: textOf(part, 'url', path), ...optionalTexts(part, path, own) };
}

function readCall(value: unknown, path: string): RenderedCall {
  const call = mappingOf(value, path, ['id', 'name', 'arguments']);
  return {
    id: textOf(call, 'id', path),
    name: textOf(call, 'name', path),
    arguments: mappingOf(call.arguments, `${path}.arguments`),
  };
}

/** A key that means nothing here is refused: what it says would be lost without a word. */
function mappingOf(value: unknown, path: string, known?: readonly string[]): Mapping {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refusal(path, 'an object');
  }
  const strange = Object.keys(value).find(key => known !== undefined && !known.includes(key));
  if (strange === undefined) return value as Mapping;
  throw refusal(path, `an object with only the keys ${known?.join(', ') ?? ''}`);
}

function listOf(value: unknown, path: string, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw refusal(path, `a list of ${what}`);
}

function textOf(item: Mapping, key: string, path: string): string {
  const value = Object.hasOwn(item, key) ? item[key] : undefined;
  if (typeof value === 'string') return value;
  throw refusal(`${path}.${key}`, 'a text');
}

function optionalTexts(
  item: Mapping,
  path: string,
  keys: readonly string[],
): Record<string, string> {
  const given = keys.filter(key => item[key] !== undefined);
  return Object.fromEntries(given.map(key => [key, textOf(item, key, path)]));
}

function refusal(path: string, expected: string): LedgerError {
  return new LedgerError(
    'invalid-input',
    { path, expected },
    `"${path}" must be ${expected}. A history is a list of messages: [{"role": "user", "content": "Hi"}].`,
  );
}
