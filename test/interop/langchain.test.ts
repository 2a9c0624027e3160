import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { renderDocument } from '../../src/core/prompt/render/render';
import { isLangchain } from '../../src/interop/langchain';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const made = (name: string, kwargs: object) => ({
  lc: 1,
  type: 'constructor',
  id: ['langchain', name],
  kwargs,
});
const template = (text: string, format = 'f-string') =>
  made('PromptTemplate', { template: text, template_format: format });
const human = (prompt: unknown) => made('HumanMessagePromptTemplate', { prompt });
const chat = (...messages: unknown[]) => JSON.stringify(made('ChatPromptTemplate', { messages }));

describe('a prompt of LangChain', () => {
  it('as LangSmith gives it keeps messages, placeholders, images and values', () => {
    const { source, warnings } = imported('answers.json', interopFixture('langsmith.json'));
    const document = requireDocument(source);
    strictEqual(document.format, 'f-string');
    deepStrictEqual(document.frontMatter.inputs, {
      history: { type: 'array', required: false },
      shop: { default: 'Trails' },
    });
    const values = { question: 'Where?', photo: 'p.png' };
    deepStrictEqual(renderDocument(document, values).output, {
      type: 'chat',
      messages: [
        { role: 'system', content: 'You work for Trails.' },
        { role: 'assistant', content: 'I answer as {json}.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Where?' },
            { type: 'image', url: 'p.png', detail: 'low' },
          ],
        },
      ],
    });
    match(sentencesOf(warnings).join('\n'), /^owner is left out[^]*repo is left out[^]*ChatOpenAI/);
  });

  it('is a text where it is one, in its old form as well', () => {
    const text = JSON.stringify(template('Hi {{ name }}', 'jinja2'));
    match(imported('a.json', text).source, /^---\nformat: jinja2\n---\nHi \{\{ name \}\}$/);
    const old = JSON.stringify({
      _type: 'prompt',
      template: 'Hi {name}',
      input_variables: ['name'],
    });
    match(imported('a.json', old).source, /format: f-string/);
  });

  const FILES: readonly (readonly [file: string, text: string])[] = [
    ['joke.json', '{"input_variables":["topic"],"output_parser":null,"template":"On {topic}."}'],
    ['joke.json', '{"template":"On {topic}.","template_format":"f-string"}'],
    ['joke.yaml', '_type: prompt\ninput_variables: [topic]\ntemplate: On {topic}.\n'],
    ['joke.yml', 'input_variables:\n  - topic\ntemplate: |-\n  On {topic}.\n'],
  ];
  for (const [file, text] of FILES) {
    it(`is a file for load_prompt: ${JSON.stringify(text)}`, () => {
      const { source, format, prompt } = imported(file, text);
      deepStrictEqual([format, prompt], ['langchain', 'joke']);
      strictEqual(source, '---\nformat: f-string\n---\nOn {topic}.');
    });
  }

  it('is one with nothing but a template where a person says so', () => {
    for (const [file, text] of [
      ['a.json', '{"template":"Hi {name}"}'],
      ['a.yaml', 'template: Hi {name}'],
    ] as const) {
      match(imported(file, text, { from: 'langchain' }).source, /f-string\n---\nHi \{name\}$/);
    }
  });

  it('may be written in YAML as it is in JSON', () => {
    const { source } = imported('a.yaml', JSON.stringify(template('Hi {name}'), null, 1));
    match(source, /---\nHi \{name\}$/);
    const yaml =
      'lc: 1\ntype: constructor\nid: [a, PromptTemplate]\nkwargs: { template: "Hi {b}" }\n';
    match(imported('a.yml', yaml).source, /---\nHi \{b\}$/);
  });

  it('may have dictionaries as parts, as current versions write them', () => {
    const dict = (block: object) =>
      made('DictPromptTemplate', { template: block, template_format: 'f-string' });
    const text = chat(
      human([
        dict({ type: 'text', text: 'See {q}', cache_control: { type: 'ephemeral' } }),
        dict({ type: 'image_url', image_url: { url: '{u}', detail: 'low' } }),
        dict({ type: 'image_url', image_url: '{v}' }),
        dict({ type: 'image', source_type: 'url', url: 'https://x/{w}.png' }),
        dict({ type: 'image', data: '{d}', mimeType: 'image/png' }),
        dict({ type: 'file', file: { file_id: '{f}', filename: 'a.pdf' } }),
        { type: 'text', text: 'End {q}' },
      ]),
      made('HumanMessage', {
        content: ['So {x}', { type: 'image_url', image_url: { url: 'https://x/{y}' } }],
      }),
    );
    const { source, warnings } = imported('a.json', text);
    const values = { q: 'Q', u: 'u.png', v: 'v.png', w: 'w', d: 'AA==', f: 'id1' };
    deepStrictEqual(renderDocument(requireDocument(source), values).output, {
      type: 'chat',
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'See Q' },
            { type: 'image', url: 'u.png', detail: 'low' },
            { type: 'image', url: 'v.png' },
            { type: 'image', url: 'https://x/w.png' },
            { type: 'image', url: 'data:image/png;base64,AA==', mediaType: 'image/png' },
            { type: 'file', url: 'id1', name: 'a.pdf' },
            { type: 'text', text: 'End Q' },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'So {x}' },
            { type: 'image', url: 'https://x/{y}' },
          ],
        },
      ],
    });
    match(
      sentencesOf(warnings).join(),
      /template: what a part says besides is left out: cache_control/,
    );
  });

  it('knows the roles by their other names', () => {
    const message = made('ChatMessagePromptTemplate', { role: 'Human', prompt: template('Hi') });
    match(imported('a.json', chat(message)).source, /\nuser:\nHi/);
  });

  it('keeps the schema of a structured answer for a person', () => {
    const text = JSON.stringify(
      made('StructuredPrompt', { messages: [human(template('Hi'))], schema_: { title: 'A' } }),
    );
    const { source, warnings } = imported('a.json', text);
    match(source, /langchain:\n {4}schema_:\n {6}title: A/);
    match(sentencesOf(warnings).join(), /response_format/);
  });

  const REFUSED: readonly (readonly [text: string, reason: RegExp])[] = [
    [
      chat(human(template('a')), human(template('b', 'mustache'))),
      /written in mustache, and .* in f-string/,
    ],
    [
      chat(human(template('a', 'handlebars'))),
      /kwargs\.messages\[0\]\.kwargs\.prompt\.kwargs\.template_format: "handlebars"/,
    ],
    [chat(made('FewShotChatMessagePromptTemplate', {})), /messages\[0\]: .*"FewShot/],
    [chat(human(made('DictPromptTemplate', {}))), /template: A part of the type undefined/],
    [chat(made('MessagesPlaceholder', { variable_name: 'h', n_messages: 3 })), /not the last 3/],
    [chat(made('HumanMessage', { content: [{}] })), /content\[0\]: A part of the type undefined/],
    [chat(made('HumanMessage', { content: 3 })), /content: What a message says is a text/],
    [chat(made('AIMessage', { content: '', tool_calls: [{}] })), /tool_calls: .*call no tools/],
    [
      chat(human([made('DictPromptTemplate', { template: { type: 'audio' } })])),
      /prompt\[0\]\.kwargs\.template: A part of the type "audio"/,
    ],
    ['{"_type":"few_shot","input_variables":["a"]}', /_type: "few_shot" has no counterpart/],
    ['{"_type":"prompt","template_path":"t.txt"}', /template_path: .*another file, t\.txt/],
    [chat(), /no messages/],
    [chat({}), /an object that LangChain wrote is expected/],
    [JSON.stringify(made('FewShotPromptTemplate', {})), /a\.json, id: "FewShotPromptTemplate"/],
    [
      JSON.stringify(made('RunnableSequence', { first: template('a'), middle: [1] })),
      /kwargs\.middle: A chain/,
    ],
  ];
  for (const [text, reason] of REFUSED) {
    it(`is refused with its path: ${String(reason)}`, () => {
      match(
        refusalOf(() => imported('a.json', text)),
        reason,
      );
    });
  }

  it('is told by how LangChain writes objects', () => {
    const is = (value: unknown) => isLangchain({ file: 'a', text: JSON.stringify(value) });
    deepStrictEqual([template('a'), { manifest: template('a') }, { lc: 1 }, []].map(is), [
      true,
      true,
      false,
      false,
    ]);
  });
});
