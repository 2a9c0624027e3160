import { printJson } from '../../core/base/json';
import type { LedgerError } from '../../core/base/errors';
import { contentOf } from '../draft';
import { refusal } from '../foreignFile';
import { isWord, tellTouching, type MessageReading } from '../messageParts';
import type {
  MediaPart,
  Message,
  MessagePart,
  Role,
  ToolCall,
} from '../../core/prompt/document/model';
import { lost } from '../loss';

/** What a turn of a conversation is made of, whichever interface it is written for. */
export type TurnItem =
  | { readonly kind: 'part'; readonly part: MessagePart }
  | { readonly kind: 'call'; readonly call: ToolCall; readonly path: string }
  | { readonly kind: 'result'; readonly id: unknown; readonly parts: Parts; readonly path: string };

type Parts = readonly MessagePart[];

/** Reads one item of a turn at a path: none where it has no place and was warned of. */
export type ReadItem = (
  reading: MessageReading,
  item: unknown,
  path: string,
) => readonly TurnItem[];

/** The items of a content, which is a text or a list. Throws `invalid-document` with the path. */
export function readItems(
  reading: MessageReading,
  content: unknown,
  path: string,
  read: ReadItem,
): readonly TurnItem[] {
  if (content === null || content === undefined) return [];
  if (typeof content === 'string') return [textItem(content)];
  if (Array.isArray(content)) {
    return content.flatMap((item, index) => read(reading, item, `${path}[${index}]`));
  }
  const message = 'The content of a message is a text or a list of parts.';
  throw refusal(reading.file, { path }, message);
}

/** A text of a turn. */
export function textItem(text: string): TurnItem {
  return { kind: 'part', part: { type: 'text', text } };
}

/** An image or file of a turn. */
export function mediaItem(part: MediaPart): TurnItem {
  return { kind: 'part', part };
}

/** The parts of the content of a result. Throws `invalid-document` for calls and results in it. */
export function partsOf(
  { file }: MessageReading,
  items: readonly TurnItem[],
  path: string,
): readonly MessagePart[] {
  return items.map(item => {
    if (item.kind === 'part') return item.part;
    throw refusal(file, { path }, 'A result holds texts, images and files.');
  });
}

/** `invalid-document` for a part that a prompt document has nothing for. */
export function noCounterpart({ file }: MessageReading, type: unknown, path: string): LedgerError {
  const message = `A part of the type ${printJson(type ?? null)} has no counterpart: texts, images, files, calls and results have.`;
  return refusal(file, { path }, message);
}

/** A turn, and where its content stands in the file. */
export interface Turn {
  readonly role: Role;
  readonly items: readonly TurnItem[];
  readonly path: string;
}

/**
 * The messages that a turn becomes: each result is one of a tool, and calls come last in one of the
 * assistant. Throws `invalid-document` for calls of others, and for ids that a document cannot hold.
 */
export function messagesOfTurn(reading: MessageReading, turn: Turn): readonly Message[] {
  const writer = new TurnWriter(reading, turn);
  for (const item of turn.items) writer.write(item);
  return writer.messages();
}

class TurnWriter {
  readonly #reading: MessageReading;
  readonly #turn: Turn;
  readonly #messages: Message[] = [];
  #parts: MessagePart[] = [];
  #calls: ToolCall[] = [];

  constructor(reading: MessageReading, turn: Turn) {
    this.#reading = reading;
    this.#turn = turn;
  }

  write(item: TurnItem): void {
    switch (item.kind) {
      case 'part':
        this.#writePart(item.part);
        return;
      case 'call':
        this.#writeCall(item.call, item.path);
        return;
      case 'result':
        this.#writeResult(item);
    }
  }

  messages(): readonly Message[] {
    this.#close();
    return this.#messages.length > 0 ? this.#messages : [{ role: this.#turn.role, content: '' }];
  }

  #writePart(part: MessagePart): void {
    if (this.#calls.length > 0) {
      this.#close();
      const { path } = this.#turn;
      const warning = `${path}: what follows a call is a message of its own now: calls come last.`;
      this.#reading.warnings.push(lost(path, warning));
    }
    this.#parts.push(part);
  }

  #writeCall(call: ToolCall, path: string): void {
    if (this.#turn.role !== 'assistant') {
      throw refusal(this.#reading.file, { path }, 'Only the assistant calls tools.');
    }
    if (this.#calls.some(({ id }) => id === call.id)) {
      throw refusal(this.#reading.file, { path }, `Two calls have the id "${call.id}".`);
    }
    this.#calls.push(call);
  }

  #writeResult({ id, parts, path }: Extract<TurnItem, { kind: 'result' }>): void {
    if (this.#turn.role === 'assistant') {
      throw refusal(this.#reading.file, { path }, 'The assistant gives no results of tools.');
    }
    if (!isWord(id)) {
      const message = 'A result names a call by its id, of letters, digits and "_.:/-".';
      throw refusal(this.#reading.file, { path }, message);
    }
    this.#close();
    tellTouching(this.#reading, parts, path);
    this.#messages.push({ role: 'tool', content: contentOf(parts), result: id });
  }

  #close(): void {
    const [parts, calls] = [this.#parts, this.#calls];
    if (parts.length === 0 && calls.length === 0) return;
    const { role, path } = this.#turn;
    tellTouching(this.#reading, parts, path);
    const called = calls.length === 0 ? {} : { calls };
    this.#messages.push({ role, content: contentOf(parts), ...called });
    [this.#parts, this.#calls] = [[], []];
  }
}
