import { LineProblem } from '../../src/interop/foreignFile';
import { deepStrictEqual, strictEqual, throws } from 'node:assert/strict';
import { renderDocument } from '../../src/core/prompt/render/render';
import { promptyRoleOf, readMessages } from '../../src/interop/promptyBody';
import type { RichKind } from '../../src/interop/promptyFields';
import type { Values } from '../../src/core/prompt/document/inputs';
import type { PromptDocument } from '../../src/core/prompt/document/model';
import { sentencesOf } from '../support/sentences';

const NONE: ReadonlyMap<string, RichKind> = new Map();

/** What Prompty makes of a body: filled in first, cut at its role lines then. */
function original(body: string, values: Values): readonly (readonly [string, string])[] {
  const document: PromptDocument = {
    format: 'jinja2',
    frontMatter: {},
    body: { type: 'text', text: body },
  };
  const { output } = renderDocument(document, values, { missing: 'empty' });
  const messages: [string, string[]][] = [['system', []]];
  for (const line of output.type === 'text' ? output.text.split('\n') : []) {
    const role = promptyRoleOf(line);
    if (role === undefined) messages.at(-1)?.[1].push(line);
    else messages.push([role, []]);
  }
  return messages
    .map(([role, lines]) => [role, lines.join('\n').trim()] as const)
    .filter(([, text]) => text !== '');
}

function ours(body: string, values: Values): readonly (readonly [string, string])[] {
  const { messages } = readMessages(body, NONE, 'jinja2');
  const document: PromptDocument = {
    format: 'jinja2',
    frontMatter: {},
    body: { type: 'chat', messages },
  };
  const { output } = renderDocument(document, values, { missing: 'empty' });
  if (output.type === 'text') return [];
  return output.messages
    .map(({ role, content }) => [role, typeof content === 'string' ? content.trim() : ''] as const)
    .filter(([, text]) => text !== '');
}

describe('the body of a Prompty, which is filled in before it is cut', () => {
  const talk = [
    { role: 'user', content: 'My fern is brown.' },
    { role: 'assistant', content: 'Water it less.' },
  ];
  const SAME: readonly (readonly [body: string, values: Values])[] = [
    [
      'system:\nS\n\n{% for t in talk %}\n{{t.role}}:\n{{t.content}}\n{% endfor %}\n\nuser:\n{{q}}',
      { talk, q: 'Q' },
    ],
    [
      'S\n{%- for t in talk -%}\n# {{ t["role"] }}:\n{{ t[\'content\'] | safe }}\n{% endfor %}\nuser:\nQ',
      { talk: [] },
    ],
    [
      'S\n{% if talk %}\n{% for t in talk %}\n{{t.role}}:\n{{t.content}}\n{% endfor %}\n{% endif %}\nuser:\nQ',
      { talk },
    ],
    ['{% for t in talk %}\n{{t.role}}:\n{{t.content}}\n{% endfor %}\nuser:\nQ', { talk }],
    [
      'system:\n{% set firm = "North Pier" %}You work for {{ firm }}.\nuser:\nIs {{ firm }} open on {{ day }}?',
      { day: 'Sunday' },
    ],
    [
      '{% set a = 1 %}{% set b = a + 1 %}\nuser:\n{{ b }}\nassistant:\nno names\nuser:\n{{ a }}',
      {},
    ],
    ['{% macro hi(x) %}Hi {{ x }}{% endmacro %}S\nuser:\n{{ hi(name) }}', { name: 'Kim' }],
    ['{% set x %}text{% endset %}S {{ x }}\nuser:\n{{ x }}!', {}],
    ['S {# a note\nuser:\nno #} end\nuser:\nQ', {}],
    [
      '{{ name }}: Hi\n{{ t.role }}: {{ t.content }}\nuser:\nQ',
      { name: 'Kim', t: { role: 'user', content: 'C' } },
    ],
    ['{% if a %}A{% endif %}\nuser:\n{% for x in xs %}{{ x }} {% endfor %}', { a: 1, xs: [1, 2] }],
  ];
  for (const [body, values] of SAME) {
    it(`says the same: ${JSON.stringify(body)}`, () => {
      deepStrictEqual(ours(body, values), original(body, values));
    });
  }

  const REFUSED: readonly (readonly [body: string, line: number, message: RegExp])[] = [
    ['S\n{% for e in xs %}\nuser:\n{{e}}\n{% endfor %}', 3, /"user:" stands in a block/],
    ['S\n{% if a %}\nuser:\nx\n{% endif %}', 3, /stands in a block/],
    ['{% raw %}\nuser:\n{% endraw %}', 2, /stands in a block/],
    ['S\n{{ who.role }}:\n{{ who.content }}', 2, /would begin a message there/],
    ['S\n{% for t in talk[-3:] %}\n{{t.role}}:\n{{t.content}}\n{% endfor %}', 3, /would begin/],
    ['S\n{% for t in talk %}\n{{t.role}}:\n{{t.content}} ({{ t.name }})\n{% endfor %}', 3, /would/],
    ['{% for t in talk %}\n{{t.role}}:\n{{t.content}}\n{% endfor %}\nMore', 4, /last message/],
    ['S\n{% if p %}{{ photo }}{% endif %}', 2, /"\{\{ photo \}\}" stands in a block/],
  ];
  for (const [body, line, message] of REFUSED) {
    it(`is refused: ${JSON.stringify(body)}`, () => {
      throws(
        () => readMessages(body, new Map([['photo', 'image'] as const]), 'jinja2'),
        (error: unknown) =>
          error instanceof LineProblem && error.line === line && message.test(error.message),
      );
    });
  }

  it('takes a section of Mustache for a conversation, and no role line in another', () => {
    const body = 'S\n{{#talk}}\n{{role}}:\n{{{content}}}\n{{/talk}}\nuser:\n{{! user:\n}}Q';
    const { messages, histories } = readMessages(body, NONE, 'mustache');
    deepStrictEqual(histories, ['talk']);
    deepStrictEqual(messages.slice(0, 2), [
      { role: 'system', content: 'S' },
      { role: 'history', name: 'talk' },
    ]);
    throws(() => readMessages('{{#xs}}\nuser:\n{{.}}\n{{/xs}}', NONE, 'mustache'), LineProblem);
  });

  it('knows a thread that is only asked for, and goes on behind one', () => {
    const rich = new Map([['talk', 'thread'] as const]);
    const { messages } = readMessages(
      'S\n{% if talk %}\n{{talk}}\n{% endif %}\nmore',
      rich,
      'jinja2',
    );
    deepStrictEqual(messages, [
      { role: 'system', content: 'S' },
      { role: 'history', name: 'talk' },
      { role: 'system', content: 'more' },
    ]);
  });

  it('warns of a line that would begin a message for some values', () => {
    const { warnings } = readMessages('S\n{{ speaker }}:\n{{ text }}', NONE, 'jinja2');
    deepStrictEqual(sentencesOf(warnings), [
      '"{{ speaker }}:" is text. There it begins a message where the value is the name of a role.',
    ]);
  });

  it('is read in time that grows with its length', () => {
    const turn = '{% for t in talk %}\n{{t.role}}:\n{{t.content}}\n{% endfor %}\nuser:\n{{ q }}\n';
    strictEqual(readMessages(turn.repeat(5_000), NONE, 'jinja2').messages.length, 10_000);
    const many = `{% set a = 1 %}${'user:\n{{ a }}\n'.repeat(20_000)}`;
    strictEqual(readMessages(many, NONE, 'jinja2').messages.length > 10_000, true);
  });
});

describe('the body of a Prompty', () => {
  it('begins a message at each role line, whatever its case', () => {
    const lines = [
      'user:',
      '  # System :',
      'ASSISTANT[name="x"]:',
      'tool:',
      'developer:',
      'The user: hi',
      `user[${'a'.repeat(600)}]:`,
    ];
    deepStrictEqual(lines.map(promptyRoleOf), [
      'user',
      'system',
      'assistant',
      undefined,
      'developer',
      undefined,
      undefined,
    ]);
  });

  it('belongs to the system above the first, and takes threads and images apart', () => {
    const rich = new Map([
      ['talk', 'thread'],
      ['photo', 'image'],
      ['paper', 'file'],
    ] as const);
    const body = 'Hi\n{{ talk }}\nmore {{x}}\nuser:\n{{photo}}\n{{paper}}';
    deepStrictEqual(readMessages(body, rich, 'jinja2').messages, [
      { role: 'system', content: 'Hi' },
      { role: 'history', name: 'talk' },
      { role: 'system', content: 'more {{x}}' },
      {
        role: 'user',
        content: [
          { type: 'image', url: '{{photo}}' },
          { type: 'file', url: '{{paper}}' },
        ],
      },
    ]);
  });
});
