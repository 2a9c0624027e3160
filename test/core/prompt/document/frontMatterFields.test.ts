import { deepStrictEqual } from 'node:assert';
import {
  FRONT_MATTER_KEYS,
  fieldProblems,
} from '../../../../src/core/prompt/document/frontMatterFields';

/** Offsets say which path a problem points at: 10 per level is enough to see it. */
function check(values: Record<string, unknown>): string[] {
  const paths: string[] = [];
  return fieldProblems(values, path => paths.push(path.join('.')) - 1).map(
    ({ severity, message, offset }) => `${severity} ${String(paths[offset])}: ${message}`,
  );
}

describe('fieldProblems', () => {
  it('finds nothing wrong with every key at its best', () => {
    const values = {
      type: 'chat',
      format: 'jinja2',
      model: 'openai/gpt-4o',
      parameters: { temperature: 0 },
      tools: [],
      tool_choice: 'auto',
      response_format: { type: 'json_object' },
      inputs: {
        query: { type: 'string', required: true, description: 'x', default: 'y' },
        b: null,
      },
      metadata: {},
    };
    deepStrictEqual(Object.keys(values), FRONT_MATTER_KEYS);
    deepStrictEqual(check(values), []);
  });

  it('takes a key with nothing behind it as not written', () => {
    deepStrictEqual(check({ model: null, parameters: null, tools: null, inputs: null }), []);
  });

  const cases: [what: string, values: Record<string, unknown>, problem: string][] = [
    [
      'a model that is a number',
      { model: 4 },
      'error model: "model" must be a text, such as openai/gpt-4o.',
    ],
    [
      'parameters that are a list',
      { parameters: [] },
      'error parameters: "parameters" must be a mapping.',
    ],
    ['tools that are a mapping', { tools: {} }, 'error tools: "tools" must be a list.'],
    [
      'an input that is a word',
      { inputs: { q: 'string' } },
      'error inputs.q: "inputs.q" must be a mapping, such as { type: string }.',
    ],
    [
      'an input of no known type',
      { inputs: { q: { type: 'text' } } },
      'error inputs.q.type: "inputs.q.type" must be one of string, number, integer, boolean, array, object, any.',
    ],
    [
      'required that is a word',
      { inputs: { q: { required: 'yes' } } },
      'error inputs.q.required: "inputs.q.required" must be true or false.',
    ],
    [
      'a default of another type',
      { inputs: { q: { type: 'integer', default: 1.5 } } },
      'error inputs.q.default: "inputs.q.default" must be of the type integer.',
    ],
    [
      'a key of JavaScript',
      { constructor: 1 },
      'warning constructor: "constructor" has no meaning here. It is kept; "metadata" is the place for your own keys.',
    ],
  ];
  for (const [what, values, problem] of cases) {
    it(`reports ${what}`, () => {
      deepStrictEqual(check(values), [problem]);
    });
  }
});
