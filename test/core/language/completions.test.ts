import { deepStrictEqual } from 'node:assert';
import type { Values } from '../../../src/core/prompt/document/inputs';
import { analyseDocument } from '../../../src/core/language/analysis';
import { completionPlace } from '../../../src/core/language/completionPlace';
import { completionsAt, openSections } from '../../../src/core/language/completions';

const SAMPLES: Values[] = [
  { query: 'q', extra: 1, orders: [{ number: 7 }], shop: { city: 'Leeds' } },
];

/** What is offered at "|", as it would be written. */
function offered(text: string): string[] {
  const analysis = analyseDocument(text.replace('|', ''));
  const place = completionPlace(analysis, text.indexOf('|'));
  return place ? completionsAt(analysis, place, SAMPLES).map(item => item.text) : [];
}

const INPUTS = '---\ninputs:\n  query: { type: string }\n---\n';

describe('completionsAt', () => {
  const cases: [text: string, ...offered: string[]][] = [
    [`${INPUTS}{{|}}`, 'query', 'extra', 'orders', 'shop'],
    [`${INPUTS}{{|`, 'query}}', 'extra}}', 'orders}}', 'shop}}'],
    [`${INPUTS}{{used}} {{us|}}`, 'query', 'extra', 'orders', 'shop', 'used'],
    ['{{#orders}}{{|}}', 'number', 'extra', 'orders', 'query', 'shop', '/orders'],
    ['{{#orders}}{{#|}}', 'number', 'extra', 'orders', 'query', 'shop'],
    ['{{shop.|}}', 'city'],
    ['{{#a}}{{#b}}{{/|', 'b}}'],
    ['{{#a}}{{/a}}{{/|'],
    ['{{> sh|'],
    ['---\ntype: |\n---\n', 'text', 'chat'],
    ['---\nformat: |\n---\n', 'mustache', 'f-string', 'jinja2', 'none'],
    ['---\ntool_choice: |\n---\n', 'auto', 'none', 'required'],
    ['---\nmodel: |\n---\n'],
    ['---\nmetadata:\n  |\n---\n'],
    [
      '---\ntype: chat\nmodel: x\nparameters: {}\ntools: []\ntool_choice: x\nmetadata: {}\n|\n---\n',
      'format: ',
      'response_format: ',
      'inputs:\n  $0',
    ],
    [
      '---\ninputs:\n  |\n---\n{{query}}{{#shop}}{{/shop}}',
      'query: { type: string }',
      'shop: { type: object, required: false }',
    ],
    [
      '---\ninputs:\n  a: { | }\n---\n',
      'type: ',
      'required: ',
      'default: ',
      'description: ',
      'examples: ',
    ],
    [
      '---\ninputs:\n  a: { type: | }\n---\n',
      'string',
      'number',
      'integer',
      'boolean',
      'array',
      'object',
      'any',
    ],
    ['---\ninputs:\n  a: { required: | }\n---\n', 'true', 'false'],
    ['---\ninputs:\n  a: { default: | }\n---\n'],
    [
      '---\nparameters:\n  te|: 1\n---\n',
      'temperature',
      'max_tokens',
      'top_p',
      'frequency_penalty',
      'presence_penalty',
      'stop',
      'seed',
    ],
    ['---\ntype: chat\n---\n|', 'system:\n', 'developer:\n', 'user:\n', 'assistant:\n', 'tool:\n'],
  ];
  for (const [text, ...expected] of cases) {
    it(`offers ${expected.length} choices in ${JSON.stringify(text)}`, () => {
      deepStrictEqual(offered(text), expected);
    });
  }
});

describe('openSections', () => {
  it('tells which are open, outermost first', () => {
    const source = '{{#a}}{{^b}}{{#c}}{{/c}}x';
    deepStrictEqual(openSections(analyseDocument(source), source.length), ['a', 'b']);
  });
});
