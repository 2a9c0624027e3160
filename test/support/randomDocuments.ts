import fc from 'fast-check';
import type {
  Body,
  ChatEntry,
  MessagePart,
  PromptDocument,
} from '../../src/core/prompt/document/model';

/** A line made of what a document gives a meaning to, or of anything else. */
export const line = fc.oneof(
  fc.constantFrom('', ' ', '---', '--- ', 'user:', '\\user:', '\\\\tool:', 'system: x', '{{name}}'),
  fc.constantFrom('\uFEFF', 'a: b', '\u2028---\u2028', '=======', '# x', '- y', 'User:', '>>> x'),
  fc.constantFrom(
    '<<<<<<< SEARCH',
    '\\<<<<<<<',
    '>>>>>>> b',
    '||||||| c',
    '\\\\=======',
    '\\>>>>>>> ',
  ),
  fc.constantFrom('@image: u', '@file[name=a]: b', '\\@call: f', '\\\\@result: r', '@history: h'),
  fc.constantFrom(
    '@call: f {"a": "{{b}}"}',
    '@call[id=c]: f',
    '@result: f',
    '@image:',
    '@Image: u',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map(text => text.replace(/[\r\n]/g, '')),
);

/** Lines of a document. */
export const text = fc.array(line, { maxLength: 8 }).map(lines => lines.join('\n'));

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('---\nx\n---', 'yes', '1', '', '\r\n', ' a ', '\n\n', '# no', '*x', '&x', '!x'),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);

/** What JSON can say. */
export const { value: data } = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 6 }), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const frontMatter = fc.record(
  {
    model: fc.string({ unit: 'grapheme', maxLength: 12 }),
    metadata: fc.dictionary(fc.string({ maxLength: 6 }), data, { noNullPrototype: true }),
    tools: fc.array(data, { maxLength: 3 }),
    unknown: data,
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** A text as parsing gives it: without blank lines at its ends. */
export const content = text
  .map(made => made.replace(/^(?:[ \t]*\n)+|(?:\n[ \t]*)+$/g, ''))
  .map(made => (/^[ \t]*$/.test(made) ? '' : made));
const word = fc.constantFrom('get_order', 'a', 'call_1', 'x.y/z-1', 'call_2', 'b', 'c');
const attribute = fc.constantFrom('image/png', 'low', 'a b', 'text/plain; charset=utf-8', 'é');
const url = fc
  .oneof(line, fc.constantFrom('https://a/b?c=d#e', '{{photo}}', 'data:image/png;base64,AA=='))
  .map(made => made.trim() || 'u');
const textPart = content
  .filter(made => made !== '')
  .map((made): MessagePart => ({ type: 'text', text: made }));
const mediaPart: fc.Arbitrary<MessagePart> = fc.oneof(
  fc.record(
    { type: fc.constant('image' as const), url, mediaType: attribute, detail: attribute },
    { requiredKeys: ['type', 'url'], noNullPrototype: true },
  ),
  fc.record(
    { type: fc.constant('file' as const), url, mediaType: attribute, name: attribute },
    { requiredKeys: ['type', 'url'], noNullPrototype: true },
  ),
);
const parts = fc
  .tuple(fc.array(fc.oneof(textPart, mediaPart), { maxLength: 4 }), mediaPart)
  .map(([before, last]) =>
    [...before, last].filter(
      (part, index, all) => part.type !== 'text' || all[index - 1]?.type !== 'text',
    ),
  );
export const toolArguments = fc
  .tuple(fc.dictionary(fc.string({ maxLength: 6 }), data, { maxKeys: 3 }), fc.constantFrom(0, 2))
  .map(([values, indent]) => JSON.stringify(values, null, indent));
const call = fc.record(
  { id: word, name: word, arguments: toolArguments },
  { noNullPrototype: true },
);
const calls = fc.uniqueArray(call, { selector: ({ id }) => id, minLength: 1, maxLength: 3 });
const anyContent = fc.oneof(content, parts);

const entry: fc.Arbitrary<ChatEntry> = fc.oneof(
  fc.record(
    { role: fc.constantFrom('system', 'developer', 'user'), content: anyContent },
    { noNullPrototype: true },
  ),
  fc.record(
    { role: fc.constant('assistant' as const), content: anyContent, calls },
    { requiredKeys: ['role', 'content'], noNullPrototype: true },
  ),
  fc.record(
    { role: fc.constant('tool' as const), content: anyContent, result: word },
    { requiredKeys: ['role', 'content'], noNullPrototype: true },
  ),
  fc.record(
    { role: fc.constant('history' as const), name: fc.constantFrom('messages', 'früher', '_x') },
    { noNullPrototype: true },
  ),
);

/** The messages of a chat as parsing gives them: each history once. */
export const chatEntries = fc
  .array(entry, { minLength: 1, maxLength: 5 })
  .map(entries =>
    entries.filter(
      (each, index) =>
        each.role !== 'history' ||
        !entries
          .slice(0, index)
          .some(other => other.role === 'history' && other.name === each.name),
    ),
  );

/** A document as parsing gives it. */
export const document: fc.Arbitrary<PromptDocument> = fc
  .oneof(
    fc.record({
      front: frontMatter,
      body: text.map((made): Body => ({ type: 'text', text: made })),
    }),
    fc.record({
      front: frontMatter.map(front => ({ type: 'chat', ...front })),
      body: chatEntries.map((messages): Body => ({ type: 'chat', messages })),
    }),
  )
  .map(({ front, body }) => ({ format: 'mustache' as const, frontMatter: front, body }));
