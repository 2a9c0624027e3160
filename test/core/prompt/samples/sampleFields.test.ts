import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { parseDocument, requireDocument } from '../../../../src/core/prompt/document/document';
import type { FieldControl, SampleField } from '../../../../src/core/prompt/samples/fieldText';
import {
  lackingNames,
  listFields,
  type FieldOptions,
} from '../../../../src/core/prompt/samples/sampleFields';
import type { IncludeResolver } from '../../../../src/core/prompt/render/model';

function fieldsOf(source: string, options: FieldOptions = {}): readonly SampleField[] {
  const { layout } = parseDocument(source);
  return listFields(requireDocument(source), { ...options, layout });
}

describe('listFields', () => {
  it('asks for the declared inputs in their order, then for the others by name', () => {
    const inputs = '---\ninputs:\n  z: { type: string }\n  y: { type: integer }\n---\n';
    const names = fieldsOf(`${inputs}{{b}} {{z}} {{a}}`).map(({ name }) => name);
    deepStrictEqual(names, ['z', 'y', 'a', 'b']);
  });

  it('says of an input what the front matter says', () => {
    const [given] = fieldsOf(
      '---\ninputs:\n  n: { type: integer, default: 3, description: How many }\n---\n{{n}}',
    );
    deepStrictEqual(given, {
      name: 'n',
      type: 'integer',
      control: 'number',
      isRequired: false,
      isNullable: false,
      default: 3,
      empty: 3,
      description: 'How many',
    });
  });

  const controls: [what: string, type: string, control: FieldControl, empty: unknown][] = [
    ['a text', 'string', 'text', ''],
    ['a number', 'number', 'number', 0],
    ['a whole number', 'integer', 'number', 0],
    ['yes or no', 'boolean', 'checkbox', false],
    ['a list', 'array', 'json', []],
    ['an object', 'object', 'json', {}],
    ['anything', 'any', 'text', ''],
  ];
  for (const [what, type, control, empty] of controls) {
    it(`asks for ${what} by ${control}, empty as ${JSON.stringify(empty)}`, () => {
      const [asked] = fieldsOf(`---\ninputs:\n  x: { type: ${type} }\n---\n{{x}}`);
      deepStrictEqual([asked?.control, asked?.empty], [control, empty]);
    });
  }

  const undeclared: [what: string, body: string, value: unknown, control: FieldControl][] = [
    ['a printed name', '{{x}}', undefined, 'text'],
    ['a name with parts', '{{x.y}}', undefined, 'json'],
    ['a section', '{{#x}}a{{/x}}', undefined, 'json'],
    ['a section that the sample answers with yes', '{{#x}}a{{/x}}', true, 'checkbox'],
    ['a name that the sample holds as a number', '{{x}}', 7, 'number'],
    ['a name that the sample holds as a list', '{{x}}', [1], 'json'],
    ['a section that the sample holds as a text', '{{#x}}a{{/x}}', 'b', 'text'],
    ['a name that the sample holds as null', '{{x}}', null, 'text'],
  ];
  for (const [what, body, value, control] of undeclared) {
    it(`asks for ${what} by ${control}`, () => {
      const values = value === undefined ? {} : { x: value };
      strictEqual(fieldsOf(body, { values })[0]?.control, control);
    });
  }

  it('does not ask for what only items of a list hold, unless it is missed, held or asked for', () => {
    const source = '{{#list}}{{item}}{{/list}}';
    const names = (options?: FieldOptions) => fieldsOf(source, options).map(({ name }) => name);
    deepStrictEqual(names(), ['list']);
    const both = ['item', 'list'];
    deepStrictEqual(names({ missing: ['item.name'] }), both);
    deepStrictEqual(names({ values: { item: 1 } }), both);
    deepStrictEqual(names({ asked: ['item'] }), both);
  });

  it('asks for what included prompts use, and does without where they cannot be read', () => {
    const include: IncludeResolver = () => 'Hi {{name}}';
    const names = (resolver: IncludeResolver) =>
      fieldsOf('{{> a}} {{x}}', { include: resolver }).map(({ name }) => name);
    deepStrictEqual(names(include), ['name', 'x']);
    deepStrictEqual(
      names(() => '{{/broken}}'),
      ['x'],
    );
  });

  it('makes what parts are looked up in empty as an object, and a section as a list', () => {
    const empty = (source: string) => fieldsOf(source)[0]?.empty;
    deepStrictEqual(empty('{{x.y}}'), {});
    deepStrictEqual(empty('{{#x}}a{{/x}}'), []);
  });
});

describe('lackingNames', () => {
  const cases: [source: string, values: Record<string, unknown>, lacking: string[]][] = [
    ['{{a}} {{b.c}} {{#d}}{{e}}{{/d}}', {}, ['a', 'b']],
    ['{{a}} {{b.c}}', { a: '', b: null }, []],
    ['---\ninputs:\n  a: { default: 1 }\n  b: {}\n  c: { required: false }\n---\n', {}, ['b']],
    ['{{toString}}', {}, ['toString']],
  ];
  for (const [source, values, lacking] of cases) {
    it(`finds ${lacking.join(', ') || 'nothing'} in ${JSON.stringify(values)}`, () => {
      deepStrictEqual(lackingNames(fieldsOf(source, { values }), values), lacking);
    });
  }

  it('finds what a rendering missed', () => {
    const fields = fieldsOf('{{#d}}{{e}}{{/d}}', { missing: ['e'] });
    deepStrictEqual(lackingNames(fields, { d: true }), ['e']);
  });
});
