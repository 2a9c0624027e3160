import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { isLangwatch } from '../../src/interop/langwatch';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';

const yaml = (value: object) =>
  Object.entries({ scope: 'PROJECT', ...value })
    .map(([key, item]) => `${key}: ${JSON.stringify(item)}\n`)
    .join('');
const messages = [{ role: 'user', content: 'Hi' }];

describe('a prompt of LangWatch', () => {
  it('comes in whole', () => {
    const { prompt, source, warnings } = imported(
      'langwatch.prompt.yaml',
      interopFixture('langwatch.prompt.yaml'),
    );
    deepStrictEqual([prompt, warnings], ['support/greeting', []]);
    const { frontMatter, body } = requireDocument(source);
    deepStrictEqual(frontMatter, {
      type: 'chat',
      model: 'openai/gpt-5',
      parameters: { temperature: 0.7, max_tokens: 12345678901234567890n },
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'answer', schema: { type: 'object' } },
      },
      metadata: { langwatch: { handle: 'Support/Greeting', demonstrations: [1] } },
    });
    deepStrictEqual(body.type === 'chat' && body.messages, [
      { role: 'system', content: 'You work for {{company}}.' },
      { role: 'user', content: '{{question}}' },
    ]);
  });

  it('has its system message first where that stands beside the others', () => {
    const { source } = imported('a.prompt.yaml', yaml({ prompt: 'Be kind.', messages }));
    match(source, /system:\nBe kind\.\n+user:\nHi/);
    const both = yaml({ prompt: 'x', messages: [{ role: 'system', content: 'y' }] });
    match(imported('a.prompt.yaml', both).source, /langwatch:\n {4}scope: PROJECT\n {4}prompt: x/);
  });

  it('keeps braces that begin no variable', () => {
    const content = 'Say {{#a}}';
    const text = yaml({ messages: [{ role: 'user', content }] });
    const { source, warnings } = imported('a.prompt.yaml', text);
    match(source, /format: none/);
    strictEqual(warnings.length, 1);
  });

  const REFUSED: readonly (readonly [file: string, text: string, reason: RegExp])[] = [
    ['prompts.json', '{"prompts":{"a":"latest"}}', /prompts\.json, prompts: This is an index/],
    ['x/prompts-lock.json', '{"lockfileVersion":1,"prompts":{}}', /This is an index/],
    ['a.prompt.yaml', yaml({ messages: [] }), /messages: There are no/],
    ['a.prompt.yaml', yaml({ messages: [{ role: 'tool' }] }), /messages\[0\]\.role: A role is one/],
  ];
  for (const [file, text, reason] of REFUSED) {
    it(`is refused: ${text}`, () => {
      match(
        refusalOf(() => imported(file, text)),
        reason,
      );
    });
  }

  const CASES: readonly (readonly [file: string, value: object, is: boolean])[] = [
    ['a.prompt.yaml', { messages, modelParameters: { max_tokens: 1 } }, true],
    ['a.prompt.yaml', { messages, handle: 'a' }, true],
    ['a.prompt.yaml', { messages, modelParameters: { maxTokens: 1 } }, false],
    ['a.prompt.yml', { messages, modelParameters: { max_tokens: 1 }, testData: [] }, false],
    ['a.prompt.yml', { messages, modelParameters: { max_tokens: 1 }, evaluators: [] }, false],
    ['a.prompt.yaml', { handle: 'a' }, false],
    ['a.yaml', { messages, handle: 'a' }, false],
    ['prompts.json', { prompts: ['a'], tests: [] }, false],
  ];
  for (const [file, value, is] of CASES) {
    it(`${is ? 'is' : 'is not'} ${JSON.stringify([file, value])}`, () => {
      strictEqual(isLangwatch({ file, text: JSON.stringify(value) }), is);
    });
  }
});
