import { deepStrictEqual, strictEqual } from 'node:assert';
import { parseDocument, requireDocument } from '../../../../src/core/prompt/document/document';
import { renderDocument } from '../../../../src/core/prompt/render/render';
import { listVariables, mustBeGiven } from '../../../../src/core/prompt/render/variables';

function list(source: string, include?: (reference: string) => string): string[] {
  const { layout } = parseDocument(source);
  const options = include === undefined ? { layout } : { layout, include };
  return listVariables(requireDocument(source), options).map(
    ({ name, kinds, isScoped, sections, locations }) => {
      const places = locations.map(({ line, column, include: chain = [] }) =>
        [...chain, `${line}:${column}`].join(' '),
      );
      return `${name} ${kinds.join('+')}${isScoped ? ` in ${sections.join('+')}` : ''} at ${places.join(', ')}`;
    },
  );
}

function warningsOf(source: string, values: Record<string, unknown>): readonly string[] {
  return renderDocument(requireDocument(source), values, {
    missing: 'empty',
    include: reference => `{{${reference}}}`,
  }).warnings;
}

describe('listVariables', () => {
  it('gives what a caller passes, sorted, with every use', () => {
    const source = '---\ntype: chat\n---\nsystem:\n{{b}} {{a.x}}\nuser:\n{{#b}}{{c}}{{/b}}';
    deepStrictEqual(list(source), [
      'a path at 5:7',
      'b section+value at 5:1, 7:1',
      'c value in b at 7:7',
    ]);
  });

  it('tells the sections whose items may hold a name, where each use is in one', () => {
    deepStrictEqual(list('{{#a}}{{#b}}{{x}}{{/b}}{{x}}{{^c}}{{y}}{{/c}}{{/a}}{{y}}'), [
      'a section at 1:1',
      'b section in a at 1:7',
      'c section in a at 1:29',
      'x value in b+a at 1:13, 1:24',
      'y value at 1:35, 1:52',
    ]);
  });

  it('follows includes when somebody can find them', () => {
    deepStrictEqual(list('{{> tone}}'), []);
    deepStrictEqual(
      list('{{> tone}}', () => '\n{{voice}}'),
      ['voice value at tone 2:1'],
    );
  });

  it('lists histories and what parts and calls use', () => {
    const source = [
      ...['---', 'type: chat', '---', '@history: messages', 'user:', '@image: {{photo}}'],
      ...['assistant:', '@call: f {', '  "a": "{{order.id}}"', '}'],
    ].join('\n');
    deepStrictEqual(list(source), [
      'messages history at 4:11',
      'order path at 9:9',
      'photo value at 6:9',
    ]);
  });
});

describe('mustBeGiven', () => {
  const cases: [template: string, must: boolean][] = [
    ['{{a}}', true],
    ['{{a.b}}', true],
    ['{{#a}}{{/a}}', false],
    ['{{#a}}{{.}}{{/a}}', false],
    ['{{#a}}{{/a}}{{a}}', true],
  ];
  for (const [template, must] of cases) {
    it(`is ${must} for "a" in ${template}`, () => {
      const [variable] = listVariables(requireDocument(template));
      strictEqual(variable && mustBeGiven(variable), must);
    });
  }
});

describe('a value that nothing uses', () => {
  const cases: [what: string, source: string, names: string[]][] = [
    ['is a warning', '{{a}}', ['b', 'c']],
    ['is none where an input declares it', '---\ninputs: { b: }\n---\n{{a}}', ['c']],
    ['is none where a section asks for it', '{{a}}{{^b}}{{/b}}', ['c']],
    ['is none where an item may lack it', '{{#a}}{{b}}{{/a}}', ['c']],
    ['is none where an include uses it, shown or not', '{{> a}}{{#x}}{{> b}}{{/x}}', ['c']],
  ];
  for (const [what, source, names] of cases) {
    it(what, () => {
      deepStrictEqual(
        warningsOf(source, { c: 3, b: 2, a: 1 }),
        names.map(name => `The value "${name}" is used by nothing in this prompt.`),
      );
    });
  }
});
