import { deepStrictEqual, match } from 'node:assert/strict';
import { readBedrockFormat, readBedrockTools } from '../../../src/interop/requests/bedrockSettings';
import { refusalOf } from '../../support/interopFiles';
import { sentencesOf } from '../../support/sentences';
import type { Loss } from '../../../src/interop/loss';

function reading() {
  return { file: { file: 'a.json', text: '' }, warnings: [] as Loss[] };
}

const format = (jsonSchema: object) => ({
  textFormat: { type: 'json_schema', structure: { jsonSchema } },
});

describe('the settings of Converse', () => {
  it('have tools in the form of OpenAI, and those of Bedrock as they are', () => {
    const read = reading();
    const toolSpec = {
      name: 'f',
      description: 'F',
      inputSchema: { json: { type: 'object' } },
      strict: true,
      more: 1,
    };
    const tools = [
      { toolSpec },
      { systemTool: { name: 'g' } },
      { cachePoint: { type: 'default' } },
    ];
    deepStrictEqual(readBedrockTools(read, { tools }).tools, [
      {
        type: 'function',
        function: { name: 'f', description: 'F', parameters: { type: 'object' }, strict: true },
      },
      { systemTool: { name: 'g' } },
    ]);
    match(
      sentencesOf(read.warnings).join('\n'),
      /tools\[0\]\.toolSpec\.more is left out[^]*tools\[2\]\.cachePoint is left out/,
    );
  });

  it('choose among tools in the words of all', () => {
    const choices = [{ auto: {} }, { any: {} }, { tool: { name: 'f' } }, { more: {} }, undefined];
    deepStrictEqual(
      choices.map(toolChoice => readBedrockTools(reading(), { toolChoice }).choice),
      ['auto', 'required', { type: 'function', function: { name: 'f' } }, { more: {} }, undefined],
    );
  });

  it('have the schema of the answer as a text', () => {
    const schema = '{"minimum":9007199254740993}';
    deepStrictEqual(readBedrockFormat(reading(), format({ name: 'n', schema })), {
      type: 'json_schema',
      json_schema: { name: 'n', schema: { minimum: 9007199254740993n } },
    });
    deepStrictEqual(readBedrockFormat(reading(), undefined), undefined);
    const read = reading();
    readBedrockFormat(read, format({ name: 'n' }));
    match(sentencesOf(read.warnings).join(), /jsonSchema\.name is left out/);
  });

  it('are refused with the path where they are something else', () => {
    match(
      refusalOf(() => readBedrockFormat(reading(), format({ schema: '{' }))),
      /jsonSchema\.schema: This is no JSON/,
    );
    match(
      refusalOf(() => readBedrockTools(reading(), { tools: { a: 1 } })),
      /a\.json, toolConfig\.tools: Tools are a list/,
    );
    match(
      refusalOf(() => readBedrockTools(reading(), { tools: [3] })),
      /toolConfig\.tools\[0\]: A tool is an object/,
    );
  });
});
