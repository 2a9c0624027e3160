import type { Placeholder, RenderedTemplate } from '../../engines/template/template';
import { argumentStrings, fillArguments } from '../document/toolArguments';
import { answeredCalls } from '../document/toolResults';
import type { Body, ChatEntry, Message, MessagePart } from '../document/model';
import type { HistoryRange, PartPlaceholder, RenderedMessage } from './model';

/**
 * The templates of a body, in its order: the text, or for each message its content, part by part,
 * and then the strings in the arguments of its calls.
 */
export function templatesOf(body: Body): readonly string[] {
  return body.type === 'text' ? [body.text] : body.messages.flatMap(templatesOfEntry);
}

function templatesOfEntry(entry: ChatEntry): readonly string[] {
  if (entry.role === 'history') return [];
  const { content, calls = [] } = entry;
  const texts =
    typeof content === 'string'
      ? [content]
      : content.map(part => (part.type === 'text' ? part.text : part.url));
  return [...texts, ...calls.flatMap(call => stringsOf(call.arguments))];
}

function stringsOf(json: string): readonly string[] {
  return (argumentStrings(json) ?? []).map(({ text }) => text);
}

export interface FilledChat {
  readonly messages: readonly RenderedMessage[];
  readonly placeholders: readonly PartPlaceholder[];
  readonly histories: readonly HistoryRange[];
}

export interface ChatFilling {
  /** What the templates of `templatesOf` became. */
  readonly rendered: readonly RenderedTemplate[];
  /** The messages of each history that has a value. */
  readonly histories: ReadonlyMap<string, readonly RenderedMessage[]>;
}

/**
 * Puts what was rendered where its templates stood. Nothing that was rendered is read again; a message
 * that came out empty is left out.
 */
export function fillChat(entries: readonly ChatEntry[], filling: ChatFilling): FilledChat {
  const filler = new ChatFiller(filling);
  const calls = answeredCalls(entries);
  entries.forEach((entry, index) => {
    if (entry.role === 'history') filler.addHistory(entry.name);
    else filler.addMessage(entry, calls[index]?.name);
  });
  return filler.result();
}

/**
 * Whether a message says nothing: what is blank, calls no tool and answers none. Providers refuse such
 * a message, and what rendered to nothing was not meant to be said.
 */
export function isEmptyMessage({ content, toolCalls, toolCallId }: RenderedMessage): boolean {
  if (toolCallId !== undefined || (toolCalls ?? []).length > 0) return false;
  if (typeof content === 'string') return isBlank(content);
  return content.every(part => part.type === 'text' && isBlank(part.text));
}

/** Whether a text is white space alone. */
export function isBlank(text: string): boolean {
  return /^[ \t\n\r\f\v]*$/.test(text);
}

class ChatFiller {
  readonly #filling: ChatFilling;
  readonly #messages: RenderedMessage[] = [];
  readonly #placeholders: PartPlaceholder[] = [];
  readonly #histories: HistoryRange[] = [];
  /** How many templates have been put in place. */
  #used = 0;

  constructor(filling: ChatFilling) {
    this.#filling = filling;
  }

  result(): FilledChat {
    return {
      messages: this.#messages,
      placeholders: this.#placeholders,
      histories: this.#histories,
    };
  }

  addHistory(name: string): void {
    const found = this.#filling.histories.get(name);
    const start = this.#messages.length;
    for (const message of found ?? []) this.#messages.push(message);
    const endExclusive = this.#messages.length;
    this.#histories.push({ name, start, endExclusive, isMissing: found === undefined });
  }

  addMessage({ role, content, calls = [], result }: Message, toolName: string | undefined): void {
    const filled = typeof content === 'string' ? this.#fillText() : this.#fillParts(content);
    const toolCalls = calls.map(({ id, name, arguments: json }) => {
      const strings = stringsOf(json).map(() => this.#next().text);
      return { id, name, arguments: fillArguments(json, strings) };
    });
    const message = {
      role,
      content: filled,
      ...(toolCalls.length === 0 ? {} : { toolCalls }),
      ...(result === undefined ? {} : { toolCallId: result }),
      ...(toolName === undefined ? {} : { toolName }),
    };
    if (!isEmptyMessage(message)) this.#messages.push(message);
  }

  #fillText(): string {
    const { text, placeholders } = this.#next();
    this.#place(placeholders, {});
    return text;
  }

  /** What renders to nothing is left out: an image that nobody gave is no image. */
  #fillParts(parts: readonly MessagePart[]): string | readonly MessagePart[] {
    const filled = parts.map(part => ({ part, ...this.#next() })).filter(({ text }) => text !== '');
    if (filled.some(({ part }) => part.type !== 'text')) {
      filled.forEach(({ placeholders }, piece) => {
        this.#place(placeholders, { piece });
      });
      return filled.map(({ part, text }) =>
        part.type === 'text' ? { type: 'text', text } : { ...part, url: text },
      );
    }
    let offset = 0;
    for (const { text, placeholders } of filled) {
      this.#place(placeholders, {}, offset);
      offset += text.length + 1;
    }
    return filled.map(({ text }) => text).join('\n');
  }

  #place(placeholders: readonly Placeholder[], at: { readonly piece?: number }, offset = 0): void {
    const part = this.#messages.length;
    for (const { name, start, endExclusive } of placeholders) {
      const range = { start: start + offset, endExclusive: endExclusive + offset };
      this.#placeholders.push({ name, part, ...at, ...range });
    }
  }

  #next(): RenderedTemplate {
    const rendered = this.#filling.rendered[this.#used];
    this.#used++;
    if (rendered === undefined) throw new Error('Every template has been rendered.');
    return rendered;
  }
}
