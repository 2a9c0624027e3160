import { deepStrictEqual, strictEqual } from 'node:assert';
import { analyseDocument, inputNode, isUse } from '../../../src/core/language/analysis';

describe('analyseDocument', () => {
  const cases: [title: string, source: string, format: string | undefined, names: string[]][] = [
    ['a good document', 'Hi {{a}}', 'mustache', ['a']],
    ['broken front matter', '---\nmodel: [\n---\n{{a}}', 'mustache', ['a']],
    ['a wrong format', '---\nformat: constructor\n---\n{{a}}', 'none', []],
    ['a chat with text above it', '---\ntype: chat\n---\nx\nuser:\n{{a}}', 'mustache', []],
    ['a key that is being written', '---\ntype: chat\nmo\n---\nuser:\n{{a}}', 'mustache', ['a']],
    ['a wrong type', '---\ntype: 3\n---\n{{a}}', 'mustache', ['a']],
    ['a git conflict', '<<<<<<< ours\n{{a}}\n=======\n>>>>>>> theirs\n', undefined, []],
    ['markers that are no conflict', '<<<<<<< ours\n{{a}}\n>>>>>>> theirs\n', 'mustache', ['a']],
    ['nothing', '', 'mustache', []],
  ];
  for (const [title, source, format, names] of cases) {
    it(`reads ${title} as far as it goes`, () => {
      const { draft, marks } = analyseDocument(source);
      strictEqual(draft?.format, format);
      deepStrictEqual(
        marks.map(({ name }) => name),
        names,
      );
    });
  }

  it('keeps what is declared while a line is being written', () => {
    const { inputs, layout, draft } = analyseDocument(
      '---\ntype: chat\nparameters:\n  a: 1\n  te\ninputs:\n  a: {}\n---\nuser:\nx\n',
    );
    deepStrictEqual(
      inputs.map(({ name }) => name),
      ['a'],
    );
    deepStrictEqual(layout.messages, [{ line: 9, contentLine: 10, endLine: 10 }]);
    strictEqual(draft?.body.type, 'chat');
  });

  it('keeps every digit of a whole number while a line is being written', () => {
    const inputs =
      'inputs:\n  a: { type: integer, default: 9007199254740993 }\n  b: { default: 7 }\n';
    for (const rest of ['', 'te\n']) {
      deepStrictEqual(
        analyseDocument(`---\n${inputs}${rest}---\n{{a}}{{b}}`).inputs.map(item => item.default),
        [9007199254740993n, 7],
      );
    }
  });

  it('finds what is declared', () => {
    const analysis = analyseDocument('---\ninputs:\n  a: { type: string }\n---\n{{#a}}{{/a}}');
    deepStrictEqual(analysis.inputs, [{ name: 'a', type: 'string', required: true }]);
    strictEqual(inputNode(analysis, 'a')?.keySpan.start, 14);
    strictEqual(inputNode(analysis, 'b'), undefined);
    deepStrictEqual(analysis.marks.map(isUse), [true, false]);
  });
});
