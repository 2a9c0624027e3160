import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { requireDocument } from '../../../src/core/prompt/document/document';
import { limitProblem } from '../../../src/core/ledger/records/recordLimits';
import { verdictOf, type Judged } from '../../../src/core/release/verdict';

const judged = (source: string): Judged => ({ document: requireDocument(source) });

function verdict(before: string | undefined, after: string) {
  return verdictOf(before === undefined ? undefined : judged(before), judged(after));
}

const withInput = (declared: string, body = '{{name}}') =>
  `---\ninputs:\n  name: ${declared}\n---\n${body}`;
const withFront = (front: string) => `---\n${front}\n---\nHi`;
const format = (schema: string) =>
  withFront(`response_format: { type: json_schema, json_schema: { name: a, schema: ${schema} } }`);
const answer = (fields: string, required: string) =>
  format(`{ type: object, properties: { ${fields} }, required: [${required}] }`);
const tool = (name: string, parameters = '{}') =>
  `{ type: function, function: { name: ${name}, parameters: ${parameters} } }`;
const tools = (...list: string[]) => withFront(`tools: [${list.join(', ')}]`);

/** What changed, what was served, what is released, and why a caller of the old one fails: or does not. */
type Pair = [what: string, before: string | undefined, after: string, why: string | undefined];

const VARIABLES: Pair[] = [
  ['nothing was served before, so nobody calls it', undefined, 'Hi {{name}}', undefined],
  ['only words changed', 'Hi {{name}}', 'Hello {{name}}!', undefined],
  ['nothing changed', 'Hi {{name}}', 'Hi {{name}}', undefined],
  ['a variable is new, and nobody gives it', 'Hi', 'Hi {{name}}', '"name" has to be given now.'],
  ['a variable has another name', 'Hi {{name}}', 'Hi {{first}}', '"first" has to be given now.'],
  ['a variable is gone: too many values are only a warning', 'Hi {{name}}', 'Hi', undefined],
  ['a new variable has a default', 'Hi', withInput('{ type: string, default: you }'), undefined],
  ['a new variable is optional', 'Hi', withInput('{ required: false }'), undefined],
  [
    'a new variable is required',
    'Hi',
    withInput('{ required: true }'),
    '"name" has to be given now.',
  ],
  ['a new condition may be absent', 'Hi', 'Hi{{#vip}}, dear{{/vip}}', undefined],
  ['a new inverted condition may be absent', 'Hi', 'Hi{{^vip}}.{{/vip}}', undefined],
  [
    'a new name stands only in a section, so items hold it',
    'Hi',
    '{{#items}}{{label}}{{/items}}',
    undefined,
  ],
  ['a part of something new is needed', 'Hi', 'Hi {{user.name}}', '"user" has to be given now.'],
  ['another part of what was given before', 'Hi {{user.name}}', 'Hi {{user.title}}', undefined],
  [
    'an optional input became required',
    withInput('{ required: false }'),
    'Hi {{name}}',
    '"name" has to be given now.',
  ],
  [
    'a default was taken away',
    withInput('{ default: you }'),
    withInput('{ type: any }'),
    '"name" has to be given now.',
  ],
  [
    'a default was added',
    withInput('{ type: string }'),
    withInput('{ type: string, default: x }'),
    undefined,
  ],
  ['a condition is printed now', '{{#vip}}!{{/vip}}', '{{vip}}', '"vip" has to be given now.'],
  ['a printed name is only a condition now', '{{vip}}', '{{#vip}}!{{/vip}}', undefined],
  [
    'a declared input is used for the first time',
    withInput('{ type: string }', 'Hi'),
    withInput('{ type: string }'),
    undefined,
  ],
  [
    'several names at once: the first of them is told first',
    'Hi',
    '{{b}}{{a}}',
    '"a" has to be given now.',
  ],
];

const TYPES: Pair[] = [
  [
    'an input takes a list',
    withInput('{ type: string }'),
    withInput('{ type: array }'),
    '"name" takes array now; it took string.',
  ],
  [
    'an input takes more: any number',
    withInput('{ type: integer }'),
    withInput('{ type: number }'),
    undefined,
  ],
  [
    'an input takes less: whole numbers',
    withInput('{ type: number }'),
    withInput('{ type: integer }'),
    '"name" takes integer now; it took number.',
  ],
  [
    'an input takes anything now',
    withInput('{ type: string }'),
    withInput('{ type: any }'),
    undefined,
  ],
  [
    'an input that took anything takes text',
    withInput('{ type: any }'),
    withInput('{ type: string }'),
    '"name" takes string now.',
  ],
  [
    'a printed name is documented as text, which it was used as',
    'Hi {{name}}',
    withInput('{ type: string }'),
    undefined,
  ],
  [
    'a printed name takes numbers now',
    'Hi {{name}}',
    withInput('{ type: number }'),
    '"name" takes number now.',
  ],
  [
    'a name with parts is documented as an object',
    '{{name.first}}',
    withInput('{ type: object }', '{{name.first}}'),
    undefined,
  ],
  [
    'a name with parts takes text now',
    '{{name.first}}',
    withInput('{ type: string }'),
    '"name" takes string now.',
  ],
  [
    'a loop is documented as a list',
    '{{#name}}x{{/name}}',
    withInput('{ type: array }', '{{#name}}x{{/name}}'),
    undefined,
  ],
  [
    'a loop of Jinja2 is documented as a list',
    '---\nformat: jinja2\n---\n{% for x in items %}{{ x }}{% endfor %}',
    '---\nformat: jinja2\ninputs: { items: { type: array, required: false } }\n---\n{% for x in items %}{{ x }}{% endfor %}',
    undefined,
  ],
  [
    'an f-string asks for another name',
    '---\nformat: f-string\n---\nHi {name}',
    '---\nformat: f-string\n---\nHi {name} of {city}',
    '"city" has to be given now.',
  ],
  [
    'a condition is documented as yes or no',
    '{{#name}}x{{/name}}',
    withInput('{ type: boolean, required: false }', '{{#name}}x{{/name}}'),
    undefined,
  ],
];

const FRONT_MATTER: Pair[] = [
  [
    'a text became a chat',
    'Hi',
    '---\ntype: chat\n---\nuser:\nHi',
    'It is a chat now; it was a text.',
  ],
  [
    'a chat became a text',
    '---\ntype: chat\n---\nuser:\nHi',
    'Hi',
    'It is a text now; it was a chat.',
  ],
  ['a text says that it is one', 'Hi', withFront('type: text'), undefined],
  [
    'a chat has another message',
    '---\ntype: chat\n---\nuser:\nHi',
    '---\ntype: chat\n---\nsystem:\nBe kind.\n\nuser:\nHi',
    undefined,
  ],
  ['only the model changed', withFront('model: a'), withFront('model: b'), undefined],
  [
    'only parameters changed',
    withFront('parameters: { temperature: 0 }'),
    withFront('parameters: { temperature: 1 }'),
    undefined,
  ],
  [
    'nobody notices metadata',
    withFront('metadata: { owner: a }'),
    withFront('metadata: { owner: b }'),
    undefined,
  ],
];

const OUTPUT: Pair[] = [
  [
    'a tool is new, and callers may not have it',
    'Hi',
    tools(tool('refund')),
    'The model can call the tool "refund" now, which callers may not have.',
  ],
  ['a tool is gone, and is called no more', tools(tool('refund')), 'Hi', undefined],
  [
    'a tool does not promise an argument any more',
    tools(tool('refund', '{ required: [id] }')),
    tools(tool('refund')),
    'The call of "refund" does not promise "id" any more.',
  ],
  [
    'a tool promises another argument',
    tools(tool('refund')),
    tools(tool('refund', '{ required: [id] }')),
    undefined,
  ],
  [
    'an argument has another type',
    tools(tool('r', '{ properties: { id: { type: string } } }')),
    tools(tool('r', '{ properties: { id: { type: number } } }')),
    'The call of "r": "id" can be number now; it was string.',
  ],
  [
    'answers are JSON now',
    'Hi',
    withFront('response_format: { type: json_object }'),
    'Answers are JSON now; they were text.',
  ],
  [
    'answers are text now',
    withFront('response_format: { type: json_object }'),
    'Hi',
    'Answers are text now; they were JSON.',
  ],
  [
    'answers were text, and it says so',
    'Hi',
    withFront('response_format: { type: text }'),
    undefined,
  ],
  [
    'a schema promises what any JSON did not',
    withFront('response_format: { type: json_object }'),
    answer('a: { type: string }', 'a'),
    undefined,
  ],
  [
    'no schema promises the fields any more',
    answer('a: { type: string }', 'a'),
    withFront('response_format: { type: json_object }'),
    'No schema promises the fields of an answer any more.',
  ],
  [
    'a field is promised no more',
    answer('a: { type: string }', 'a'),
    answer('a: { type: string }', ''),
    'The answer does not promise "a" any more.',
  ],
  [
    'another field is promised',
    answer('a: { type: string }', 'a'),
    answer('a: { type: string }, b: {}', 'a, b'),
    undefined,
  ],
  [
    'a field has another type',
    answer('a: { type: string }', 'a'),
    answer('a: { type: number }', 'a'),
    'The answer: "a" can be number now; it was string.',
  ],
  [
    'a field can be null now',
    answer('a: { type: string }', 'a'),
    answer('a: { type: [string, "null"] }', 'a'),
    'The answer: "a" can be null now; it was string.',
  ],
  [
    'a field is a whole number, where any number could come',
    answer('a: { type: number }', 'a'),
    answer('a: { type: integer }', 'a'),
    undefined,
  ],
  [
    'a field has another choice',
    answer('a: { enum: [x] }', 'a'),
    answer('a: { enum: [x, y] }', 'a'),
    'The answer: "a" can be "y" now.',
  ],
  [
    'a field has fewer choices',
    answer('a: { enum: [x, y] }', 'a'),
    answer('a: { enum: [x] }', 'a'),
    undefined,
  ],
  [
    'the keys of a schema stand in another order',
    format('{ type: object, required: [a] }'),
    format('{ required: [a], type: object }'),
    undefined,
  ],
];

describe('verdictOf', () => {
  const pairs = [...VARIABLES, ...TYPES, ...FRONT_MATTER, ...OUTPUT];
  for (const [what, before, after, why] of pairs) {
    it(`${why === undefined ? 'does not break' : 'breaks'} callers where ${what}`, () => {
      const found = verdict(before, after);
      strictEqual(found.breaking, why !== undefined, found.why.join(' '));
      strictEqual(found.why[0], why);
    });
  }

  it('is tried with more than forty pairs, each way often', () => {
    const breaking = pairs.filter(([, , , why]) => why !== undefined).length;
    ok(pairs.length >= 40 && breaking >= 15 && pairs.length - breaking >= 15, String(pairs.length));
  });

  it('names the variables that came and went, sorted', () => {
    deepStrictEqual(verdict('{{b}}{{a}}{{kept}}', '{{kept}}{{z}}{{y}}').variables, {
      added: ['y', 'z'],
      removed: ['a', 'b'],
      retyped: [],
      required: ['y', 'z'],
    });
  });

  it('names what takes another type, harmless or not', () => {
    const { variables } = verdict(withInput('{ type: integer }'), withInput('{ type: number }'));
    deepStrictEqual(variables.retyped, [{ name: 'name', from: 'integer', to: 'number' }]);
  });

  it('says what the noticed front matter was and is', () => {
    const before = '---\nmodel: a\nparameters: { temperature: 0 }\nmetadata: { x: 1 }\n---\nHi';
    const after = '---\nparameters: { temperature: 1 }\ntools: []\nmetadata: { x: 2 }\n---\nHi';
    deepStrictEqual(verdict(before, after).changed, {
      model: { from: 'a', to: null },
      parameters: { from: { temperature: 0 }, to: { temperature: 1 } },
      tools: { from: null, to: [] },
    });
  });

  it('lists all variables of a first release as new, and no change', () => {
    deepStrictEqual(verdict(undefined, '---\nmodel: a\n---\n{{b}}{{a}}'), {
      breaking: false,
      why: [],
      variables: { added: ['a', 'b'], removed: [], retyped: [], required: [] },
      changed: {},
    });
  });

  it('counts the variables of included prompts', () => {
    const include = (text: string) => (): string => text;
    const next = { ...judged('Hi{{> tone}}'), include: include('Be {{mood}}.') };
    deepStrictEqual(verdictOf(judged('Hi'), next).why, ['"mood" has to be given now.']);
    const before = { ...judged('Hi{{> tone}}'), include: include('Be {{mood}}, {{name}}.') };
    deepStrictEqual(verdictOf(before, next).variables.removed, ['name']);
  });

  it('breaks callers where a sample rendered before and does not now', () => {
    const failing = [
      { sample: 'old', message: 'Missing variable: x.', regressed: true },
      { sample: 'never', message: 'It is no JSON object.', regressed: false },
    ];
    const found = verdictOf(judged('Hi'), judged('Hi'), { checked: 3, failing });
    deepStrictEqual(found.why, ['The sample "old" rendered before: Missing variable: x.']);
    deepStrictEqual(found.samples, { checked: 3, failing });
  });

  it('says nothing of samples where there are none', () => {
    const found = verdictOf(judged('Hi'), judged('Hi'), { checked: 0, failing: [] });
    ok(!('samples' in found));
  });
});

describe('what a verdict quotes of front matter', () => {
  const deep = (levels: number): string => `${'{ a: '.repeat(levels)}1${' }'.repeat(levels)}`;

  it('is kept where a record can hold it', () => {
    const { changed } = verdict(
      withFront('parameters: { a: 1 }'),
      withFront(`parameters: ${deep(20)}`),
    );
    deepStrictEqual(changed.parameters?.from, { a: 1 });
    strictEqual(JSON.stringify(changed.parameters.to), `${'{"a":'.repeat(20)}1${'}'.repeat(20)}`);
  });

  it('is told by its length where it is deeper or longer, so that the release can be written', () => {
    const long = `parameters: { stop: [${Array.from({ length: 20_000 }, () => 'abc').join(', ')}] }`;
    for (const front of [`parameters: ${deep(40)}`, long]) {
      const found = verdict(withFront('parameters: { a: 1 }'), withFront(front));
      ok(/^\(\d+ characters of JSON\)$/.test(String(found.changed.parameters?.to)));
      strictEqual(limitProblem({ verdict: found }), undefined);
    }
  });
});
