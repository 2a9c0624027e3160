import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { Dotprompt } from 'dotprompt';
import { requireDocument } from '../../src/core/prompt/document/document';
import { renderDocument } from '../../src/core/prompt/render/render';
import { isDotprompt } from '../../src/interop/dotprompt';
import { imported, importedDocument, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

interface Said {
  readonly role: string;
  readonly content: string;
}

/** What Google's own Dotprompt makes of a source: roles, and texts without white space at the ends. */
async function original(source: string, input: Record<string, unknown>): Promise<readonly Said[]> {
  const { messages } = await new Dotprompt().render(source, { input });
  return messages.map(({ role, content }) => {
    const parts = content.map(({ text, media }: { text?: string; media?: { url: string } }) =>
      media === undefined ? (text ?? '') : `<${media.url}>`,
    );
    return { role, content: tidy(parts.map(tidy).join('|')) };
  });
}

/** What the imported document renders to. */
function ours(source: string, values: Record<string, unknown>): readonly Said[] {
  const document = importedDocument('x.prompt', source);
  const { output } = renderDocument(document, values, { missing: 'empty' });
  if (output.type === 'text') return [{ role: 'user', content: tidy(output.text) }];
  return output.messages.map(({ role, content }) => {
    const parts =
      typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content;
    const texts = parts.map(part => (part.type === 'text' ? part.text : `<${part.url}>`));
    return {
      role: role === 'assistant' ? 'model' : role,
      content: tidy(texts.map(tidy).join('|')),
    };
  });
}

const tidy = (text: string): string => text.replace(/^(?:[ \t]*\n)+|\s+$/g, '').trim();

const head = '---\nconfig: {}\n---\n';
const TEMPLATES: readonly (readonly [template: string, values: Record<string, unknown>])[] = [
  ['Hi {{name}}, {{{name}}} and {{ person.name }}!', { name: '<Ada>', person: { name: 'Bo' } }],
  ['a {{! note }} b {{!-- {{x}} --}} c', {}],
  ['{{#if a}}A{{else if b}}B{{else}}C{{/if}}', { b: 1 }],
  ['{{#if a}}A{{else if b}}B{{else}}C{{/if}}', {}],
  ['{{#if list}}some{{else}}none{{/if}}', { list: [] }],
  ['{{#unless a}}not{{/unless}} {{#if a}}so{{/if}}', { a: '' }],
  ['{{#each xs}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}', { xs: [1, 2, 3] }],
  ['{{#each xs}}{{@index}} {{name}} {{../name}};{{/each}}', { name: 'Z', xs: [{ name: 'a' }, {}] }],
  [
    '{{#each xs}}{{#each ys}}{{this}} {{../n}} {{../../n}}, {{/each}}{{/each}}',
    { n: 0, xs: [{ n: 1, ys: [7, 8] }] },
  ],
  ['{{#each xs as |x i|}}{{i}}:{{x.v}} {{/each}}', { xs: [{ v: 1 }, { v: 2 }] }],
  ['{{#each xs}}x{{else}}none{{/each}}', { xs: [] }],
  ['{{#each xs}}x{{else}}none{{/each}}', {}],
  ['{{#with o}}{{a}} {{../b}}{{else}}no{{/with}}', { o: { a: 1 }, b: 2 }],
  ['{{#with o}}{{a}}{{else}}no{{/with}}', {}],
  ['{{#if größe}}{{größe}} {{имя}} {{o.größe}}{{/if}}', { größe: 3, имя: 'И', o: { größe: 4 } }],
  [
    '{{#ifEquals a "x"}}same{{else}}other{{/ifEquals}}{{#unlessEquals a 1}}!{{/unlessEquals}}',
    { a: 'x' },
  ],
  ['one\n  {{#if a}}\n  two\n  {{/if}}\nthree\n', { a: true }],
  ['one\n{{#if a}}\ntwo\n{{else}}\nno\n{{/if}}\n\nthree', {}],
  ['a  {{~ name ~}}  b {{#if name~}}  c  {{~/if}} d', { name: 'N' }],
  ['brace \\{{name}} and \\\\{{name}} {{name}}', { name: 'N' }],
  ['{ {{name}} } {%x%} {#y#} {{#if name}}{{name}}{{/if}} {{{name}}}', { name: 'N' }],
  ['{{#if name}}{{{name}}}{{/if}}{ "a": {{name}} }', { name: 'N' }],
  ['{{json o}} {{o.list.[0]}} {{o.[a b]}}', { o: { list: [1, 2], 'a b': 3 } }],
  ['{{#each o.items}}{{keys}}{{/each}}', { o: { items: [{ keys: 'K' }] } }],
  ['{{#each items}}{{item}}{{/each}} {{item}}', { item: 'I', items: [{ item: 'i' }] }],
  ['{{role "system"}}\nBe {{how}}.\n{{role "user"}}\nHi\n{{role "model"}}\nYes', { how: 'kind' }],
  ['first {{role "system"}}S', {}],
  [
    '{{role "user"}}Look {{media url=photo}} and\n{{media url="https://x/y.png" contentType="image/png"}}',
    { photo: 'p' },
  ],
  ['{{role "system"}}{{#each xs}}{{this}}{{/each}}{{role "user"}}{{#if xs}}q{{/if}}', { xs: [1] }],
];

describe('a prompt of Dotprompt', () => {
  for (const [template, values] of TEMPLATES) {
    it(`says what the original says: ${JSON.stringify(template)} with ${JSON.stringify(values)}`, async () => {
      const source = `${head}${template}`;
      deepStrictEqual(ours(source, values), await original(source, values));
    });
  }

  it('keeps a whole file, front matter, history and media', async () => {
    const text = interopFixture('tour-guide.formal.prompt');
    const { prompt, source, warnings } = imported('prompts/tour-guide.formal.prompt', text);
    strictEqual(prompt, 'tour-guide-formal');
    const document = requireDocument(source);
    const { inputs, metadata, ...rest } = document.frontMatter as Record<
      string,
      Record<string, unknown>
    >;
    deepStrictEqual(rest, {
      type: 'chat',
      format: 'jinja2',
      model: 'googleai/gemini-2.0-flash',
      parameters: { temperature: 0.7, max_tokens: 400, top_k: 20 },
      response_format: { type: 'json_object' },
    });
    deepStrictEqual(inputs!.guest, {
      type: 'string',
      description: 'who is greeted',
      default: 'friend',
    });
    deepStrictEqual(inputs!.language, { type: 'string', required: false });
    deepStrictEqual(Object.keys(metadata!), ['owner', 'dotprompt']);
    strictEqual((metadata!.dotprompt as Record<string, unknown>)['trails.region'], 'alps');
    match(
      sentencesOf(warnings).join('\n'),
      /schema of the input says more than inputs can \(stops\)/,
    );
    // The released original does not skip the licence yet, its sources do.
    const bare = text.slice(text.indexOf('---'));
    const values = { guest: 'Ada', photo: 'p.png', stops: [{ name: 'Hut' }], order: { number: 7 } };
    deepStrictEqual(
      ours(text, { ...values, history: [] }).map(item => item.content),
      (await original(bare, values)).map(item => item.content),
    );
  });

  it('is text where it marks no message, without the white space that the original trims', () => {
    const { source } = imported(
      '_tone.prompt',
      '---\ninput: { schema: { a: string } }\n---\n\n  Be {{a}}.\n\n',
    );
    strictEqual(requireDocument(source).body.type, 'text');
    match(source, /---\nBe \{\{a\}\}\.$/);
  });

  it('includes what it included, by the name that is imported', () => {
    const { source, warnings } = imported('a.prompt', `${head}{{> myTone}}`);
    match(source, /\{\{> my-tone\}\}/);
    match(sentencesOf(warnings).join(), /includes "my-tone"/);
  });

  it('is said in Jinja beside a block, where it stands among the values of all', () => {
    const { source, warnings } = imported(
      'a.prompt',
      `${head}{{> myTone}} {{#if a}}{{> b/x}}{{/if}}`,
    );
    match(
      source,
      /---\n\{% include "my-tone" %\} \{% if a %\}\{% include "b\/x" %\}\{% endif %\}$/,
    );
    match(sentencesOf(warnings).join('\n'), /includes "my-tone"[^]*includes "b\/x"/);
  });

  it('has a history that nobody gives at the first turn', () => {
    const { source } = imported(
      'a.prompt',
      `${head}{{role "system"}}S\n{{history}}\n{{role "user"}}{{q}}`,
    );
    deepStrictEqual(requireDocument(source).frontMatter.inputs, {
      history: { type: 'array', required: false },
    });
    deepStrictEqual(renderDocument(requireDocument(source), { q: 'Hi' }).output, {
      type: 'chat',
      messages: [
        { role: 'system', content: 'S' },
        { role: 'user', content: 'Hi' },
      ],
    });
  });

  it('becomes functions where it defines tools with a JSON Schema', () => {
    const def =
      'toolDefs: [{ name: f, inputSchema: { type: object } }, { name: g, inputSchema: { a: string } }]';
    const { frontMatter } = importedDocument('a.prompt', `---\n${def}\n---\nHi`);
    deepStrictEqual(frontMatter.tools, [
      { type: 'function', function: { name: 'f', parameters: { type: 'object' } } },
    ]);
    match(JSON.stringify(frontMatter.metadata), /"toolDefs":\[\{"name":"g"/);
  });

  const REFUSED: readonly (readonly [text: string, message: RegExp])[] = [
    [`${head}\nHi\n{{shout name}}`, /^a\.prompt, line 6: The helper "shout" has no counterpart/],
    [`${head}{{#if a}}\n{{role "user"}}\n{{/if}}`, /line 5: "\{\{role\}\}" stands in a block/],
    [`${head}{{section "x"}}`, /line 4: "\{\{section\}\}" has no counterpart/],
    [`${head}{{#if a}}`, /line 4: "\{\{#if\}\}" is never closed/],
    [`${head}{{#items}}{{/items}}`, /write "\{\{#each items\}\}"/],
    [`${head}{{#if a}}{{@key}}{{/if}}`, /"@key" has no counterpart/],
    [`${head}{{role who}}`, /A role is one of/],
    [`${head}{{> tone a=1}}`, /gives values along/],
    [`${head}{{#each a}}{{> tone}}{{/each}}`, /stands in a "#each" or "#with"/],
    [`${head}{{name`, /line 4: .*never ends/],
    ['---\nconfig: { a: [ }\n---\nHi', /line 2: /],
    ['---\nconfig: {}\nHi', /line 1: The front matter that begins here never ends/],
  ];
  for (const [text, message] of REFUSED) {
    it(`is refused with its place: ${JSON.stringify(text)}`, () => {
      match(
        refusalOf(() => imported('a.prompt', text)),
        message,
      );
    });
  }

  it('has no type for an input whose default is of another, which nothing checked there', () => {
    const { source, warnings } = imported(
      'a.prompt',
      '---\ninput: { schema: { n: string, who: string }, default: { n: 5, who: Kim } }\n---\n{{n}}',
    );
    deepStrictEqual(requireDocument(source).frontMatter.inputs, {
      n: { type: 'any', default: 5 },
      who: { type: 'string', default: 'Kim' },
    });
    deepStrictEqual(sentencesOf(warnings), [
      'The default of "n" is no string: its type is "any" now.',
    ]);
  });

  it('is told from a document of our own by what only it has', () => {
    const is = (text: string) => isDotprompt({ file: 'a.prompt', text });
    deepStrictEqual(
      [`${head}Hi`, '{{role "user"}}Hi', '---\nmodel: x\n---\n{{#each xs}}{{/each}}'].map(is),
      [true, true, true],
    );
    const front = (yaml: string, body = 'Hi {{name}}') => `---\n${yaml}\n---\n${body}`;
    const THEIRS = [
      front('model: x', '{{!-- was: Dear {{name}} --}}Hello {{name}}'),
      front('model: x', 'Order: {{json order}}'),
      front('model: x', '{{~name}}'),
      front('model: x', '{{#if a}}b{{/if}}'),
      front('model: x', 'so \\{{name}}'),
      front('description: y'),
      front('name: a\nmodel: x\ntools: [search]'),
      front('my.key: y'),
      'no front matter, {{else}} and {{this}}',
    ];
    const OURS = [
      'Hi {{name}}',
      front('type: chat', 'user:\nHi'),
      '{{#xs}}{{/xs}}',
      front('model: x', 'Hi {{ name }} {{> tone}} {{! note }} {{{ name }}}'),
      front('format: none', '{{#each xs}}{{json x}}{{/each}}'),
      front('format: jinja2', '{{ name | upper }}'),
      front('description: y\ntype: text'),
      front('model: x\ntools: [{ type: function }]'),
      front('name: x\ninvokable: true'),
    ];
    deepStrictEqual(
      THEIRS.filter(text => !is(text)),
      [],
    );
    deepStrictEqual(OURS.filter(is), []);
    strictEqual(isDotprompt({ file: 'a/_tone.prompt', text: 'Be kind.' }), true);
    strictEqual(isDotprompt({ file: 'a.md', text: front('description: y') }), false);
  });
});
