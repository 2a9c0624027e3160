import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { isMlflow } from '../../src/interop/mlflow';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const text = (value: unknown) => JSON.stringify(value);
const version = (fields: object) => ({
  name: 'a',
  template: 'Hi {{name}}',
  aliases: [],
  version: 1,
  ...fields,
});

describe('a prompt of MLflow', () => {
  it('comes in whole', () => {
    const { prompt, source, warnings } = imported('x.json', interopFixture('mlflow.json'));
    strictEqual(prompt, 'qa_prompt');
    const { frontMatter, body } = requireDocument(source);
    deepStrictEqual(frontMatter, {
      type: 'chat',
      model: 'openai/gpt-5',
      parameters: { temperature: 0, max_tokens: 12345678901234567890n, service_tier: 'flex' },
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'Answer',
          schema: { title: 'Answer', type: 'object', properties: { text: { type: 'string' } } },
        },
      },
      metadata: {
        mlflow: {
          version: 2,
          commit_message: 'Shorter',
          creation_timestamp: 1751000000000,
          tags: { author: 'ada' },
          aliases: ['staging'],
        },
      },
    });
    deepStrictEqual(body.type === 'chat' && body.messages.length, 2);
    match(sentencesOf(warnings).join(), /\(staging\): commit the prompt/);
  });

  it('is read where it is written as a version of a model', () => {
    const tags = [
      { key: 'mlflow.prompt.is_prompt', value: 'true' },
      { key: 'mlflow.prompt.text', value: '[{"role": "user", "content": "Hi"}]' },
      { key: '_mlflow_prompt_model_config', value: '{"model_name": "x"}' },
      { key: 'team', value: 'eu' },
    ];
    const { source } = imported(
      'x.json',
      text({ model_version: { name: 'B.2', version: '1', tags } }),
    );
    const { frontMatter, body } = requireDocument(source);
    deepStrictEqual(frontMatter, {
      type: 'chat',
      model: 'x',
      metadata: { mlflow: { name: 'B.2', version: '1', tags: { team: 'eu' } } },
    });
    deepStrictEqual(body, { type: 'chat', messages: [{ role: 'user', content: 'Hi' }] });
  });

  it('of several versions comes in the one in production, the others named', () => {
    const list = [
      version({ version: 1, aliases: ['production'], template: 'one' }),
      version({ version: 2, template: 'two' }),
    ];
    const { source, warnings } = imported('x.json', text(list));
    match(source, /\none$/);
    match(sentencesOf(warnings).join(), /labelled production; the file also holds 2/);
  });

  it('is Jinja where it has statements', () => {
    const template = '{% if a %}b{% endif %}';
    match(imported('x.json', text(version({ template }))).source, /format: jinja2/);
  });

  it('is refused with its path', () => {
    const bad = [version({ version: 1 }), { name: 'b' }];
    match(
      refusalOf(() => imported('x.json', text(bad))),
      /x\.json, \[1\]: A prompt of MLflow has/,
    );
    const wrong = version({ template: [{ role: 'critic', content: 'a' }] });
    match(
      refusalOf(() => imported('x.json', text(wrong))),
      /x\.json, template\[0\]\.role/,
    );
  });

  it('is told by what stands beside its template', () => {
    const is = (value: unknown) => isMlflow({ file: 'x.json', text: text(value) });
    deepStrictEqual(
      [
        version({}),
        [version({})],
        { name: 'a', template: 'b' },
        { template: 'b', aliases: [] },
        [],
      ].map(is),
      [true, true, false, false, false],
    );
  });

  it('is not what else has a name and a template', () => {
    const is = (value: unknown) => isMlflow({ file: 'package.json', text: text(value) });
    deepStrictEqual(
      [
        { name: 'x', version: '1.0.0', template: 'react', aliases: {} },
        { name: 'button', template: '<b/>', uri: 'x' },
        { name: 'a', template: 'b', uri: 'prompts:/a/1' },
        { name: 'a', template: 'b', aliases: [], version: '2' },
      ].map(is),
      [false, false, true, true],
    );
  });
});
