import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { parseChat, printChat } from '../../src/core/prompt/document/chat';
import {
  parseDocument,
  printDocument,
  requireDocument,
} from '../../src/core/prompt/document/document';
import { engineOf } from '../../src/core/prompt/render/engines';
import { LedgerError } from '../../src/core/base/errors';
import { parseFrontMatter, splitFrontMatter } from '../../src/core/prompt/document/frontMatter';
import { readRecordFile, recordId } from '../../src/core/ledger/records/recordFile';
import { parseReference, printReference } from '../../src/core/base/references';
import { renderDocument } from '../../src/core/prompt/render/render';
import { templatesOf } from '../../src/core/prompt/render/renderChat';
import { fillArguments, readArguments } from '../../src/core/prompt/document/toolArguments';
import { digest } from '../../src/store/digest';
import { INJECTIONS, TAGS } from '../support/injections';
import { data, text } from '../support/randomDocuments';

/** Something that must hold for any text whatever. */
export interface FuzzProperty {
  readonly name: string;
  readonly inputs: fc.Arbitrary<string>;
  /** Throws when it does not hold. */
  readonly check: (input: string) => void;
  /** Texts of about this many characters on which careless work would grow faster than they do. */
  readonly large: readonly ((size: number) => string)[];
}

const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), text);

/** Pieces in any order: most of what they make is nearly, but not quite, well formed. */
function soup(...pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
  );
  return fc.array(piece, { maxLength: 30 }).map(made => made.join(''));
}

function repeated(piece: string, before = '', after = ''): (size: number) => string {
  return size => before + piece.repeat(Math.ceil(size / piece.length)) + after;
}

const YAML = [
  'a: ',
  'b',
  '\n',
  '  ',
  '- ',
  '[',
  ']',
  '{',
  '}',
  '&x ',
  '*x ',
  '!!t ',
  '"',
  "'",
  '|',
];
const FIELDS = [
  'type: chat',
  'format: none\n',
  'inputs: ',
  'default: ',
  'model: m\n',
  '<<: ',
  '? ',
];
const CHAT = ['user:\n', 'assistant:\n', 'tool:\n', '@image: u\n', '@file[name=a]: b\n', '\\', '{'];
const MARKERS = ['@call: f ', '@call[id=c]: g', '{"a": "{{b}}"}', '@result: f\n', '@history: h\n'];

const documents: FuzzProperty = {
  name: 'the document parser',
  inputs: fc.oneof(
    anything,
    soup(
      '---\n',
      'type: chat\n',
      ...CHAT,
      ...MARKERS,
      ...YAML,
      '\n',
      '\r',
      '\uFEFF',
      '<<<<<<< a\n',
    ),
    soup(...CHAT, ...MARKERS, '\n').map(body => `---\ntype: chat\n---\n${body}`),
  ),
  check: source => {
    const { document, problems, layout } = parseDocument(source);
    checkPlaces(source, problems);
    strictEqual(
      document === undefined,
      problems.some(({ severity }) => severity === 'error'),
    );
    if (document === undefined) return;
    strictEqual(layout.templates.length, templatesOf(document.body).length);
    deepStrictEqual(requireDocument(printDocument(document)), document);
  },
  large: [
    repeated('user:\nx\n', '---\ntype: chat\n---\n'),
    repeated('@image: u\n', '---\ntype: chat\n---\nuser:\n'),
    repeated(' @image {\n', '---\ntype: chat\n---\nuser:\n'),
    repeated('\\@image: {{x}}\n', '---\ntype: chat\n---\nuser:\n'),
    repeated('a\n', '---\n', '---\n'),
    repeated(' ', '', 'x'),
    repeated('\n---'),
  ],
};

const chats: FuzzProperty = {
  name: 'the chat parser',
  inputs: fc.oneof(soup(...CHAT, ...MARKERS, '\n', '[id=x]', ': ', '"', '}', 'x'), text),
  check: body => {
    const { messages, templates, lines, problems } = parseChat(body, 1);
    checkPlaces(body, problems);
    if (problems.some(({ severity }) => severity === 'error')) return;
    strictEqual(lines.length, messages.length);
    strictEqual(templates.length, templatesOf({ type: 'chat', messages }).length);
    deepStrictEqual(parseChat(printChat(messages), 1).messages, messages);
  },
  large: [
    repeated('\n', 'user:\n', 'x'),
    repeated('tool:\n@result: f\n', 'assistant:\n@call: f\n'),
    repeated('\\', 'user:\n'),
    repeated('a=b,', 'user:\n@image[', ']: u'),
    size =>
      `assistant:\n${Array.from({ length: size / 20 }, (_, at) => `@call[id=c${at}]: f {}`).join('\n')}`,
    size => Array.from({ length: size / 16 }, (_, at) => `@history: h${at}`).join('\n'),
  ],
};

const toolArguments: FuzzProperty = {
  name: 'the arguments of calls',
  inputs: fc.oneof(
    soup('{', '}', '[', ']', '"a"', ':', ',', '"{{b}}"', '1', 'null', '\\', '"', '\\u00', '\n'),
    data.map(value => JSON.stringify({ value })),
  ),
  check: json => {
    const read = readArguments(json);
    if (!read.ok) {
      ok(read.offset >= 0 && read.offset <= json.length);
      return;
    }
    const filled = fillArguments(
      json,
      read.strings.map(string => string.text),
    );
    deepStrictEqual(filled, JSON.parse(json));
  },
  large: [
    repeated('"a",', '{"a":[', '1]}'),
    repeated('[', '{"a":'),
    repeated('\\"', '{"a":"', '"}'),
    repeated(' ', '{"a"', ':1}'),
  ],
};

const frontMatter: FuzzProperty = {
  name: 'the front matter',
  inputs: fc.oneof(soup(...YAML, ...FIELDS), anything).map(yaml => `---\n${yaml}\n---\n`),
  check: source => {
    checkPlaces(source, parseFrontMatter(splitFrontMatter(source)).problems);
  },
  large: [
    repeated('a: 1\n', '---\n', '---\n'),
    repeated('[', '---\na: ', '\n---\n'),
    size =>
      `---\n${Array.from({ length: size / 10 }, (_, at) => `k${at}: ${at}`).join('\n')}\n---\n`,
    repeated('- *x\n', '---\na: &x [1]\nb:\n', '---\n'),
  ],
};

const references: FuzzProperty = {
  name: 'references',
  inputs: fc.oneof(
    anything,
    soup('a', '/', '@', 'v', '1', 'latest', 'con', '.', '-', '_', 'A', 'f'),
  ),
  check: written => {
    const reference = orLedgerError(() => parseReference(written));
    if (reference === undefined) return;
    deepStrictEqual(parseReference(printReference(reference)), reference);
  },
  large: [repeated('a/'), repeated('a-', '', '@'), repeated('0', 'a@'), repeated('-', 'a@a')],
};

const records: FuzzProperty = {
  name: 'record files',
  inputs: fc.oneof(
    soup(
      '{',
      '}',
      '"kind": "version"',
      '"at": ',
      '"2026-11-20T09:15:30.123Z"',
      ',',
      '"prompt": "a"',
    ),
    fc
      .record(
        {
          kind: fc.oneof(fc.constantFrom('version', 'tag', 'release', 'rename'), data),
          prompt: fc.oneof(fc.constant('a'), data),
          at: fc.oneof(fc.constant('2026-11-20T09:15:30.123Z'), data),
          author: fc.oneof(fc.record({ name: data, email: data }), data),
          parents: data,
          number: data,
          source: data,
          includes: data,
          tag: data,
          verdict: data,
        },
        { requiredKeys: [] },
      )
      .map(value => JSON.stringify(value)),
    anything,
  ),
  check: written => {
    const id = recordId(digest(written));
    const name = `20261120T091530123Z-${id}.json`;
    const read = readRecordFile({ folder: 'a', name, text: written, digest: digest(written) });
    if (read.kind === 'record') strictEqual(read.record.id, id);
  },
  large: [repeated('['), repeated('"a",', '{"source":[', '"a"]}')],
};

/** What each format is made of, beside its tags. */
const STRUCTURE: Readonly<Record<keyof typeof TAGS, readonly string[]>> = {
  mustache: [
    '{{#a}}',
    '{{/a}}',
    '{{^b}}',
    '{{/b}}',
    '{{#b}}{{.}}{{/b}}',
    '{{!x}}',
    '{{=<% %>=}}',
    '<%a%>',
    '{',
  ],
  'f-string': ['{{', '}}'],
  jinja2: [
    '{% if a %}',
    '{% else %}',
    '{% endif %}',
    '{# x #}',
    '{% raw %}',
    '{% endraw %}',
    '{{-',
  ],
};

function templates(format: keyof typeof TAGS): FuzzProperty[] {
  const document = requireDocument(`---\nformat: ${format}\n---\n`);
  const tag = TAGS[format];
  const pieces = [tag('a'), tag('b'), tag('gone'), ...STRUCTURE[format], '\n', ' ', 'x'];
  const parser: FuzzProperty = {
    name: `the parser of ${format}`,
    inputs: fc.oneof(soup(...pieces, ...INJECTIONS), anything),
    check: template => {
      const { problems, variables, includes } = engineOf(document).parse(template);
      checkPlaces(template, [...problems, ...variables, ...includes]);
    },
    large: [...new Set([...pieces, ...INJECTIONS])].map(piece => repeated(piece)),
  };
  const rendering: FuzzProperty = {
    name: `a rendering of ${format}`,
    inputs: soup(...pieces),
    check: template => {
      checkOnePass(`---\nformat: ${format}\n---\n${template}`);
      checkOnePass(chatOf(format, template));
    },
    large: [],
  };
  return [parser, rendering];
}

/** The template as a message, and its first line in every marker that takes one. */
function chatOf(format: string, template: string): string {
  const line = template.replaceAll('\n', ' ');
  return [
    ...['---', 'type: chat', `format: ${format}`, '---', 'user:', template, `@image: ${line}x`],
    ...['assistant:', `@call: f ${JSON.stringify({ x: [template] })}`],
  ].join('\n');
}

const STAND_INS = { a: '\uE000a\uE001', b: '\uE000b\uE001' };

/**
 * Values that look like templates give what harmless ones give in their place: nothing reads them.
 * Which values they are follows from the template, so that a failure can be repeated.
 */
function checkOnePass(source: string): void {
  const { document } = parseDocument(source);
  if (document === undefined) return;
  const render = (values: Record<string, string>): unknown =>
    orLedgerError(() => renderDocument(document, values, { missing: 'empty' }).output);
  const [a, b] = [0, 7].map(step => INJECTIONS[(source.length * 13 + step) % INJECTIONS.length]!);
  const values: Record<string, string> = { a: a!, b: b! };
  const expected = replaceIn(render(STAND_INS), values);
  deepStrictEqual(render(values), expected);
}

function replaceIn(value: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') {
    return value.replace(/\uE000([ab])\uE001/g, (_, name: string) => values[name] ?? '');
  }
  if (Array.isArray(value)) return value.map(item => replaceIn(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, replaceIn(item, values)]),
  );
}

function checkPlaces(
  source: string,
  places: readonly { readonly line: number; readonly column: number }[],
): void {
  const lines = source.split(/\r\n?|\n/).length;
  for (const { line, column } of places) {
    ok(line >= 1 && line <= lines + 1 && column >= 1, `${line}:${column} of ${lines} lines`);
  }
}

/** What `work` gives, or `undefined` where it refuses; any other error is a bug. */
function orLedgerError<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

/** Every parser, and every engine that is there. */
export const PROPERTIES: readonly FuzzProperty[] = [
  documents,
  chats,
  toolArguments,
  frontMatter,
  references,
  records,
  ...(Object.keys(TAGS) as (keyof typeof TAGS)[]).flatMap(templates),
];
