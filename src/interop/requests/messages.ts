import { printJson } from '../../core/base/json';
import { refusal } from '../foreignFile';
import { leftOut } from '../leftOut';
import type { MessageReading } from '../messageParts';
import { isMapping, isNothing, type Mapping } from '../plainValues';
import { messagesOfTurn, readItems, type ReadItem } from './turns';
import type { Message } from '../../core/prompt/document/model';

const ROLES = ['user', 'assistant', 'system'] as const;

/**
 * The messages of a request that has them below `messages`, and instructions below `system`. Throws
 * `invalid-document` with the path.
 * @param read how one item of a content is read
 */
export function readMessages(
  reading: MessageReading,
  { system, messages }: Mapping,
  base: string,
  read: ReadItem,
): readonly Message[] {
  const { file } = reading;
  if (!Array.isArray(messages)) throw refusal(file, { path: 'messages' }, 'There are no messages.');
  return [
    ...readSystem(reading, system, read),
    ...messages.flatMap((item, index) => readMessage(reading, item, `${base}[${index}]`, read)),
  ];
}

function readSystem(reading: MessageReading, system: unknown, read: ReadItem): readonly Message[] {
  if (isNothing(system)) return [];
  const path = 'system';
  const items = readItems(reading, system, path, read);
  return items.length === 0 ? [] : messagesOfTurn(reading, { role: 'system', items, path });
}

function readMessage(
  reading: MessageReading,
  value: unknown,
  path: string,
  read: ReadItem,
): readonly Message[] {
  const { file, warnings } = reading;
  if (!isMapping(value)) throw refusal(file, { path }, 'A message is an object.');
  const role = ROLES.find(known => known === value.role);
  if (role === undefined) {
    const message = `${printJson(value.role ?? null)} is no role there. These are: ${ROLES.join(', ')}.`;
    throw refusal(file, { path: `${path}.role` }, message);
  }
  warnings.push(...leftOut(value, ['role', 'content'], path));
  const at = `${path}.content`;
  const items = readItems(reading, value.content, at, read);
  return messagesOfTurn(reading, { role, items, path: at });
}
