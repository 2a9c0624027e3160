import { deepStrictEqual, match } from 'node:assert/strict';
import { toAnthropic } from '../../../src/core/prompt/providers/anthropic';
import { isAnthropicRequest } from '../../../src/interop/requests/anthropic';
import { imported, importedDocument, interopFixture, refusalOf } from '../../support/interopFiles';
import { comesBack } from '../../support/requestLaw';
import { sentencesOf } from '../../support/sentences';

const asked = [{ role: 'user', content: 'Hi' }];
const file = (request: object): string => JSON.stringify(request);

describe('a request to Anthropic', () => {
  it('comes back as it was printed, from random documents', () => {
    comesBack('anthropic', 'claude-sonnet-4-5', toAnthropic);
  });

  it('makes a message of each result of a tool, in their order', () => {
    const { body } = importedDocument('a.json', interopFixture('anthropic/tools.json'));
    deepStrictEqual(body.type === 'chat' && body.messages.slice(2), [
      { role: 'tool', content: '19 degrees', result: 'toolu_first' },
      { role: 'tool', content: '11 degrees', result: 'toolu_second' },
      { role: 'user', content: 'Answer in one word.' },
    ]);
  });

  it('keeps tools and their choice as they are, and numbers with all digits', () => {
    const text = interopFixture('anthropic/tools.json');
    const { frontMatter, body } = importedDocument('a.json', text);
    const { tools, tool_choice } = JSON.parse(text) as Record<string, unknown>;
    deepStrictEqual([frontMatter.tools, frontMatter.tool_choice], [tools, tool_choice]);
    match(JSON.stringify(body), /9007199254740993/);
  });

  it('says the schema of an answer in the words of all', () => {
    const { frontMatter } = importedDocument('a.json', interopFixture('anthropic/structured.json'));
    const schema = { type: 'object', properties: { street: { type: 'string' } } };
    deepStrictEqual(frontMatter.response_format, {
      type: 'json_schema',
      json_schema: { name: 'response', schema },
    });
    const format = { type: 'json_schema', schema };
    const { warnings } = imported(
      'a.json',
      file({
        anthropic_version: '1',
        messages: asked,
        output_format: format,
        output_config: { format },
      }),
    );
    match(
      sentencesOf(warnings).join(),
      /output_format is left out: output_config\.format says the same/,
    );
  });

  it('is told by its blocks, its tools and its models, where nothing of OpenAI is in it', () => {
    const block = (type: string) => ({ messages: [{ role: 'user', content: [{ type }] }] });
    const yes = [
      ...['tool_use', 'tool_result', 'document'].map(block),
      { messages: asked, tools: [{ name: 'f', input_schema: {} }] },
      { messages: asked, model: 'claude-sonnet-4-5' },
      { messages: asked, model: 'us.anthropic.claude-3-haiku' },
      { messages: asked, stop_sequences: ['a'] },
      { messages: asked, thinking: { type: 'enabled' } },
      [{ role: 'user', content: [{ type: 'image', source: { type: 'url', url: 'u' } }] }],
    ];
    const no = [
      { messages: asked },
      { messages: asked, system: 'x' },
      { messages: [...asked, { role: 'system', content: 'x' }], model: 'anthropic/claude-3' },
      { messages: [{ role: 'assistant', tool_calls: [{}] }], model: 'claude-3' },
      { messages: asked, model: 'claude-3', response_format: { type: 'json_object' } },
      ...['image_url', 'file', 'input_audio'].map(type => ({
        messages: [{ role: 'user', content: [{ type, [type]: {} }] }],
        model: 'claude-3',
      })),
      { messages: asked, model: 'claude-3', instructions: 'x' },
      { messages: asked, model: 'claude-3', tools: [{ type: 'function', function: {} }] },
      { messages: asked, model: 'claude-3', system: { role: 'system', content: 'x' } },
      { messages: asked, model: 'claude-3', system: [{ role: 'system', content: 'x' }] },
      { model: 'claude-3' },
      { messages: [], model: 'claude-3' },
      3,
    ];
    deepStrictEqual(
      yes.map(isAnthropicRequest),
      yes.map(() => true),
    );
    deepStrictEqual(
      no.map(isAnthropicRequest),
      no.map(() => false),
    );
  });

  it('is refused with the path where it cannot be said', () => {
    const refused = (request: object): string =>
      refusalOf(() => imported('a.json', file(request), { from: 'anthropic' }));
    match(refused({}), /a\.json, messages: There are no messages/);
    match(refused({ messages: [] }), /messages: There are no messages/);
    match(refused({ messages: asked, output_config: 3 }), /output_config: It must be an object/);
  });
});
