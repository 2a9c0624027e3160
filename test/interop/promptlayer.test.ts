import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { importFiles } from '../../src/interop/importFiles';
import { isPromptlayer } from '../../src/interop/promptlayer';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const chat = (...messages: object[]) => ({ prompt_template: { type: 'chat', messages } });
const text = (value: unknown) => JSON.stringify(value);

describe('a template of PromptLayer', () => {
  it('comes in whole', () => {
    const { prompt, source, warnings } = imported('a.json', interopFixture('promptlayer.json'));
    strictEqual(prompt, 'support-greeting');
    const { frontMatter, body } = requireDocument(source);
    deepStrictEqual(frontMatter, {
      type: 'chat',
      format: 'f-string',
      model: 'openai/gpt-5',
      parameters: { temperature: 0, seed: 12345678901234567890n, service_tier: 'flex' },
      tools: [{ type: 'function', function: { name: 'find', parameters: { type: 'object' } } }],
      tool_choice: 'auto',
      metadata: {
        promptlayer: {
          name: 'Support Greeting',
          id: 7,
          version: 3,
          tags: ['eu'],
          labels: ['prod'],
          commit_message: 'Kinder',
          metadata: { team: 'support' },
        },
      },
    });
    deepStrictEqual(body.type === 'chat' && body.messages, [
      { role: 'system', content: 'You work for {company}.' },
      { role: 'history', name: 'history' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image', url: '{photo}' },
        ],
      },
    ]);
    match(sentencesOf(warnings).join('\n'), /^llm_kwargs is left out[^]*\(prod\): commit/);
  });

  it('of a list comes in once for each name, in the version that is served', () => {
    const item = (prompt_name: string, version: number, labels: readonly string[] = []) => ({
      ...chat({ role: 'user', content: `v${version}` }),
      ...{ prompt_name, version, labels },
    });
    const items = [item('a', 1, ['prod']), item('a', 2), item('b', 1)];
    const [first, second, ...rest] = importFiles([{ file: 'all.json', text: text({ items }) }]);
    deepStrictEqual([first?.prompt, second?.prompt, rest.length], ['a', 'b', 0]);
    match(first!.source, /user:\nv1/);
    match(sentencesOf(first!.warnings).join(), /labelled prod; the file also holds 2/);
  });

  it('is a text where it is a completion', () => {
    const prompt_template = {
      type: 'completion',
      template_format: 'jinja2',
      content: [{ type: 'text', text: 'Hi {{ name | upper }}' }],
    };
    const { prompt, source } = imported('greeting.json', text({ prompt_template }));
    deepStrictEqual(
      [prompt, source],
      ['greeting', '---\nformat: jinja2\n---\nHi {{ name | upper }}'],
    );
  });

  const user = { role: 'user', content: 'a' };
  const REFUSED: readonly (readonly [value: unknown, reason: RegExp])[] = [
    [
      chat(user, { ...user, template_format: 'jinja2' }),
      /messages\[1\]\.template_format: .*have two/,
    ],
    [chat({ ...user, template_format: 'erb' }), /messages\[0\]\.template_format: A format is one/],
    [chat({ ...user, content: '@@@tone@@@' }), /prompt_template: "@@@tone@@@" puts in another/],
    [chat({ role: 'function', content: 'a' }), /messages\[0\]\.role/],
    [chat({ role: 'placeholder', name: 'a b' }), /messages\[0\]\.name/],
    [[chat(user), {}], /\[1\]: A template of PromptLayer has/],
  ];
  for (const [value, reason] of REFUSED) {
    it(`is refused with its path: ${text(value)}`, () => {
      match(
        refusalOf(() => imported('a.json', text(value))),
        reason,
      );
    });
  }

  it('is told by its template', () => {
    const is = (value: unknown) => isPromptlayer({ file: 'a.json', text: text(value) });
    deepStrictEqual(
      [chat(), [chat()], { items: [chat()] }, { prompt_template: 'a' }, {}, []].map(is),
      [true, true, true, false, false, false],
    );
  });
});
