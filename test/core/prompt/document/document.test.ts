import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import fc from 'fast-check';
import {
  layoutOf,
  parseDocument,
  printDocument,
  requireDocument,
  requirePlaced,
} from '../../../../src/core/prompt/document/document';
import { LedgerError } from '../../../../src/core/base/errors';
import { templatesOf } from '../../../../src/core/prompt/render/renderChat';
import { document, text } from '../../../support/randomDocuments';

const SEED = 20_261_120;

function errorsOf(source: string): string[] {
  const { document: parsed, problems } = parseDocument(source);
  const errors = problems.filter(({ severity }) => severity === 'error');
  strictEqual(parsed === undefined, errors.length > 0);
  return errors.map(problem => `${problem.line}:${problem.column} ${problem.message}`);
}

function bodyOf(source: string): unknown {
  return requireDocument(source).body;
}

describe('parseDocument', () => {
  it('takes a text without front matter as it is, final newline included', () => {
    deepStrictEqual(parseDocument('Hi {{name}}\n'), {
      document: {
        format: 'mustache',
        frontMatter: {},
        body: { type: 'text', text: 'Hi {{name}}\n' },
      },
      problems: [],
      layout: { bodyLine: 1, messages: [], templates: [{ line: 1, column: 1 }] },
    });
  });

  it('reads the chat of the design, with the place of each part', () => {
    const source = [
      '---',
      'type: chat',
      'model: openai/gpt-4o',
      '---',
      'system:',
      'You are a support agent.',
      '',
      'user:',
      '',
      '{{query}}',
      '',
    ].join('\n');
    deepStrictEqual(parseDocument(source), {
      document: {
        format: 'mustache',
        frontMatter: { type: 'chat', model: 'openai/gpt-4o' },
        body: {
          type: 'chat',
          messages: [
            { role: 'system', content: 'You are a support agent.' },
            { role: 'user', content: '{{query}}' },
          ],
        },
      },
      problems: [],
      layout: {
        frontMatter: { startLine: 1, endLine: 4 },
        bodyLine: 5,
        messages: [
          { line: 5, contentLine: 6, endLine: 6 },
          { line: 8, contentLine: 10, endLine: 10 },
        ],
        templates: [
          { line: 6, column: 1 },
          { line: 10, column: 1 },
        ],
      },
    });
  });

  it('keeps what it does not know and warns of it, at the key', () => {
    const { document: parsed, problems } = parseDocument('---\nmodel: m\nowner: me\n---\n');
    deepStrictEqual(parsed?.frontMatter, { model: 'm', owner: 'me' });
    deepStrictEqual(
      problems.map(({ severity, line: at, column }) => ({ severity, at, column })),
      [{ severity: 'warning', at: 3, column: 1 }],
    );
  });

  it('warns of a text that looks like a chat, unless it says that it is a text', () => {
    const [warning] = parseDocument('\nuser:\nHi').problems;
    strictEqual(warning?.severity, 'warning');
    strictEqual(warning.line, 2);
    ok(warning.message.includes('type: chat'));
    deepStrictEqual(parseDocument('---\ntype: text\n---\nuser:\nHi').problems, []);
  });

  const refused: [why: string, source: string, problem: string][] = [
    ['front matter that is never closed', '---\nmodel: m\n', '1:1 The front matter is never'],
    ['front matter that is a list', '---\n- 1\n---\n', '2:1 Front matter must be a mapping'],
    ['front matter that is no YAML', '---\na: b: c\n---\n', '2:4 Nested mappings'],
    ['front matter below blank lines', '\n \n---\nmodel: m\n---\n', '3:1 Front matter begins'],
    ['another type', '---\ntype: poem\n---\n', '2:7 "type" must be one of text, chat.'],
    ['a type left empty', '---\ntype:\n---\n', '2:6 "type" must be one of'],
    ['another format', '---\nformat: erb\n---\n', '2:9 "format" must be one of'],
    ['text before the first role', '---\ntype: chat\n---\n\n  Hi\nuser:\n', '5:3 This text'],
    ['a chat without a message', '---\ntype: chat\n---\n\n', '4:1 A chat needs a message'],
    ['a git conflict', 'a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n', '2:1 A git conflict'],
    ['half a character', 'ab\nc\uD800', '2:2 Half a character'],
    ['more than 1 MB', 'x'.repeat(1024 * 1024 + 1), '1:1 The document is larger'],
  ];
  for (const [why, source, problem] of refused) {
    it(`refuses ${why} and says where`, () => {
      const [first] = errorsOf(source);
      ok(first?.startsWith(problem), first);
    });
  }

  it('never throws, whatever it is given', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      text,
      fc
        .array(
          fc.constantFrom('---\n', 'type: chat\n', 'user:\n', '{', '[', ': ', '&a ', '*a ', '- '),
          {
            maxLength: 30,
          },
        )
        .map(parts => `---\n${parts.join('')}\n---\n`),
    );
    fc.assert(
      fc.property(anything, source => {
        errorsOf(source);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });
});

describe('printDocument', () => {
  it('gives a source that parses to the same document', () => {
    fc.assert(
      fc.property(document, original => {
        // A whole number that large is read with the digits that it is written with.
        fc.pre(!/(?<![.\d])\d{16,}(?![.e\d])/.test(JSON.stringify(original)));
        deepStrictEqual(parseDocument(printDocument(original)).document, original);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it('prints what it parsed the same way every time', () => {
    fc.assert(
      fc.property(text, source => {
        const { document: parsed } = parseDocument(source);
        if (parsed === undefined) return;
        const printed = printDocument(parsed);
        strictEqual(printDocument(requireDocument(printed)), printed);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('writes the type and the format that the body needs', () => {
    const source = printDocument({
      format: 'none',
      frontMatter: {},
      body: { type: 'chat', messages: [{ role: 'user', content: 'Hi' }] },
    });
    strictEqual(source, '---\ntype: chat\nformat: none\n---\nuser:\nHi\n');
  });

  it('puts an empty front matter before a text that would be read as one', () => {
    const body = { type: 'text', text: '---\na: 1\n---\n' } as const;
    const source = printDocument({ format: 'mustache', frontMatter: {}, body });
    strictEqual(source, '---\n---\n---\na: 1\n---\n');
    deepStrictEqual(bodyOf(source), body);
  });

  it('knows where it put each template', () => {
    fc.assert(
      fc.property(document, original => {
        const lines = printDocument(original).split('\n');
        const { templates } = layoutOf(original);
        const texts = templatesOf(original.body);
        strictEqual(templates.length, texts.length);
        texts.forEach((template, index) => {
          const { line, column, escapedLines, isJson } = templates[index]!;
          const escape = escapedLines?.has(line) === true ? 1 : 0;
          const there = lines[line - 1]?.slice(column - 1 + escape) ?? '';
          const [first = ''] = template.split('\n');
          const expected = isJson === true ? JSON.stringify(template).slice(1) : first;
          ok(there.startsWith(expected) || template === '', `${there} is not ${expected}`);
        });
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('knows where it put the parts', () => {
    const parsed = requireDocument('---\n# a comment\ntype: chat\n---\n\n\nuser:\nHi');
    strictEqual(layoutOf(parsed).messages[0]?.contentLine, 5);
  });
});

describe('requireDocument', () => {
  function refusal(source: string, name?: string): LedgerError {
    try {
      requireDocument(source, name);
    } catch (error) {
      if (error instanceof LedgerError) return error;
    }
    throw new Error('Nothing was refused.');
  }

  it('throws with every problem, and the place of the first in the message', () => {
    const error = refusal('---\ntype: x\nformat: y\n---\n', 'support/greeting');
    strictEqual(error.code, 'invalid-document');
    ok(error.message.startsWith('"support/greeting" is not a valid prompt at line 2, column 7: '));
    ok(error.message.endsWith('(1 more)'));
    strictEqual((error.data.problems as unknown[]).length, 2);
  });

  it('calls a document of more than 1 MB too large', () => {
    strictEqual(refusal('é'.repeat(600_000)).code, 'too-large');
  });

  it('lets a document with warnings pass', () => {
    throws(() => requireDocument('---\nx: [\n---\n'), LedgerError);
    deepStrictEqual(requireDocument('---\nx: []\n---\n').frontMatter, { x: [] });
  });
});

describe('requirePlaced', () => {
  it('reads what parseDocument reads, places and all, and refuses what requireDocument refuses', () => {
    const source = '---\ntype: chat\n---\nuser:\nHi {{name}}\n';
    const { document, layout } = parseDocument(source);
    deepStrictEqual(requirePlaced(source), { document, layout });
    throws(() => requirePlaced('---\ntype: [\n---\n', 'a'), /"a" is not a valid prompt at line 3/);
  });
});
