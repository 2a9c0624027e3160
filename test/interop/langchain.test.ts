import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { renderDocument } from '../../src/core/prompt/render/render';
import { isLangchain } from '../../src/interop/langchain';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';

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
    match(warnings.join('\n'), /beside the manifest is left out: owner, repo[^]*ChatOpenAI/);
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
    match(warnings.join(), /response_format/);
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
    [chat(human(made('DictPromptTemplate', {}))), /"DictPromptTemplate" has no counterpart/],
    [chat(made('MessagesPlaceholder', { variable_name: 'h', n_messages: 3 })), /not the last 3/],
    [chat(made('HumanMessage', { content: [{}] })), /those with a text alone/],
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
