import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { isAgentmark } from '../../src/interop/agentmark';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const HEAD = '---\nname: a\ntext_config:\n  model_name: x\n---\n';

describe('a prompt of AgentMark', () => {
  it('comes in whole', () => {
    const { prompt, source, warnings } = imported(
      'x.prompt.mdx',
      interopFixture('agentmark.prompt.mdx'),
    );
    strictEqual(prompt, 'financial-assistant');
    const { frontMatter, body } = requireDocument(source);
    deepStrictEqual(frontMatter, {
      type: 'chat',
      model: 'anthropic/claude-sonnet-4',
      parameters: { temperature: 0.2 },
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'response',
          schema: { type: 'object', properties: { answer: { type: 'string' } } },
        },
      },
      inputs: { question: { type: 'string', description: 'What is asked' } },
      metadata: {
        agentmark: {
          test_settings: { props: { question: 'What is 2 + 2?' } },
          object_config: { max_calls: 3, tools: ['calculate'] },
        },
      },
    });
    deepStrictEqual(body.type === 'chat' && body.messages, [
      { role: 'system', content: 'You are a helpful assistant. Answer as `{"answer": "…"}`.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: '{{question}}' },
          { type: 'image', url: '{{photo}}', mediaType: 'image/png' },
        ],
      },
    ]);
    deepStrictEqual(sentencesOf(warnings), [
      'Tools are named there and defined elsewhere: their names are kept in its metadata.',
    ]);
  });

  it('has tools where they are defined in it', () => {
    const tools = 'tools: { add: { description: Adds, parameters: { type: object }, x: 1 } }';
    const text = `---\ntext_config:\n  model_name: x\n  ${tools}\n---\n<User>Hi</User>`;
    const { prompt, source, warnings } = imported('b.prompt.mdx', text);
    strictEqual(prompt, 'b');
    deepStrictEqual(requireDocument(source).frontMatter.tools, [
      {
        type: 'function',
        function: { name: 'add', description: 'Adds', parameters: { type: 'object' } },
      },
    ]);
    match(sentencesOf(warnings).join(), /tools\.add\.x is left out/);
  });

  const REFUSED: readonly (readonly [body: string, reason: RegExp])[] = [
    ['<User>\n{props.a ? "b" : "c"}\n</User>', /a\.mdx, line 7: .*computed by a program/],
    ['<User>a</User>\n\n<ForEach arr={props.a}>b</ForEach>', /line 8: Text stands outside/],
    ['<User>\n\n<If condition={props.a}>b</If>\n</User>', /line 8: "<If>" is a component/],
    ['import X from "./x.mdx"\n\n<User>a</User>', /line 6: Text stands outside/],
    ['<User>a', /line 6: "<User>" is never closed/],
    ['<User><FileAttachment mimeType="a/b" /></User>', /line 6: "<FileAttachment>" names no file/],
    ['', /There are no messages/],
  ];
  for (const [body, reason] of REFUSED) {
    it(`is refused with its line: ${body}`, () => {
      match(
        refusalOf(() => imported('a.mdx', HEAD + body)),
        reason,
      );
    });
  }

  it('for images or speech is refused', () => {
    match(
      refusalOf(() => imported('a.mdx', '---\nimage_config:\n  model_name: x\n---\n')),
      /image_config: A prompt for images/,
    );
  });

  it('is told by its ending and its head, or its messages', () => {
    const is = (file: string, text: string) => isAgentmark({ file, text });
    deepStrictEqual(
      [
        is('a.mdx', HEAD),
        is('a.prompt.mdx', '<User>a</User>'),
        is('a.mdx', '<User>a</User>'),
        is('a.md', HEAD),
      ],
      [true, true, false, false],
    );
  });
});
