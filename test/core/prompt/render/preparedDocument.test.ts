import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { parseDocument, requireDocument } from '../../../../src/core/prompt/document/document';
import { LedgerError } from '../../../../src/core/base/errors';
import {
  describeLocation,
  prepareDocument,
  requireValidTemplates,
  templateProblems,
} from '../../../../src/core/prompt/render/preparedDocument';

const chat = '---\n# why\ntype: chat\n---\n\nsystem:\n\nHi {{a}}\n\nuser:\nx\n {{#b}}\n';

function placesOf(source: string): string[] {
  const { layout } = parseDocument(source);
  return templateProblems(requireDocument(source), layout).map(
    ({ severity, line, column, message }) => `${severity} ${line}:${column} ${message}`,
  );
}

describe('prepareDocument', () => {
  it('finds the places of a chat in its source', () => {
    const { layout } = parseDocument(chat);
    const { locate, templates } = prepareDocument(requireDocument(chat), layout);
    strictEqual(templates.length, 2);
    deepStrictEqual(locate(0, { line: 1, column: 4 }), { line: 8, column: 4 });
    deepStrictEqual(locate(1, { line: 2, column: 2 }), { line: 12, column: 2 });
  });

  it('finds them in the printed document when nobody says where the source has them', () => {
    const { locate } = prepareDocument(requireDocument(chat));
    deepStrictEqual(locate(0, { line: 1, column: 4 }), { line: 5, column: 4 });
  });
});

describe('the place of a template in a marker', () => {
  const source = [
    ...['---', 'type: chat', '---', '@history:  messages', 'user:', '\\@image: {{/a}}'],
    ...['@image: x {{/b}}', 'assistant:', '@call: f {', '  "x": "y {{/c}}"', '}'],
  ].join('\n');

  it('counts what stands before it: the marker, the quotation mark, a backslash', () => {
    deepStrictEqual(
      placesOf(source).map(place => place.split(' ')[1]),
      ['6:10', '7:11', '10:11'],
    );
  });

  it('is that of the name for a history', () => {
    const { layout } = parseDocument(source);
    const { histories } = prepareDocument(requireDocument(source), layout);
    deepStrictEqual(
      histories.map(({ name, position }) => ({ name, ...position() })),
      [{ name: 'messages', line: 4, column: 12 }],
    );
  });
});

describe('templateProblems', () => {
  it('gives each problem its place in the document', () => {
    deepStrictEqual(placesOf(chat), ['error 12:2 The section "b" is never closed. Add {{/b}}.']);
  });

  it('finds a reference that is none', () => {
    const [problem] = placesOf('a\n {{> Shared/Tone}}');
    ok(problem?.startsWith('error 2:2 "Shared" may hold only'), problem);
  });

  it('finds nothing in a good document', () => {
    deepStrictEqual(placesOf('{{a}} {{> shared/tone@production}}'), []);
  });
});

describe('requireValidTemplates', () => {
  it('throws template-syntax with every problem and the way to it', () => {
    const source = '\n{{/a}}\n{{/b}}';
    const prepared = prepareDocument(requireDocument(source), parseDocument(source).layout);
    try {
      requireValidTemplates(prepared, { chain: ['shared/tone', 'shared/base@2'] });
      strictEqual('nothing was thrown', '');
    } catch (error) {
      ok(error instanceof LedgerError);
      strictEqual(error.code, 'template-syntax');
      strictEqual((error.data.problems as unknown[]).length, 2);
      ok(error.message.includes('at line 2, column 1 of shared/tone > shared/base@2: '));
    }
  });
});

describe('describeLocation', () => {
  it('names the included prompt only where there is one', () => {
    strictEqual(describeLocation({ line: 3, column: 5 }), 'line 3, column 5');
    strictEqual(describeLocation({ line: 3, column: 5, include: ['a'] }), 'line 3, column 5 of a');
  });
});
