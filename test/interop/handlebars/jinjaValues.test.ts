import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { Dotprompt } from 'dotprompt';
import { renderDocument } from '../../../src/core/prompt/render/render';
import {
  condition,
  items,
  key,
  knownOf,
  length,
  NOTHING_KNOWN,
  printed,
  type JinjaValue,
} from '../../../src/interop/handlebars/jinjaValues';
import { importedDocument } from '../../support/interopFiles';

const value = (fields: Partial<JinjaValue>): JinjaValue => {
  return { text: 'x', type: undefined, mayBeNull: false, mayBeObject: false, ...fields };
};

describe('a value of Handlebars in Jinja', () => {
  it('is short where its input says what it is', () => {
    const list = value({ type: 'array' });
    deepStrictEqual(
      [printed(list), condition(list), items(list), key(list), length(list)],
      ['x', 'x', 'x', 'loop.index0', 'x | length'],
    );
    const object = value({ type: 'object' });
    deepStrictEqual(
      [condition(object), items(object), key(object)],
      ['x is mapping', 'x.values()', '(x | list)[loop.index0]'],
    );
  });

  it('is known by its input', () => {
    const inputs = {
      a: { type: 'string', required: false },
      b: { type: 'any', required: false, default: 1 },
    };
    const known = { ...NOTHING_KNOWN, inputs };
    deepStrictEqual(
      ['a', 'b', 'c'].map(name => knownOf(known, name)),
      [
        { type: 'string', mayBeNull: true },
        { type: undefined, mayBeNull: false },
        { type: undefined, mayBeNull: false },
      ],
    );
  });

  const SCHEMA = `  schema:
    tone?: string
    count?: integer
    vip?: boolean
    tags?(array): string
    prices?(object): any
    guests?(array):
      name: string
      note?: string
`;
  const ALL = {
    object: { b: 'B', a: 'A' },
    list: ['x', 'y'],
    bare: [],
    empty: {},
    deep: { list: [1, 2, 3], object: { k: 'v' }, length: 9 },
    text: 'abc',
  };
  const TEMPLATES: readonly (readonly [template: string, values?: object])[] = [
    ['{{#each object}}{{this}};{{/each}}'],
    ['{{#each object}}{{@key}}={{this}};{{/each}}'],
    ['{{#each list}}{{@key}}/{{@index}}={{this}};{{/each}}'],
    ['{{#each object as |item key|}}{{key}}={{item}};{{/each}}'],
    ['{{#each object as |item key|}}{{#each ../list}}{{key}}{{this}};{{/each}}{{/each}}'],
    ['{{#each empty}}x{{else}}none{{/each}}'],
    ['{{#each deep.object}}{{@key}}:{{this}}{{/each}}'],
    ['{{#if list.length}}{{list.length}}{{else}}none{{/if}}'],
    ['{{#if bare.length}}some{{else}}none{{/if}}'],
    ['{{#unless bare.length}}none{{/unless}}'],
    ['{{#if deep.list.length}}{{deep.list.length}} of {{deep.length}}{{/if}}'],
    ['{{#with deep}}{{length}} {{list.length}}{{/with}}'],
    ['{{#each deep}}{{#if length}}[{{length}}]{{/if}}{{/each}}', { deep: { a: [1], b: 'xy' } }],
    ['{{text.length}} {{list.length}}'],
    ['{{#ifEquals list.length 2}}two{{/ifEquals}}'],
    ['{{#with empty}}shown{{else}}hidden{{/with}}'],
    [
      '{{#if deep}}{{deep.length}}{{/if}}{{#if empty}}{{empty.x}}shown{{/if}}',
      { empty: { x: '' } },
    ],
    ['[{{tone}}{{count}}{{vip}}]{{#if vip}}!{{/if}}'],
    ['[{{tone}}]{{#each tags}}{{this}}{{else}}none{{/each}}{{tags.length}}'],
    ['{{#each prices}}{{@key}}{{this}}{{else}}none{{/each}}{{#if prices}}p{{/if}}'],
    [
      '{{#each guests}}{{name}}({{note}}){{/each}}',
      { guests: [{ name: 'A' }, { name: 'B', note: null }, { name: 'C', note: 'c' }] },
    ],
    ['[{{tone}}]{{#if vip}}!{{/if}}', { tone: null, vip: null }],
    ['[{{count}}]{{#if vip}}!{{/if}}', { count: 0 }],
  ];
  for (const [template, values = {}] of TEMPLATES) {
    it(`prints what Dotprompt prints: ${template} with ${JSON.stringify(values)}`, async () => {
      const text = `---\nmodel: m\ninput:\n${SCHEMA}---\n${template}`;
      const input = { ...ALL, ...values };
      const { messages } = await new Dotprompt().render(text, { input });
      const [said] = messages.map(({ content }) =>
        content.map(part => ('text' in part ? part.text : '')).join(''),
      );
      const { output } = renderDocument(importedDocument('a.prompt', text), input);
      strictEqual(output.type === 'text' ? output.text : undefined, said ?? '');
    });
  }
});
