import { deepStrictEqual, match } from 'node:assert/strict';
import { readGeminiFormat, readGeminiTools } from '../../../src/interop/requests/geminiSettings';
import { refusalOf } from '../../support/interopFiles';
import { sentencesOf } from '../../support/sentences';
import type { Loss } from '../../../src/interop/loss';

function reading() {
  return { file: { file: 'a.json', text: '' }, warnings: [] as Loss[] };
}

const choose = (toolConfig: unknown): unknown =>
  readGeminiTools(reading(), { toolConfig }, '').choice;

describe('the settings of Gemini', () => {
  it('have a tool for each function, with a schema in JSON Schema', () => {
    const tools = [
      {
        function_declarations: [
          { name: 'f', description: 'F', parameters: { type: 'OBJECT' } },
          { name: 'g', parametersJsonSchema: { type: 'object' } },
        ],
        googleSearch: { a: 1 },
      },
      { codeExecution: {} },
    ];
    deepStrictEqual(readGeminiTools(reading(), { tools }, '').tools, [
      {
        type: 'function',
        function: { name: 'f', description: 'F', parameters: { type: 'object' } },
      },
      { type: 'function', function: { name: 'g', parameters: { type: 'object' } } },
      { googleSearch: { a: 1 } },
      { codeExecution: {} },
    ]);
  });

  it('say what of a function is left out, and refuse what are no tools', () => {
    const read = reading();
    const tools = { functionDeclarations: [{ name: 'f', response: { type: 'STRING' } }] };
    readGeminiTools(read, { tools }, 'config');
    match(
      sentencesOf(read.warnings).join(),
      /^config\.tools\[0\]\.functionDeclarations\[0\]\.response is left/,
    );
    const both = { name: 'f', parameters: { type: 'OBJECT' }, parametersJsonSchema: { a: 1 } };
    readGeminiTools(read, { tools: { functionDeclarations: [both] } }, '');
    match(
      read.warnings.at(-1)?.message ?? '',
      /\[0\]\.parameters is left out: parametersJsonSchema is there/,
    );
    match(
      refusalOf(() => readGeminiTools(read, { tools: 'f' }, '')),
      /a\.json, tools: It must be an object/,
    );
  });

  it('choose among tools in the words of all, where there are some', () => {
    const calling = (functionCallingConfig: object) => ({ functionCallingConfig });
    deepStrictEqual(
      ['AUTO', 'NONE', 'ANY'].map(mode => choose(calling({ mode }))),
      ['auto', 'none', 'required'],
    );
    const one = calling({ mode: 'ANY', allowed_function_names: ['f'] });
    deepStrictEqual(choose(one), { type: 'function', function: { name: 'f' } });
    deepStrictEqual(choose({}), undefined);
    const own = [
      calling({ mode: 'ANY', allowedFunctionNames: ['f', 'g'] }),
      calling({ mode: 'VALIDATED' }),
      calling({ mode: 'AUTO', stream: true }),
      { ...calling({ mode: 'AUTO' }), retrievalConfig: { languageCode: 'de' } },
    ];
    deepStrictEqual(own.map(choose), own);
  });

  it('say the form of the answer in the words of all, where there are some', () => {
    const format = (fields: object) => readGeminiFormat(reading(), { ...fields }, '').format;
    const schema = (type: string) => ({
      type: 'json_schema',
      json_schema: { name: 'response', schema: { type } },
    });
    const responseMimeType = 'application/json';
    deepStrictEqual(
      [
        format({}),
        format({ responseMimeType }),
        format({ responseMimeType, responseSchema: { type: 'STRING' } }),
        format({ response_json_schema: { type: 'number' } }),
        format({ responseMimeType: 'text/x.enum', responseSchema: { type: 'STRING' } }),
      ],
      [undefined, { type: 'json_object' }, schema('string'), schema('number'), undefined],
    );
    const read = reading();
    const both = { responseSchema: { type: 'STRING' }, responseJsonSchema: { type: 'string' } };
    readGeminiFormat(read, both, 'config');
    match(sentencesOf(read.warnings).join(), /^config\.responseSchema is left out/);
  });
});
