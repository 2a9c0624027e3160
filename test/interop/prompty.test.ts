import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { isPrompty } from '../../src/interop/prompty';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

describe('a prompt of Prompty', () => {
  it('of version 1 keeps all but a key that stands in the file', () => {
    const { prompt, source, warnings } = imported(
      'classic.prompty',
      interopFixture('classic.prompty'),
    );
    strictEqual(prompt, 'trail-answers');
    ok(!source.includes('sk-do-not-keep-me'));
    match(sentencesOf(warnings).join(), /model\.configuration\.api_key is left out/);
    const { frontMatter, format, body } = requireDocument(source);
    strictEqual(format, 'jinja2');
    strictEqual(frontMatter.model, 'gpt-35-turbo');
    deepStrictEqual(frontMatter.parameters, { temperature: 0.2, max_tokens: 500 });
    deepStrictEqual(frontMatter.inputs, {
      firstName: { type: 'string', description: 'Who asks', example: 'Jane' },
      question: { type: 'string', default: 'Where is my tent?' },
    });
    deepStrictEqual(body, {
      type: 'chat',
      messages: [
        {
          role: 'system',
          content: 'You help {{firstName}}.\n{% if vip %}They are a VIP.{% endif %}',
        },
        { role: 'user', content: '{{question}}' },
      ],
    });
    match(source, /authors:\n {6}- ada/);
    match(source, /azure_endpoint: \$\{env:AZURE_OPENAI_ENDPOINT\}/);
  });

  it('of version 2 keeps options, threads, images and tools', () => {
    const { prompt, source, warnings } = imported('x.prompty', interopFixture('threaded.prompty'));
    strictEqual(prompt, 'threaded-chat');
    const { frontMatter, body } = requireDocument(source);
    strictEqual(frontMatter.model, 'openai/gpt-4o');
    deepStrictEqual(frontMatter.parameters, {
      temperature: 0,
      max_tokens: 300,
      top_p: 0.5,
      stop: ['END'],
      logit_bias: {},
      user: 'ada',
    });
    deepStrictEqual(frontMatter.inputs, {
      question: { type: 'string' },
      language: { type: 'string', default: '', enum: ['en', 'de'] },
      conversation: { type: 'array', required: false },
      photo: { type: 'string', required: false },
    });
    deepStrictEqual(body, {
      type: 'chat',
      messages: [
        { role: 'system', content: 'You are a helpful assistant.' },
        { role: 'history', name: 'conversation' },
        {
          role: 'user',
          content: [
            { type: 'text', text: '{{question}} Look: ' },
            { type: 'image', url: '{{photo}}' },
          ],
        },
      ],
    });
    deepStrictEqual(sentencesOf(warnings), [
      'Types of inputs are hints there and are checked here (question: string, language: string): where other values come in, write "type: any".',
      'Tools that are no plain functions are kept in its metadata.',
    ]);
    match(source, /apiKey: \$\{env:KEY\}/);
    strictEqual((frontMatter.tools as unknown[]).length, 1);
  });

  it('says what it leaves to a person', () => {
    const text =
      '---\nmodel: { id: x, apiType: embedding }\noutputs: { a: { kind: string } }\n---\nHi';
    const { warnings } = imported('a.prompty', text);
    match(sentencesOf(warnings).join('\n'), /"outputs" is kept[^]*made for "embedding"/);
  });

  it('belongs to the system where no role is written, and is mustache where it says so', () => {
    const { source } = imported(
      'a.prompty',
      '---\ntemplate: { format: { kind: mustache } }\n---\nHi {{a}}',
    );
    match(source, /^---\ntype: chat\n---\nsystem:\nHi \{\{a\}\}\n$/);
  });

  for (const template of [
    'nunjucks',
    '{ format: nunjucks }',
    '{ type: nunjucks, parser: prompty }',
    '{ format: { kind: nunjucks }, parser: { kind: prompty } }',
  ]) {
    it(`is jinja2 where its runtime calls that so: template: ${template}`, () => {
      const { source, warnings } = imported(
        'a.prompty',
        `---\ntemplate: ${template}\n---\nHi {{a}}`,
      );
      strictEqual(requireDocument(source).format, 'jinja2');
      deepStrictEqual(sentencesOf(warnings), [
        'Its "nunjucks" is read as jinja2, where true prints as True and none as None.',
      ]);
    });
  }

  it('is jinja2 where it leaves its kind open', () => {
    const { source } = imported('a.prompty', '---\ntemplate: { format: {} }\n---\nHi {{a}}');
    strictEqual(requireDocument(source).format, 'jinja2');
  });

  it('takes in a conversation where it loops over one, which nobody gives at the first turn', () => {
    const body = '{% for t in talk %}\n{{t.role}}:\n{{t.content}}\n{% endfor %}\nuser:\n{{q}}';
    const front = 'inputs:\n  talk: { type: object, description: so far }\n  q: { type: string }';
    const { source, warnings } = imported('a.prompty', `---\n${front}\n---\n${body}`);
    deepStrictEqual(requireDocument(source).frontMatter.inputs, {
      talk: { type: 'array', description: 'so far', required: false },
      q: { type: 'string' },
    });
    match(source, /---\n@history: talk\nuser:\n\{\{q\}\}\n$/);
    match(sentencesOf(warnings).join(), /^Types of inputs .* \(q: string\)/);
  });

  const REFUSED: readonly (readonly [text: string, message: RegExp])[] = [
    [
      '---\ntemplate: handlebars\n---\nHi',
      /a\.prompty, template: .*"handlebars" have no counterpart/,
    ],
    ['---\ninputs: [{ name: voice, kind: audio }]\n---\n{{voice}}', /inputs\.voice: .*no sound/],
    ['---\nname: [\n---\nHi', /line \d: /],
    ['---\n- a\n---\nHi', /line 2: Front matter must be a mapping/],
    ['---\nname: x\n---\n\n', /no messages/],
    ['---\nname: x\n---\n{% if a %}\nuser:\nHi\n{% endif %}', /line 5: "user:" stands in a block/],
  ];
  for (const [text, message] of REFUSED) {
    it(`is refused with its place: ${JSON.stringify(text)}`, () => {
      match(
        refusalOf(() => imported('a.prompty', text)),
        message,
      );
    });
  }

  it('is told by its ending', () => {
    deepStrictEqual(
      [isPrompty({ file: 'a.prompty', text: '' }), isPrompty({ file: 'a.prompt', text: '' })],
      [true, false],
    );
  });
});
