import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { isHumanloop } from '../../src/interop/humanloop';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const FRONT = '---\nmodel: gpt-4o\nprovider: openai\nendpoint: chat\n---\n\n';
const EXAMPLE = 'You answer letters.\n\n<example>\n<user>\nIs it open?\n</user>\n</example>\n';
const TAGS = '<system>\nRules.\n</system>\n\n<user>\nHi {{who}}\n</user>\n';

describe('a prompt of Humanloop', () => {
  it('comes in whole, with images, calls and results', () => {
    const { prompt, source, warnings } = imported(
      'weather.prompt',
      interopFixture('humanloop.prompt'),
    );
    strictEqual(prompt, 'weather');
    const { frontMatter, body } = requireDocument(source);
    deepStrictEqual(frontMatter, {
      type: 'chat',
      model: 'openai/gpt-4o',
      parameters: { temperature: 0.7, stop: ['END'] },
      tools: [
        {
          type: 'function',
          function: {
            name: 'get_weather',
            description: 'Tells the weather',
            parameters: { type: 'object', properties: { city: { type: 'string' } } },
            strict: true,
          },
        },
      ],
      metadata: { humanloop: { endpoint: 'chat' } },
    });
    deepStrictEqual(body.type === 'chat' && body.messages, [
      { role: 'system', content: 'You are a friendly assistant.\nBe short, {{name}}.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image', url: 'https://example.com/{{photo}}.png', detail: 'low' },
        ],
      },
      {
        role: 'assistant',
        content: 'I will look.',
        calls: [{ id: 'call_1', name: 'get_weather', arguments: '{"city":"{{city}}"}' }],
      },
      { role: 'tool', content: 'Cloudy.', result: 'call_1' },
    ]);
    deepStrictEqual(sentencesOf(warnings), [
      'max_tokens is left out: -1 is no limit there.',
      'tools[0].on_agent_call is left out: a prompt document has no place for "on_agent_call".',
    ]);
  });

  it('may be written in Jinja, and may be taken as it is', () => {
    const jinja = `---\nmodel: x\ntemplate_language: jinja\n---\n<user>{% if a %}b{% endif %}</user>`;
    match(imported('a.prompt', jinja).source, /format: jinja2/);
    strictEqual(imported('a.prompt', `${FRONT}${TAGS}`, { from: 'prompt' }).format, 'prompt');
  });

  it('is text where its braces are none of a variable', () => {
    match(imported('a.prompt', `${FRONT}<user>{{#a}}</user>`).source, /format: none/);
  });

  const REFUSED: readonly (readonly [body: string, reason: RegExp])[] = [
    ['<user>a</user>\nb\n<user>c</user>', /a\.prompt, line 8: Text stands outside/],
    ['<user>\na {{search(key)}}\n</user>', /line 8: "\{\{search\(key\)\}\}" puts in/],
    ['<user>a\n<assistant>b</assistant>', /line 7: "<user>" is never closed/],
    ['<assistant><tool name="f">{}</tool></assistant>', /<assistant>\.tool_calls\[0\]\.id/],
    ['<assistant><tool name="f" id="a">x</tool></assistant>', /arguments: /],
  ];
  for (const [body, reason] of REFUSED) {
    it(`is refused with its place: ${body}`, () => {
      match(
        refusalOf(() => imported('a.prompt', FRONT + body)),
        reason,
      );
    });
  }

  const cases: [file: string, text: string, is: boolean][] = [
    ['a.prompt', `${FRONT}${TAGS}`, true],
    ['a.prompt', `${FRONT}<user name="Ada">Hi</user>`, true],
    ['a.agent', `${FRONT}${TAGS}`, true],
    ['a.prompt', TAGS, false],
    ['a.md', `${FRONT}${TAGS}`, false],
    ['a.txt', TAGS, false],
    ['a.prompt', `${FRONT}${EXAMPLE}`, false],
    ['a.prompt', `${FRONT}<system>\nRules.\n</system>\nHello {{who}}`, false],
    ['a.prompt', `---\ntype: chat\n---\nsystem:\n${TAGS}`, false],
    ['a.prompt', `---\nformat: none\n---\n${TAGS}`, false],
  ];
  for (const [file, text, is] of cases) {
    it(`${is ? 'is' : 'is not'} ${JSON.stringify([file, text])}`, () => {
      strictEqual(isHumanloop({ file, text }), is);
      if (!is) strictEqual(imported(file, text).source, text);
    });
  }
});
