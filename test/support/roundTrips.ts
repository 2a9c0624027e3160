import { ok } from 'node:assert/strict';
import fc from 'fast-check';
import { LedgerError } from '../../src/core/base/errors';
import { printJson } from '../../src/core/base/json';
import { parseDocument, printDocument } from '../../src/core/prompt/document/document';
import { templateProblems } from '../../src/core/prompt/render/preparedDocument';
import type { Exported } from '../../src/interop/exported';
import { printVersions, type ExportedVersion } from '../../src/interop/versionFormats';
import { importFiles } from '../../src/interop/importFiles';
import { requireDocument } from '../../src/core/prompt/document/document';
import type { PromptDocument, TemplateFormat } from '../../src/core/prompt/document/model';

const word = fc.constantFrom('customer', 'order_2', 'tone', 'früher', 'items');
const piece = fc.oneof(
  fc.constantFrom('Hi ', 'a\nb', '  indented', '# Title', '- list', 'x: y', '---', '{', '}', '\\'),
  fc.constantFrom(
    '{"a": 1}',
    '100 %',
    '<b>',
    '&amp;',
    'user',
    'system: no',
    '\\n',
    'é',
    '日本',
    '"q"',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }).map(text => text.replace(/[\r{}\\]/g, '')),
);
const VARIABLES: Readonly<Record<TemplateFormat, (name: string) => string>> = {
  mustache: name => `{{${name}}}`,
  jinja2: name => `{{ ${name} }}`,
  'f-string': name => `{${name}}`,
  none: name => `{{${name}}}`,
};

/** A text of a format: words, marks and variables, without blank lines at its ends. */
function textIn(format: TemplateFormat): fc.Arbitrary<string> {
  const said =
    format === 'f-string' || format === 'jinja2'
      ? piece.map(text => text.replace(/[{}]/g, ''))
      : piece;
  const variable = word.map(VARIABLES[format]);
  return fc
    .array(fc.oneof(said, said, variable), { minLength: 1, maxLength: 5 })
    .map(pieces => pieces.join('').trim())
    .filter(text => text !== '');
}

const tool = fc.record({
  type: fc.constant('function'),
  function: fc.record(
    {
      name: fc.constantFrom('find', 'get_order'),
      description: fc.constantFrom('Finds it.', 'on: off'),
      parameters: fc.constantFrom(
        { type: 'object', properties: {} },
        { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
        { type: 'object', properties: { a: { type: 'array', items: { type: 'integer' } } } },
      ),
      strict: fc.boolean(),
    },
    { requiredKeys: ['name'] },
  ),
});
const input = fc.oneof(
  fc.record(
    { type: fc.constantFrom('string', 'any'), description: fc.constantFrom('Who asks.', 'a: b') },
    { requiredKeys: [] },
  ),
  fc.record(
    { type: fc.constantFrom('string', 'integer', 'boolean', 'array'), required: fc.boolean() },
    { requiredKeys: [] },
  ),
  fc.record({ type: fc.constant('string'), default: fc.constantFrom('x', '1', '') }),
  fc.record({ type: fc.constant('integer'), default: fc.integer() }),
  fc.record({ type: fc.constant('string'), example: fc.constant('Ada') }),
  fc.record({ type: fc.constant('string'), enum: fc.constant(['a', 'b']) }),
);
const settings = fc.record(
  {
    model: fc.constantFrom('openai/gpt-5', 'gpt-5', 'anthropic/claude', 'google/gemini', 'acme/m'),
    parameters: fc.record(
      {
        temperature: fc.constantFrom(0, 0.7, 1),
        max_tokens: fc.constantFrom(1, 4096),
        top_p: fc.constant(0.5),
        seed: fc.constant(12345678901234567890n),
        stop: fc.constantFrom('END', ['a', 'b']),
        own: fc.constant({ a: [1, true] }),
      },
      { requiredKeys: [] },
    ),
    tools: fc.uniqueArray(tool, {
      selector: ({ function: called }) => called.name,
      minLength: 1,
      maxLength: 2,
    }),
    tool_choice: fc.constantFrom('auto', 'none', 'required', {
      type: 'function',
      function: { name: 'find' },
    }),
    response_format: fc.constantFrom(
      { type: 'json_object' },
      { type: 'text' },
      { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'object' } } },
    ),
    inputs: fc.dictionary(word, input, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    metadata: fc.constantFrom({ owner: 'support' }, { a: { b: [1] }, on: 'yes' }),
    own: fc.constant(1),
  },
  { requiredKeys: [], noNullPrototype: true },
);

function partsIn(format: TemplateFormat) {
  const text = textIn(format);
  const url = fc.constantFrom('https://a/b.png', '{{photo}}');
  const image = fc.record(
    {
      type: fc.constant('image'),
      url,
      detail: fc.constant('low'),
      mediaType: fc.constant('image/png'),
    },
    { requiredKeys: ['type', 'url'] },
  );
  const file = fc.record(
    {
      type: fc.constant('file'),
      url,
      name: fc.constant('a.pdf'),
      mediaType: fc.constant('application/pdf'),
    },
    { requiredKeys: ['type', 'url'] },
  );
  const media = fc.oneof(image, file);
  return fc
    .tuple(text, media, text)
    .map(([before, part, after]) => [
      { type: 'text', text: before },
      part,
      { type: 'text', text: after },
    ]);
}

function messagesIn(format: TemplateFormat) {
  const text = textIn(format);
  const said = fc.record({
    role: fc.constantFrom('system', 'developer', 'user', 'assistant'),
    content: fc.oneof({ arbitrary: text, weight: 6 }, { arbitrary: fc.constant(''), weight: 1 }),
  });
  const shown = fc.record({ role: fc.constant('user'), content: partsIn(format) });
  const history = fc.record({
    role: fc.constant('history'),
    name: fc.constantFrom('history', 'talk'),
  });
  const called = text.map(content => [
    { role: 'assistant', content, calls: [{ id: 'c1', name: 'find', arguments: '{"a":1}' }] },
    { role: 'tool', content: 'gave', result: 'c1' },
  ]);
  const entries = fc.oneof(
    { arbitrary: said.map(item => [item]), weight: 8 },
    { arbitrary: shown.map(item => [item]), weight: 1 },
    { arbitrary: history.map(item => [item]), weight: 1 },
    { arbitrary: called, weight: 1 },
  );
  return fc.array(entries, { minLength: 1, maxLength: 3 }).map(all => {
    const flat = all.flat() as { role: string }[];
    const firstOf = (role: string) => flat.findIndex(item => item.role === role);
    return flat.filter((item, at) => item.role !== 'history' || at === firstOf('history'));
  });
}

/** Documents that people write: each as its printing is read back. */
export const writtenPrompts: fc.Arbitrary<PromptDocument> = fc
  .constantFrom<TemplateFormat>('mustache', 'mustache', 'jinja2', 'f-string', 'none')
  .chain(format => {
    const body = fc.oneof(
      textIn(format).map(text => ({ type: 'text', text: `${text}\n` })),
      messagesIn(format).map(messages => ({ type: 'chat', messages })),
    );
    return fc.tuple(fc.constant(format), settings, body);
  })
  .map(([format, says, body]) => {
    const frontMatter = {
      ...(body.type === 'chat' ? { type: 'chat' } : {}),
      ...(format === 'mustache' ? {} : { format }),
      ...says,
    };
    return printDocument({ format, frontMatter, body } as PromptDocument);
  })
  .filter(source => {
    const { document, problems, layout } = parseDocument(source);
    if (document === undefined || problems.some(({ severity }) => severity === 'error'))
      return false;
    return templateProblems(document, layout).length === 0;
  })
  .map(source => requireDocument(source));

/** A place of a document and what stands there: each leaf of its front matter and of its body. */
type Leaves = ReadonlyMap<string, string>;

function leavesOf(document: PromptDocument, entries: readonly Placed[]): Leaves {
  const { frontMatter, body, format } = document;
  const { inputs, metadata, ...rest } = frontMatter;
  const found = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value) && value.length > 0) {
      value.forEach((item, index) => {
        visit(item, `${path}[${index}]`);
      });
    } else if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
      for (const [key, item] of Object.entries(value)) {
        visit(item, path === '' ? key : `${path}.${key}`);
      }
    } else if (value !== undefined) found.set(path, printJson(value));
  };
  visit({ ...rest, format, metadata, inputs: declared(inputs), type: body.type }, '');
  for (const [place, entry] of entries) visit(entry, place);
  return found;
}

/** Inputs with what they say by saying nothing. */
function declared(inputs: unknown): unknown {
  if (typeof inputs !== 'object' || inputs === null) return inputs;
  const entries = Object.entries(inputs as Record<string, Record<string, unknown> | null>);
  return Object.fromEntries(
    entries.map(([name, says]) => {
      const { type = 'any', required = true, ...rest } = says ?? {};
      // With a default nobody has to give it, whatever it says.
      return [name, { type, ...rest, ...(rest.default === undefined ? { required } : {}) }];
    }),
  );
}

function isNamed(path: string, fields: readonly string[]): boolean {
  return fields.some(
    field => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`),
  );
}

type Placed = readonly [place: string, entry: unknown];

/** The messages; a text is what a user says wherever there are chats alone, but for its last line end. */
function entriesOf({ body }: PromptDocument): readonly Placed[] {
  if (body.type === 'text') {
    return [['body', { role: 'user', content: body.text.replace(/\n+$/, '') }]];
  }
  return body.messages.map((message, index) => [`messages[${index}]`, message]);
}

/** What comes back of a document otherwise than it was, and was not named. */
export function unnamedLosses(
  document: PromptDocument,
  { warnings }: Exported,
  back: PromptDocument,
): readonly string[] {
  const fields = warnings.map(({ field }) => field);
  const sent = entriesOf(document).filter(([place]) => place === 'body' || !fields.includes(place));
  const came = entriesOf(back).map(([place, entry], index): Placed => [
    sent[index]?.[0] ?? `more ${place}`,
    entry,
  ]);
  const before = leavesOf(document, sent);
  const after = leavesOf(back, came);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    path => before.get(path) !== after.get(path) && !isNamed(path, fields),
  );
  return changed.map(path => `${path}: ${before.get(path) ?? '-'} → ${after.get(path) ?? '-'}`);
}

/** What an export says of a document; `undefined` where the format cannot say it. */
export function exportedAs(
  format: 'dotprompt' | 'langfuse' | 'openai' | 'phoenix' | 'prompty',
  document: PromptDocument,
): Exported | undefined {
  const version = { prompt: 'a', source: printDocument(document) } as ExportedVersion;
  try {
    return printVersions(format, [version]);
  } catch (error) {
    if (error instanceof LedgerError && error.code.startsWith('invalid-')) return undefined;
    throw error;
  }
}

/**
 * The law of a format that goes both ways: what its printer does not name comes back equal.
 * @param file what the printed file is called
 */
export function comesBackEqual(
  format: 'dotprompt' | 'langfuse' | 'openai' | 'phoenix' | 'prompty',
  file: string,
): void {
  let said = 0;
  const runs = 400;
  fc.assert(
    fc.property(writtenPrompts, document => {
      const exported = exportedAs(format, document);
      if (exported === undefined) return;
      said++;
      const isReadBack = exported.warnings.every(
        ({ message }) => !message.startsWith('Nothing reads'),
      );
      if (!isReadBack) return;
      const read = importFiles([{ file, text: exported.text }], { from: format, name: 'a' });
      const lost = unnamedLosses(document, exported, requireDocument(read[0]?.source ?? ''));
      ok(
        lost.length === 0,
        `${lost.join('\n')}\n--- of\n${printDocument(document)}\n--- printed\n${exported.text}`,
      );
    }),
    { seed: 42, numRuns: runs, includeErrorInReport: true },
  );
  // A printer that refuses everything keeps every law.
  ok(said > runs / 10, `Only ${said} of ${runs} prompts could be said as ${format}.`);
}
