import fc from 'fast-check';
import { printJson } from '../../src/core/base/json';
import { toAnthropic } from '../../src/core/prompt/providers/anthropic';
import { renderDocument } from '../../src/core/prompt/render/render';
import { content, toolArguments } from './randomDocuments';
import type { Message, MessagePart, PromptDocument } from '../../src/core/prompt/document/model';

/** A part of a request, without a type: a test compares it. */
export type Json = Readonly<Record<string, unknown>>;

const words = content.filter(made => made.trim() !== '');
const media: fc.Arbitrary<MessagePart> = fc.constantFrom(
  { type: 'image', url: 'data:image/png;base64,AAAA' },
  { type: 'image', url: 'data:image/jpeg;base64,BBBB' },
  { type: 'file', url: 'data:application/pdf;base64,CCCC', name: 'report 1.pdf' },
  { type: 'file', url: 'data:application/pdf;base64,DDDD' },
);
const asked = fc.oneof(
  words,
  fc
    .tuple(words, media, words)
    .map(([before, part, after]): readonly MessagePart[] => [
      { type: 'text', text: before },
      part,
      { type: 'text', text: after },
    ]),
);
const said = fc.oneof(
  fc.record({ role: fc.constantFrom('system', 'developer', 'assistant'), content: words }),
  fc.record({ role: fc.constant('user' as const), content: asked }),
);
/** Calls of the assistant with a text or without, and what they gave. */
const called = fc.record({
  text: fc.oneof(words, fc.constant('')),
  calls: fc.array(
    fc.record({ name: fc.constantFrom('f', 'get_order'), values: toolArguments, gave: words }),
    { minLength: 1, maxLength: 3 },
  ),
});

/** Messages that every provider takes. */
export const askedMessages: fc.Arbitrary<readonly Message[]> = fc
  .array(fc.oneof(said, said, called), { minLength: 1, maxLength: 6 })
  .map(turns => turns.flatMap(messagesOf));

function messagesOf(
  turn: Message | { text: string; calls: { name: string; values: string; gave: string }[] },
  place: number,
): readonly Message[] {
  if (!('calls' in turn) || 'role' in turn) return [turn];
  const id = (index: number): string => `call_${place}_${index}`;
  const calls = turn.calls.map(({ name, values }, index) => {
    return { id: id(index), name, arguments: values };
  });
  const results = turn.calls.map(({ gave }, index): Message => {
    return { role: 'tool', content: gave, result: id(index) };
  });
  return [{ role: 'assistant', content: turn.text, calls }, ...results];
}

/** A chat whose texts are no templates, with settings in the form of OpenAI. */
export function chatOf(messages: readonly Message[], settings: Json = {}): PromptDocument {
  const frontMatter = { type: 'chat', format: 'none', ...settings };
  return { format: 'none', frontMatter, body: { type: 'chat', messages } };
}

/** What a document asks, whoever it was written for: texts that follow one another are one. */
export function askedBy(document: PromptDocument): unknown {
  const { output } = renderDocument(document, {}, { partial: true });
  const { system, messages } = toAnthropic({ frontMatter: {} }, output);
  return joinedTexts({ system, messages });
}

/** The request with texts that follow one another as one. */
export function joinedTexts(value: unknown): unknown {
  if (Array.isArray(value)) return joined(value.map(joinedTexts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, joinedTexts(item)]));
}

function joined(items: readonly unknown[]): readonly unknown[] {
  const found: unknown[] = [];
  for (const item of items) {
    const [above, text] = [textOf(found.at(-1)), textOf(item)];
    if (above === undefined || text === undefined) found.push(item);
    else found[found.length - 1] = { ...(item as Json), text: `${above}\n${text}` };
  }
  return found;
}

function textOf(item: unknown): string | undefined {
  const { text } = (item ?? {}) as Json;
  return typeof text === 'string' ? text : undefined;
}

/** A request as the text of a file. */
export function fileOf(request: unknown): string {
  return printJson(request, 2);
}
