import { lost } from '../../src/interop/loss';
import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../src/core/prompt/document/document';
import { exportDotprompt } from '../../src/interop/dotpromptExport';
import { exportOpenai } from '../../src/interop/openaiExport';
import { exportPrompty } from '../../src/interop/promptyExport';
import { leftOut } from '../../src/interop/leftOut';
import { imported } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';

const cached = { cache_control: { type: 'ephemeral' } };
const json = (value: unknown): string => JSON.stringify(value);
const made = (name: string, kwargs: object) => {
  return { lc: 1, type: 'constructor', id: ['langchain', name], kwargs };
};
const template = made('PromptTemplate', { template: 'Hi {a}', input_variables: ['a'] });
const chain = (...messages: object[]): string => json(made('ChatPromptTemplate', { messages }));

describe('what a file says and a prompt document has no place for', () => {
  it('is named by its place, unless it says nothing', () => {
    deepStrictEqual(leftOut({ a: 1, b: 2, c: null, d: {}, e: false }, ['a'], 'x[0]'), [
      lost('x[0].b', 'x[0].b is left out: a prompt document has no place for "b".'),
      lost('x[0].e', 'x[0].e is left out: a prompt document has no place for "e".'),
    ]);
    match(sentencesOf(leftOut({ a: 1 }, [], '')).join(), /^a is left out/);
  });

  const FILES: readonly (readonly [what: string, file: string, text: string, place: RegExp])[] = [
    [
      'a part of OpenAI',
      'a.json',
      json([{ role: 'user', content: [{ type: 'text', text: 'x', ...cached }] }]),
      /\[0\]\.content\[0\]\.cache_control is left out/,
    ],
    [
      'an image of OpenAI',
      'a.json',
      json([
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'u', format: 'png' } }] },
      ]),
      /image_url\.format is left out/,
    ],
    [
      'a call of OpenAI',
      'a.json',
      json([
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'c', type: 'function', function: { name: 'f' }, signature: 's' }],
        },
      ]),
      /tool_calls\[0\]\.signature is left out/,
    ],
    [
      'a message of Langfuse',
      'a.json',
      json({ name: 'a', prompt: [{ role: 'user', content: 'x', ...cached }] }),
      /prompt\[0\]\.cache_control is left out/,
    ],
    [
      'a message of GitHub Models',
      'a.prompt.yml',
      'messages:\n  - { role: user, content: x, name: Kim }\n',
      /messages\[0\]\.name is left out/,
    ],
    [
      'a schema of GitHub Models that nothing asks for',
      'a.prompt.yml',
      "jsonSchema: '{}'\nmessages:\n  - { role: user, content: x }\n",
      /jsonSchema is left out/,
    ],
    [
      'a message of LangChain',
      'a.json',
      chain(made('HumanMessagePromptTemplate', { prompt: template, additional_kwargs: cached })),
      /additional_kwargs\.cache_control is left out/,
    ],
    [
      'a message of LangChain that is no template',
      'a.json',
      chain(made('HumanMessage', { content: 'x', name: 'Kim', example: false })),
      /messages\[0\]\.kwargs\.name is left out/,
    ],
    [
      'a part of LangChain',
      'a.json',
      chain(
        made('HumanMessagePromptTemplate', {
          prompt: [made('PromptTemplate', { template: 'x', ...cached })],
        }),
      ),
      /prompt\[0\]\.kwargs\.cache_control is left out/,
    ],
    [
      'a role line of Prompty',
      'a.prompty',
      '---\nname: a\n---\nuser[name="Kim"]:\nx\n',
      /user\[name="Kim"\]:" says in brackets is left out/,
    ],
    [
      'an input of Prompty',
      'a.prompty',
      '---\nname: a\ninputs:\n  - { name: x, kind: string, pattern: "^a" }\n---\nuser:\n{{x}}\n',
      /inputs\.x\.pattern is left out/,
    ],
    [
      'a medium of Dotprompt',
      'a.prompt',
      '---\nconfig: {}\n---\n{{media url=photo detail="low"}}',
      /"\{\{media\}\}" says besides is left out: detail/,
    ],
    [
      'a tool of Dotprompt',
      'a.prompt',
      '---\ntoolDefs:\n  - name: f\n    inputSchema: { type: object }\n    outputSchema: { type: object }\n---\nx',
      /toolDefs\.f\.outputSchema is left out/,
    ],
    [
      'a schema of Dotprompt',
      'a.prompt',
      '---\ninput: { schema: { type: object, properties: {}, additionalProperties: true } }\n---\nx',
      /says more than inputs can \(additionalProperties\)/,
    ],
  ];
  for (const [what, file, text, place] of FILES) {
    it(`is told of ${what}`, () => {
      match(sentencesOf(imported(file, text).warnings).join('\n'), place);
    });
  }

  it('is told of by an export, too, whatever key it has', () => {
    const document = requireDocument('---\nowner: me\ninputs: { a: { enum: [x] } }\n---\n{{a}}');
    for (const print of [exportDotprompt, exportPrompty, exportOpenai]) {
      match(sentencesOf(print(document).warnings).join('\n'), /"owner" is left out/);
    }
    match(
      sentencesOf(exportDotprompt(document).warnings).join('\n'),
      /"inputs\.a\.enum" is left out/,
    );
  });

  it('is nothing where a file says only what is read', () => {
    const text = chain(made('HumanMessagePromptTemplate', { prompt: template }));
    strictEqual(imported('a.json', text).warnings.length, 0);
  });
});
