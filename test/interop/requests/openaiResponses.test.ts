import { deepStrictEqual, match } from 'node:assert/strict';
import { printJson } from '../../../src/core/base/json';
import { isResponsesRequest } from '../../../src/interop/requests/openaiResponses';
import { imported, importedDocument, interopFixture, refusalOf } from '../../support/interopFiles';
import type { Json } from '../../support/requestDocuments';
import { asksTheSame } from '../../support/requestLaw';
import { sentencesOf } from '../../support/sentences';

interface Turn {
  readonly role: string;
  readonly content: readonly Json[];
}

/** The turns of Anthropic as items: calls and their results are none of a message. */
function toItems({ role, content }: Turn): readonly Json[] {
  return content.map(({ type, ...block }) => {
    const { media_type, data } = (block.source ?? {}) as Record<string, string>;
    const url = `data:${media_type};base64,${data}`;
    switch (type) {
      case 'image':
        return { role, content: [{ type: 'input_image', image_url: url }] };
      case 'document':
        return { role, content: [{ type: 'input_file', file_data: url, filename: block.title }] };
      case 'tool_use': {
        const { id, name, input } = block;
        return { type: 'function_call', call_id: id, name, arguments: printJson(input) };
      }
      case 'tool_result':
        return { type: 'function_call_output', call_id: block.tool_use_id, output: block.content };
      default:
        return { role, content: block.text };
    }
  });
}

function toResponses({ system, messages }: Json): Json | undefined {
  const input = (messages as readonly Turn[]).flatMap(toItems);
  return input.length === 0 ? undefined : { model: 'gpt-5', instructions: system, input };
}

describe('a request to the Responses API', () => {
  it('asks what a random document asks', () => {
    asksTheSame('openai-responses', toResponses);
  });

  it('has its format in the words of the chat API, and its tools as they are', () => {
    const { frontMatter } = importedDocument(
      'a.json',
      interopFixture('openai-responses/instructed.json'),
    );
    deepStrictEqual(frontMatter.response_format, {
      type: 'json_schema',
      json_schema: {
        name: 'book',
        strict: true,
        schema: { type: 'object', properties: { title: { type: 'string' } } },
      },
    });
    deepStrictEqual(frontMatter.parameters, {
      reasoning: { effort: 'low' },
      store: false,
      seed: 9007199254740993n,
      verbosity: 'low',
    });
    const text = interopFixture('openai-responses/tools.json');
    const { tools } = JSON.parse(text) as Json;
    deepStrictEqual(importedDocument('a.json', text).frontMatter.tools, tools);
  });

  it('that names a stored prompt is refused where no text is in it, with what to do', () => {
    const request = { model: 'gpt-5', prompt: { id: 'pmpt_68a1', version: '2' } };
    match(
      refusalOf(() => imported('a.json', JSON.stringify(request))),
      /a\.json, prompt: .*names pmpt_68a1, which lies with OpenAI\. Open .* dashboard, copy/,
    );
  });

  it('that names a stored prompt beside a text says what is missing, and keeps its name', () => {
    const text = interopFixture('openai-responses/stored-with-text.json');
    const { warnings } = imported('a.json', text);
    match(sentencesOf(warnings).join('\n'), /prompt \(pmpt_68a1b2c3d4\) is kept in the metadata/);
    match(
      sentencesOf(warnings).join('\n'),
      /previous_response_id is left out: the messages before these lie/,
    );
    const { prompt } = JSON.parse(text) as Json;
    deepStrictEqual(importedDocument('a.json', text).frontMatter.metadata, { openai: { prompt } });
  });

  it('is told from rows of a test, from answers and from requests that embed', () => {
    const input = 'Hi';
    const yes = [
      { input, model: 'gpt-5' },
      { input: [{ role: 'user', content: 'Hi' }], model: 'gpt-5' },
      { input, instructions: 'x' },
      { input, text: { verbosity: 'low' } },
      { input: [{ type: 'message' }] },
      { prompt: { id: 'pmpt_1' } },
    ];
    const no = [
      { input },
      { input: [], model: 'gpt-5' },
      { input, text: 'x' },
      { input, model: 'text-embedding-3-small' },
      { input: ['a', 'b'], model: 'voyage-3' },
      { input, model: 'gpt-4o', voice: 'alloy' },
      { input, model: 'm', encoding_format: 'float' },
      { input, model: 'm', dimensions: 256 },
      { input, model: 'm', input_type: 'query' },
      { input, model: 'm', target: 'x' },
      { input, model: 'm', documents: ['x'] },
      { input, ideal: 'x', model: 'gpt-5' },
      { input, output: 'x', model: 'gpt-5' },
      { input, messages: [], model: 'gpt-5' },
      { prompt: 'x' },
      [{ input, model: 'gpt-5' }],
      null,
    ];
    deepStrictEqual(
      yes.map(isResponsesRequest),
      yes.map(() => true),
    );
    deepStrictEqual(
      no.map(isResponsesRequest),
      no.map(() => false),
    );
  });

  it('is refused with the path where it cannot be said', () => {
    const refused = (request: unknown): string =>
      refusalOf(() => imported('a.json', JSON.stringify(request), { from: 'openai-responses' }));
    match(refused([]), /a\.json: A request is an object/);
    match(refused({}), /a\.json, input: There are no messages/);
    match(refused({ input: 3 }), /input: It must be a text or a list of items/);
    match(refused({ input: 'Hi', text: 3 }), /text: It must be an object/);
  });
});
