import type { Json } from '../prompt/providers/request';
import { CHECK_TYPES } from './checks/model';
import { EXPERIMENT_KEYS, KEEPS, MAX_REPEAT, REQUIREMENTS, ROW_KEYS } from './experimentFields';

const TEXT = { type: 'string' };
const TEXTS = { type: ['string', 'array'], items: TEXT };
const SHARE = { type: 'number', minimum: 0, maximum: 1 };
const AMOUNT = { type: 'number', minimum: 0 };
const CHECKS = { type: 'array', items: { $ref: '#/definitions/check' } };

const FIELDS: Readonly<Record<(typeof EXPERIMENT_KEYS)[number], Json>> = {
  description: { ...TEXT, description: 'What is tried, for people.' },
  prompt: { ...TEXTS, description: 'The prompt that is tried, or several.' },
  prompts: { ...TEXTS, description: 'The same as "prompt".' },
  dataset: {
    ...TEXT,
    description: 'A file under datasets/, by its name. Without one, the samples of the prompt.',
  },
  models: { ...TEXTS, description: 'The models that are asked. Without any, that of the prompt.' },
  parameters: { type: 'object', description: 'Set over the parameters of the prompt.' },
  repeat: {
    type: 'integer',
    minimum: 1,
    maximum: MAX_REPEAT,
    description: 'How often each row is asked; once by default.',
  },
  checks: { ...CHECKS, description: 'What is expected of every answer.' },
  rows: {
    type: 'array',
    items: { $ref: '#/definitions/row' },
    description: 'What is expected of single rows.',
  },
  require: {
    type: 'object',
    description: 'What a run has to reach.',
    properties: {
      passRate: { ...SHARE, description: 'The share of rows that pass.' },
      meanScore: { ...SHARE, description: 'The mean of the scores.' },
      p95Ms: { ...AMOUNT, description: '95 of 100 answers come within these milliseconds.' },
      costPerRow: { ...AMOUNT, description: 'What an answer costs in the mean.' },
    } satisfies Record<(typeof REQUIREMENTS)[number], Json>,
    additionalProperties: false,
  },
  keep: {
    enum: [...KEEPS],
    description: 'Which answers are kept in git, so that a run can be replayed; none by default.',
  },
};

const ROW: Readonly<Record<(typeof ROW_KEYS)[number], Json>> = {
  sample: { ...TEXT, description: 'The name of a sample.' },
  row: { ...TEXT, pattern: '^[0-9a-f]{32}$', description: 'The id of a row of the dataset.' },
  values: { type: 'object', description: 'The values of a row.' },
  expected: { description: 'What the answer should be; in checks, {{expected}}.' },
  checks: { ...CHECKS, description: 'What is expected besides what is expected of every answer.' },
  threshold: { ...SHARE, description: 'The score from which on the row passes.' },
};

const SHARED = {
  threshold: { type: 'number', description: 'From which measure on it passes.' },
  weight: { ...AMOUNT, description: 'How much the score counts; 1 by default.' },
  metric: { ...TEXT, description: 'The name under which the score is reported.' },
};

/** JSON Schema (draft 7) of the file of an experiment, for editors. */
export function experimentSchema(): Json {
  const types = CHECK_TYPES.flatMap(type => [type, `not-${type}`]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Prompt Ledger experiment',
    description: 'What is asked of which models, and what is expected of the answers.',
    type: 'object',
    anyOf: [{ required: ['prompt'] }, { required: ['prompts'] }],
    properties: FIELDS,
    additionalProperties: false,
    definitions: {
      row: { type: 'object', properties: ROW, additionalProperties: false },
      check: { anyOf: [{ $ref: '#/definitions/single' }, { $ref: '#/definitions/set' }] },
      single: {
        type: 'object',
        required: ['type'],
        properties: {
          type: { enum: types, description: 'The name of an assertion of promptfoo.' },
          value: { description: 'What is compared with; {{name}} is a value of the row.' },
          ...SHARED,
          prompt: { ...TEXT, description: 'Of "llm-rubric": the prompt that judges.' },
        },
        additionalProperties: false,
      },
      set: {
        type: 'object',
        required: ['type', 'assert'],
        properties: {
          type: { const: 'assert-set' },
          assert: { type: 'array', items: { $ref: '#/definitions/single' } },
          ...SHARED,
        },
        additionalProperties: false,
      },
    },
  };
}
