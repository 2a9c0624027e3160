import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { parseJson, printJson } from '../../src/core/base/json';
import {
  parseDocument,
  printDocument,
  requireDocument,
} from '../../src/core/prompt/document/document';
import { exportPhoenix } from '../../src/interop/phoenixExport';
import { imported, importedDocument, interopFixture, refusalOf } from '../support/interopFiles';
import { LedgerError } from '../../src/core/base/errors';
import type { ChatEntry, PromptDocument } from '../../src/core/prompt/document/model';
import { chatEntries, data } from '../support/randomDocuments';
import { sentencesOf } from '../support/sentences';

const MODEL = 'model: openai/gpt-5';
const printed = (source: string, name = 'a') => exportPhoenix(requireDocument(source), name);

describe('a document as a prompt of Phoenix', () => {
  it('is what its API takes', () => {
    const { text, warnings } = printed(
      `---\n${MODEL}\nparameters: { seed: 12345678901234567890, top_k: 1 }\n---\nHi {{name}}`,
      'support/greeting',
    );
    deepStrictEqual(parseJson(text), {
      prompt: {
        name: 'support--greeting',
        metadata: { promptledger: { prompt: 'support/greeting' } },
      },
      version: {
        model_provider: 'OPENAI',
        model_name: 'gpt-5',
        template: { type: 'chat', messages: [{ role: 'user', content: 'Hi {{name}}' }] },
        template_type: 'CHAT',
        template_format: 'MUSTACHE',
        invocation_parameters: {
          type: 'openai',
          openai: { seed: 12345678901234567890n, extra_body: { top_k: 1 } },
        },
      },
    });
    match(sentencesOf(warnings).join('\n'), /"support--greeting" there[^]*message of the user/);
    strictEqual(imported('x.json', text).prompt, 'support/greeting');
  });

  it('comes back as it was: a version of the API but for its id', () => {
    const document = importedDocument('x.json', interopFixture('phoenix-version.json'));
    const { text, warnings } = exportPhoenix(document, 'x');
    deepStrictEqual(sentencesOf(warnings), [
      '"metadata.phoenix.id" is left out: it has no counterpart there.',
    ]);
    const { metadata, ...rest } = document.frontMatter;
    const back = importedDocument('x.json', text);
    deepStrictEqual(back.frontMatter, {
      ...rest,
      metadata: { phoenix: { description: 'Kinder' } },
    });
    deepStrictEqual(back.body, document.body);
    strictEqual(metadata === undefined, false);
  });

  const WARNED: readonly (readonly [front: string, warning: RegExp])[] = [
    ['model: gpt-5', /names no provider: it is taken for a model of OPENAI/],
    ['model: gemini/flash', /"gemini" is GOOGLE there/],
    [
      `${MODEL}\ninputs: { a: {} }\nmetadata: { x: 1, phoenix: { id: a } }`,
      /"inputs"[^]*metadata\.x[^]*phoenix\.id/,
    ],
    [`${MODEL}\nresponse_format: json_object`, /"response_format" is left out/],
    [`${MODEL}\ntool_choice: auto`, /there are no tools/],
    [`${MODEL}\ntools: [{ name: a }]\ntool_choice: any`, /in other words/],
    [
      'model: google/x\nparameters: { stop: END, n: 2 }',
      /stop" is "stop_sequences"[^]*"parameters\.n"/,
    ],
  ];
  for (const [front, warning] of WARNED) {
    it(`names what it leaves out: ${front}`, () => {
      match(sentencesOf(printed(`---\n${front}\n---\nHi`).warnings).join('\n'), warning);
    });
  }

  const UNSAYABLE: readonly (readonly [source: string, message: RegExp])[] = [
    ['Hi', /names its model/],
    ['---\nmodel: acme/x\n---\nHi', /no model of a provider/],
    [`---\n${MODEL}\nformat: jinja2\n---\nHi`, /Mustache or f-strings/],
    [`---\n${MODEL}\n---\n{{> tone}}`, /included prompt/],
    [`---\n${MODEL}\ntype: chat\n---\n@history: talk`, /place for messages/],
    [`---\n${MODEL}\ntype: chat\n---\nuser:\n@image: https://x/y.png`, /no images/],
    ['---\nmodel: anthropic/x\n---\nHi', /max_tokens/],
    [
      '---\nmodel: anthropic/x\nparameters: { max_tokens: 1024, thinking: { type: enabled, budget_tokens: 2048 } }\n---\nHi',
      /less than/,
    ],
  ];
  for (const [source, message] of UNSAYABLE) {
    it(`is refused where it would say something else: ${JSON.stringify(source)}`, () => {
      match(
        refusalOf(() => printed(source)),
        message,
      );
    });
  }

  it('comes back equal where nothing is warned of', () => {
    let whole = 0;
    fc.assert(
      fc.property(randomDocument, document => {
        const { document: meant } = parseDocument(printDocument(document));
        if (meant === undefined) return;
        try {
          const { text, warnings } = exportPhoenix(meant, 'greeting');
          if (warnings.length > 0) return;
          deepStrictEqual(importedDocument('x.json', text), withPlainArguments(meant));
          whole += 1;
        } catch (error) {
          if (!(error instanceof LedgerError)) throw error;
          strictEqual(error.code, 'invalid-document');
          match(error.message, /^phoenix cannot say/);
        }
      }),
      { numRuns: 400, seed: 7 },
    );
    strictEqual(whole > 40, true, `${whole} came back`);
  });
});

/** The JSON of arguments is the same however it is spaced. */
function withPlainArguments(document: PromptDocument): PromptDocument {
  const { body } = document;
  if (body.type === 'text') return document;
  const messages = body.messages.map(entry => {
    if (entry.role === 'history' || entry.calls === undefined) return entry;
    const calls = entry.calls.map(call => {
      return { ...call, arguments: printJson(parseJson(call.arguments)) };
    });
    return { ...entry, calls };
  });
  return { ...document, body: { type: 'chat', messages } };
}

function isOfTexts(entry: ChatEntry): boolean {
  return entry.role !== 'history' && typeof entry.content === 'string';
}

const something = data.filter(value => value !== null && value !== '');
const randomDocument = fc
  .record({
    format: fc.constantFrom('mustache', 'f-string', 'none'),
    front: fc.record(
      {
        parameters: fc.dictionary(
          fc.constantFrom(
            'temperature',
            'max_tokens',
            'stop',
            'seed',
            'top_k',
            'parallel_tool_calls',
            'extra_body',
          ),
          fc.oneof(
            fc.integer(),
            fc.double({ noNaN: true, noDefaultInfinity: true }),
            fc.boolean(),
            something,
          ),
          { minKeys: 1, noNullPrototype: true },
        ),
        tools: fc.array(
          fc.oneof(
            fc.record({
              type: fc.constant('function'),
              function: fc.record({ name: fc.string(), strict: fc.boolean() }),
            }),
            something,
          ),
          { minLength: 1, maxLength: 3 },
        ),
        tool_choice: fc.constantFrom('auto', 'none', 'required', 'any', {
          type: 'function',
          function: { name: 'f' },
        }),
        response_format: fc.constantFrom('text', {
          type: 'json_schema',
          json_schema: { name: 'a' },
        }),
      },
      { requiredKeys: [] },
    ),
    model: fc.constantFrom(
      'openai/gpt-5',
      'azure/x',
      'anthropic/c/d',
      'google/g',
      'gpt-5',
      'bedrock/x',
    ),
    messages: chatEntries.map(entries => entries.filter(isOfTexts)).filter(list => list.length > 0),
  })
  .map(({ format, front, model, messages }) => ({
    format: format as 'mustache',
    frontMatter: { type: 'chat', ...(format === 'mustache' ? {} : { format }), model, ...front },
    body: { type: 'chat' as const, messages },
  }));
