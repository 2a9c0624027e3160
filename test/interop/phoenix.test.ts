import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { isPhoenix } from '../../src/interop/phoenix';
import { imported, importedDocument, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const CHAT = { type: 'chat', messages: [{ role: 'user', content: 'Hi {{name}}' }] };
const version = (fields: object = {}) => ({
  model_provider: 'OPENAI',
  model_name: 'gpt-5',
  template: CHAT,
  template_type: 'CHAT',
  template_format: 'MUSTACHE',
  invocation_parameters: { type: 'openai', openai: {} },
  ...fields,
});
const text = (value: unknown) => JSON.stringify(value);

describe('a prompt of Phoenix', () => {
  it('of which the API gives a version comes in whole', () => {
    const { prompt, warnings, source } = imported(
      'triage.json',
      interopFixture('phoenix-version.json'),
    );
    deepStrictEqual([prompt, warnings], ['triage', []]);
    const { frontMatter, body } = requireDocument(source);
    deepStrictEqual(frontMatter, {
      type: 'chat',
      model: 'anthropic/claude-sonnet-4-5',
      parameters: {
        max_tokens: 2048,
        temperature: 0.2,
        stop_sequences: ['END'],
        thinking: { type: 'enabled', budget_tokens: 1024 },
        service_tier: 'auto',
        parallel_tool_calls: false,
      },
      tools: [
        {
          type: 'function',
          function: { name: 'find', description: 'Finds it', parameters: { type: 'object' } },
        },
        { type: 'web_search_20250305', name: 'web_search' },
      ],
      tool_choice: { type: 'function', function: { name: 'find' } },
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'a', schema: { type: 'object' } },
      },
      metadata: { phoenix: { description: 'Kinder', id: 'UHJvbXB0VmVyc2lvbjoxMg==' } },
    });
    strictEqual(body.type, 'chat');
  });

  it('of which the file holds several versions comes in its newest, the others named', () => {
    const list = [9, 12, 10].map(number =>
      version({ id: btoa(`PromptVersion:${number}`), description: String(number) }),
    );
    const { source, warnings } = imported('a.json', text({ data: list, next_cursor: 'x' }));
    match(source, /description: "12"/);
    match(
      sentencesOf(warnings).join('\n'),
      /Version 12 is taken; the file also holds 10, 9\.[^]*next_cursor/,
    );
  });

  it('without ids in which numbers stand, comes in the first of a list', () => {
    const list = ['new', 'old'].map(description => version({ id: description, description }));
    match(imported('a.json', text(list)).source, /description: new/);
  });

  it('as it is sent there has its own name, and keeps what is said of it', () => {
    const body = {
      prompt: {
        name: 'support--greeting',
        description: 'Says hello',
        metadata: { team: 'eu', promptledger: { prompt: 'support/greeting' } },
      },
      version: version({ template_format: 'F_STRING' }),
    };
    const { prompt, source } = imported('x.json', text(body));
    strictEqual(prompt, 'support/greeting');
    deepStrictEqual(requireDocument(source).frontMatter, {
      type: 'chat',
      format: 'f-string',
      model: 'openai/gpt-5',
      metadata: { phoenix: { prompt: { description: 'Says hello', metadata: { team: 'eu' } } } },
    });
  });

  it('with one text is one', () => {
    const template = { type: 'string', template: '{a} \n' };
    const written = version({ template, template_type: 'STR', template_format: 'NONE' });
    const document = importedDocument('x.json', text(written));
    deepStrictEqual([document.format, document.body], ['none', { type: 'text', text: '{a} \n' }]);
  });

  it('keeps the digits of its numbers', () => {
    const written = text(version()).replace(
      '"openai":{}',
      '"openai":{"seed":12345678901234567890}',
    );
    match(imported('x.json', written).source, /seed: 12345678901234567890/);
  });

  it('says which parameter counts where one is said twice', () => {
    const openai = { temperature: 1, extra_body: { temperature: 0, min_p: 0.1 } };
    const written = version({ invocation_parameters: { type: 'openai', openai } });
    const { source, warnings } = imported('x.json', text(written));
    deepStrictEqual(requireDocument(source).frontMatter.parameters, { temperature: 0, min_p: 0.1 });
    match(sentencesOf(warnings).join(), /invocation_parameters\.openai\.temperature is left out/);
  });

  const REFUSED: readonly (readonly [value: unknown, reason: RegExp])[] = [
    [version({ template_format: 'JINJA' }), /x\.json, template_format: It is one of MUSTACHE/],
    [{ data: version({ tools: [{}] }) }, /data\.tools: Tools are an object/],
    [
      { prompt: { name: 'a' }, version: version({ invocation_parameters: { type: 'x' } }) },
      /version\.invocation_parameters: Parameters stand under/,
    ],
    [
      version({ tools: { tools: [{}], tool_choice: { type: 'any' } } }),
      /tools\.tool_choice: It is one of none/,
    ],
    [{ data: [version(), {}] }, /data\[1\]: A version of Phoenix has a "template"/],
    [version({ template: { type: 'chat', messages: [] } }), /template\.messages: There are no/],
    [
      version({ template: { type: 'string' }, template_type: 'STR' }),
      /template\.template: A template is a text/,
    ],
  ];
  for (const [value, reason] of REFUSED) {
    it(`is refused with its path: ${text(value)}`, () => {
      match(
        refusalOf(() => imported('x.json', text(value))),
        reason,
      );
    });
  }

  it('is told by its template and the format of it', () => {
    const is = (value: unknown) => isPhoenix({ file: 'x.json', text: text(value) });
    deepStrictEqual(
      [version(), { data: [] }, { template: 'Hi', template_format: 'mustache' }, [], null].map(is),
      [true, false, false, false, false],
    );
  });

  it('has no word that only JavaScript knows', () => {
    const { frontMatter } = importedDocument(
      'x.json',
      text(version({ model_provider: 'constructor' })),
    );
    strictEqual(frontMatter.model, 'constructor/gpt-5');
    const tools = { type: 'tools', tools: [], tool_choice: { type: 'toString' } };
    match(
      refusalOf(() => imported('x.json', text(version({ tools })))),
      /tool_choice: It is one of/,
    );
  });
});
