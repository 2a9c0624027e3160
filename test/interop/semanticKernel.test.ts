import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { importFiles } from '../../src/interop/importFiles';
import { isSemanticKernel } from '../../src/interop/semanticKernel';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const yaml = (fields: object) => JSON.stringify({ template_format: 'semantic-kernel', ...fields });

describe('a prompt of Semantic Kernel', () => {
  it('in YAML comes in whole', () => {
    const { prompt, source, warnings } = imported(
      'story.yaml',
      interopFixture('semantic-kernel.yaml'),
    );
    strictEqual(prompt, 'generate-story');
    const { frontMatter, body, format } = requireDocument(source);
    strictEqual(format, 'mustache');
    deepStrictEqual(frontMatter, {
      model: 'gpt-4',
      parameters: { temperature: 0.6, stop_sequences: ['END'] },
      inputs: {
        topic: { type: 'string', description: 'The topic of the story.' },
        length: { type: 'integer', description: 'In sentences.', default: 3, required: false },
      },
      metadata: {
        'semantic-kernel': {
          name: 'GenerateStory',
          description: 'A story about a topic',
          output_variable: { description: 'The story' },
          input_variables: { topic: { allow_dangerously_set_content: true } },
          execution_settings: {
            service2: { model_id: 'gpt-3.5', temperature: 0.4 },
            default: { function_choice_behavior: { type: 'auto' } },
          },
        },
      },
    });
    deepStrictEqual(body, {
      type: 'text',
      text: 'Tell a story about {{topic}} that is {{length}} sentences long.\n',
    });
    deepStrictEqual(sentencesOf(warnings), [
      'A prompt has one set of settings: those of service2 are kept in its metadata.',
    ]);
  });

  it('in its text file is called as the folder', () => {
    const { prompt, source, warnings } = imported('plugins/Chat/skprompt.txt', 'Hi {{$input}}\n');
    deepStrictEqual([prompt, source, warnings], ['chat', 'Hi {{input}}\n', []]);
  });

  it('has the settings that lie beside its text and are imported with it', () => {
    const settings = {
      schema: 1,
      description: 'Greets',
      completion: { temperature: 0 },
      input: { parameters: [{ name: 'input', description: 'Who', defaultValue: '' }] },
    };
    const read = importFiles([
      { file: 'a/Chat/config.json', text: JSON.stringify(settings) },
      { file: 'a/Chat/skprompt.txt', text: 'Hi {{$input}}' },
      { file: 'a/Other/skprompt.txt', text: 'Bye' },
    ]);
    deepStrictEqual(
      read.map(({ prompt }) => prompt),
      ['chat', 'other'],
    );
    deepStrictEqual(requireDocument(read[0]!.source).frontMatter, {
      parameters: { temperature: 0 },
      inputs: { input: { description: 'Who', default: '' } },
      metadata: { 'semantic-kernel': { schema: 1, description: 'Greets' } },
    });
  });

  it('keeps a schema that says more than a type, and takes no type that its default has not', () => {
    const input_variables = [
      { name: 'a', json_schema: '{"type":"string","enum":["x"]}' },
      { name: 'b', json_schema: { type: 'integer' }, default: 'many' },
    ];
    const { source } = imported('a.json', yaml({ template: '{{$a}}{{$b}}', input_variables }));
    const { inputs, metadata } = requireDocument(source).frontMatter;
    deepStrictEqual(inputs, { a: { type: 'string' }, b: { default: 'many' } });
    deepStrictEqual(metadata, {
      'semantic-kernel': {
        input_variables: {
          a: { json_schema: '{"type":"string","enum":["x"]}' },
          b: { json_schema: { type: 'integer' } },
        },
      },
    });
  });

  it('takes the settings of the only service', () => {
    const execution_settings = { azure: { model_id: 'x', max_tokens: 12345678901234567890n } };
    const text = yaml({ template: 'a', execution_settings: {} }).replace(
      '"execution_settings":{}',
      `"execution_settings":{"azure":{"model_id":"x","max_tokens":12345678901234567890}}`,
    );
    const { frontMatter } = requireDocument(imported('a.json', text).source);
    deepStrictEqual(frontMatter, {
      model: execution_settings.azure.model_id,
      parameters: { max_tokens: execution_settings.azure.max_tokens },
    });
  });

  const REFUSED: readonly (readonly [file: string, text: string, reason: RegExp])[] = [
    [
      'config.json',
      '{"schema":1,"type":"completion","completion":{"temperature":0}}',
      /skprompt\.txt/,
    ],
    [
      'a.json',
      yaml({ template: 'a\n{{time.now}}' }),
      /a\.json, template: Line 2 of it: .*calls a function/,
    ],
    ['a.json', '{"template":"a","template_format":"liquid"}', /template_format: "liquid" has no/],
    ['x/skprompt.txt', 'a\n\n{{a.b}}', /skprompt\.txt, line 3: /],
  ];
  for (const [file, text, reason] of REFUSED) {
    it(`is refused: ${text}`, () => {
      match(
        refusalOf(() => imported(file, text)),
        reason,
      );
    });
  }

  it('is told by its settings, and not taken for a prompt of LangChain', () => {
    const is = (value: unknown) =>
      isSemanticKernel({ file: 'a.json', text: JSON.stringify(value) });
    deepStrictEqual(
      [
        is({ template: 'a', template_format: 'handlebars' }),
        is({ template: 'a', input_variables: [{ name: 'a' }] }),
        is({ template: 'a', execution_settings: {} }),
        is({ template: 'a', template_format: 'jinja2', input_variables: ['a'] }),
        is({ template: 'a', input_variables: [] }),
        is({ schema: 1 }),
      ],
      [true, true, true, false, false, false],
    );
  });

  it('has settings beside its text that say no more than its inputs', () => {
    const parameters = [{ name: 'input', description: 'What to greet' }];
    const settings = { schema: 1, description: 'x', input: { parameters } };
    const [read, ...rest] = importFiles([
      { file: 'a/skprompt.txt', text: 'Hi {{$input}}' },
      { file: 'a/config.json', text: JSON.stringify(settings) },
    ]);
    strictEqual(rest.length, 0);
    match(read!.source, /description: What to greet/);
  });

  it('keeps an input whatever its name', () => {
    const text = yaml({
      template: 'Hi',
      input_variables: [{ name: '__proto__', description: 'a', more: 1 }],
    });
    match(imported('a.json', text).source, /inputs:\n {2}__proto__:\n {4}description: a/);
  });
});
