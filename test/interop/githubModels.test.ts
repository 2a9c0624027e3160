import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { isGithubModels } from '../../src/interop/githubModels';
import { imported, interopFixture, refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

describe('a prompt of GitHub Models', () => {
  it('keeps model, parameters, messages and schema; tests and evaluators in its metadata', () => {
    const { prompt, source, warnings } = imported(
      'summarizer.prompt.yml',
      interopFixture('summarizer.prompt.yml'),
    );
    strictEqual(prompt, 'text-summarizer');
    deepStrictEqual(warnings, []);
    const { frontMatter, body } = requireDocument(source);
    const { metadata, ...rest } = frontMatter;
    deepStrictEqual(rest, {
      type: 'chat',
      model: 'openai/gpt-4o-mini',
      parameters: { temperature: 0.5, max_tokens: 200 },
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'summary',
          schema: { type: 'object', properties: { text: { type: 'string' } } },
        },
      },
    });
    deepStrictEqual(Object.keys((metadata as { 'github-models': object })['github-models']), [
      'name',
      'description',
      'testData',
      'evaluators',
    ]);
    strictEqual(body.type === 'chat' && body.messages.length, 2);
  });

  it('warns of braces that are a tag here and were text there', () => {
    const { warnings } = imported(
      'a.prompt.yml',
      'messages: [{ role: User, content: "{{ a }} {{b}}" }]',
    );
    deepStrictEqual(sentencesOf(warnings), [
      '{{ a }} was text there, and is a tag of Mustache here.',
    ]);
  });

  const REFUSED: readonly (readonly [text: string, reason: RegExp])[] = [
    ['messages: []', /a\.prompt\.yml, messages: There are no messages/],
    ['messages: [{ role: tool, content: a }]', /messages\[0\]\.role/],
    ['messages: [{ role: user }]', /messages\[0\]\.content/],
    ['messages: [{ role: user, content: a }]\nresponseFormat: xml', /responseFormat: /],
    [
      'messages: [{ role: user, content: a }]\nresponseFormat: json_schema\njsonSchema: "{"',
      /jsonSchema: This is no JSON/,
    ],
    [
      'messages: [{ role: user, content: a }]\nresponseFormat: json_schema\njsonSchema: "{}"',
      /jsonSchema: It must be a text/,
    ],
    ['- a', /line 1: /],
    ['a: [', /line 1: /],
  ];
  for (const [text, reason] of REFUSED) {
    it(`is refused with its place: ${JSON.stringify(text)}`, () => {
      match(
        refusalOf(() => imported('a.prompt.yml', text)),
        reason,
      );
    });
  }

  it('is told by its ending, or by its messages', () => {
    const is = (file: string, text = '') => isGithubModels({ file, text });
    deepStrictEqual(
      [is('a.prompt.yml'), is('a.yaml', 'messages:\n'), is('a.yml'), is('a.prompt')],
      [true, true, false, false],
    );
  });
});
