import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { parseDocument } from '../../src/core/prompt/document/document';
import { imported, refusalOf } from '../support/interopFiles';

/** What a person on Windows pasted, as JSON and YAML write it inside a string. */
const TEXT = 'First\r\n\r\nSecond\rThird\r\n\r\n';
const SEEN = 'First\n\nSecond\nThird';

const chatPrompt = (prompt: object) => ({
  lc: 1,
  type: 'constructor',
  id: ['langchain_core', 'prompts', 'chat', 'ChatPromptTemplate'],
  kwargs: { messages: [made('HumanMessagePromptTemplate', { prompt })] },
});
const made = (name: string, kwargs: object) => ({ lc: 1, type: 'constructor', id: [name], kwargs });

describe('a line end of Windows or of an old Mac inside a string', () => {
  const chats: Readonly<Record<string, string>> = {
    'm.json': JSON.stringify([{ role: 'user', content: TEXT }]),
    'parts.json': JSON.stringify([{ role: 'user', content: [{ type: 'text', text: TEXT }] }]),
    'langfuse.json': JSON.stringify({ name: 'a', prompt: [{ role: 'user', content: TEXT }] }),
    'langchain.json': JSON.stringify(chatPrompt(made('PromptTemplate', { template: TEXT }))),
    'literal.json': JSON.stringify({
      ...made('ChatPromptTemplate', { messages: [made('HumanMessage', { content: TEXT })] }),
    }),
    'a.prompt.yml': `messages:\n  - role: user\n    content: ${JSON.stringify(TEXT)}\n`,
  };
  for (const [file, text] of Object.entries(chats)) {
    it(`is one of ours in a message of ${file}`, () => {
      const { source } = imported(file, text);
      strictEqual(source.includes('\r'), false);
      const body = parseDocument(source).document?.body;
      deepStrictEqual(body, { type: 'chat', messages: [{ role: 'user', content: SEEN }] });
    });
  }

  const texts: Readonly<Record<string, object>> = {
    'langfuse.json': { name: 'a', type: 'text', prompt: TEXT },
    'langchain.json': made('PromptTemplate', { template: TEXT }),
    'old.json': { _type: 'prompt', template: TEXT },
    'own.json': { prompt: 'a', number: 1, source: TEXT },
  };
  for (const [file, value] of Object.entries(texts)) {
    it(`is one of ours in the text of ${file}`, () => {
      const { source } = imported(file, JSON.stringify(value));
      const body = parseDocument(source).document?.body;
      deepStrictEqual(body, { type: 'text', text: `${SEEN}\n\n` });
    });
  }

  it('stays in values, which are data', () => {
    const request = { messages: [{ role: 'user', content: 'Hi' }], stop: ['\r\n'] };
    const { source } = imported('m.json', JSON.stringify(request));
    deepStrictEqual(parseDocument(source).document?.frontMatter.parameters, { stop: ['\r\n'] });
  });

  it('breaks no address of an image in two', () => {
    const image = (url: string) =>
      JSON.stringify([{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }]);
    match(imported('m.json', image('https://x.example/a.png\r\n')).source, /a\.png\n$/);
    match(
      refusalOf(() => imported('m.json', image('https://x\r.png'))),
      /\[0\]\.content\[0\]\.image_url\.url: .*one line/,
    );
  });
});
