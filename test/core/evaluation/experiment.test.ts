import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  experimentDefinition,
  plannedRow,
  readExperiment,
} from '../../../src/core/evaluation/experiment';
import { rowId } from '../../../src/core/evaluation/dataset/row';
import type { Experiment } from '../../../src/core/evaluation/model';
import { BAD, GOOD } from './experimentTexts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

function read(text: string): Experiment {
  const { experiment, problems } = readExperiment(text);
  deepEqual(problems, []);
  if (experiment === undefined) throw new Error('There is neither an experiment nor a problem.');
  return experiment;
}

describe('an experiment', () => {
  for (const text of GOOD) {
    it(`is read: ${JSON.stringify(text).slice(0, 60)}`, () => {
      read(text);
    });
  }

  it('has its defaults', () => {
    deepEqual(read('prompt: a'), {
      description: '',
      prompts: ['a'],
      dataset: null,
      models: [],
      parameters: {},
      repeat: 1,
      checks: [],
      rows: [],
      require: {},
      keep: 'none',
    });
  });

  it('keeps all digits of a parameter', () => {
    equal(read(GOOD[2] ?? '').parameters.seed, 12345678901234567890n);
  });

  for (const [text, place, sentence] of BAD) {
    it(`has a problem at ${place}: ${JSON.stringify(text)}`, () => {
      const { experiment, problems } = readExperiment(text);
      equal(experiment, undefined);
      const [{ message, line, column } = { message: '', line: 0, column: 0 }] = problems;
      match(message, sentence);
      equal(`${line}:${column}`, place);
    });
  }

  it('is never thrown about, whatever the text is', () => {
    const words = fc.constantFrom(
      ...['prompt', 'rows', 'checks', 'type', 'contains', 'require', ': ', '\n', '  ', '- '],
      ...['[', ']', '{', '}', '1', '&a ', '*a', '"', '#', '|', 'assert-set', 'assert'],
    );
    fc.assert(
      fc.property(
        fc.array(words).map(pieces => pieces.join('')),
        text => {
          const { experiment, problems } = readExperiment(text);
          ok((experiment === undefined) === problems.length > 0);
          for (const { line, column } of problems) ok(line >= 1 && column >= 1);
        },
      ),
    );
  });
});

describe('the definition of an experiment', () => {
  const of = (text: string): string => experimentDefinition(read(text), digest);

  it('is the same for what means the same', () => {
    const hello = rowId({ q: 'Hi' }, digest);
    for (const [left, right] of [
      ['prompt: a', 'prompts: [a]\nkeep: all\ndescription: For people\nrepeat: 1'],
      ['prompts: [a, b]\nmodels: [c, d]', 'prompts: [b, a]\nmodels: [d, c]'],
      ['prompt: a\ndataset: d', 'prompt: a\ndataset: d.jsonl'],
      ['prompt: a\nrows: [{values: {q: Hi}}]', `prompt: a\nrows: [{row: "${hello}"}]`],
      [
        'prompt: a\nrows: [{sample: x}, {sample: y, expected: 1}]',
        'prompt: a\nrows: [{sample: y, expected: 1}, {sample: x}]',
      ],
    ] as const) {
      equal(of(left), of(right), right);
    }
  });

  it('is another for what means something else', () => {
    const texts = [
      'prompt: a',
      'prompt: b',
      'prompt: a\ndataset: d',
      'prompt: a\nmodels: m',
      'prompt: a\nparameters: {seed: 1}',
      'prompt: a\nrepeat: 2',
      'prompt: a\nchecks: [{type: is-json}]',
      'prompt: a\nrows: [{sample: x}]',
      'prompt: a\nrows: [{sample: x, expected: 1}]',
      'prompt: a\nrequire: {passRate: 1}',
    ];
    equal(new Set(texts.map(of)).size, texts.length);
    notEqual(
      of('prompt: a\nparameters: {n: 9007199254740993}'),
      of('prompt: a\nparameters: {n: 9007199254740992}'),
    );
  });
});

describe('what is checked in a row', () => {
  const isJson = { type: 'is-json' } as const;
  const experiment = read(
    'prompt: a\nchecks: [{type: is-json}]\nrows:\n  - {sample: x, expected: 2, checks: [{type: contains, value: s}], threshold: 0.5}\n  - {values: {q: Hi}, checks: [{type: contains, value: v}]}',
  );
  const of = (text: string) => ({ type: 'contains', value: text }) as const;

  it('is said by the experiment, the row, and the experiment of the row', () => {
    const row = { values: { q: 'Hi' }, expected: 1, checks: [of('row')], sample: 'x' };
    deepEqual(plannedRow(experiment, row, digest), {
      checks: [isJson, of('row'), of('s'), of('v')],
      threshold: 0.5,
      checkValues: { expected: 2, q: 'Hi' },
    });
    deepEqual(plannedRow(experiment, { values: {}, checks: [], threshold: 1 }, digest), {
      checks: [isJson],
      threshold: 1,
      checkValues: {},
    });
  });

  it('is what is expected, where nobody says a check', () => {
    const none = { checks: [], rows: [] };
    const row = { values: { expected: 'own' }, expected: 'Hello', checks: [] };
    deepEqual(plannedRow(none, row, digest), {
      checks: [{ type: 'equals', value: 'Hello' }],
      checkValues: { expected: 'own' },
    });
    deepEqual(plannedRow(none, { values: {}, checks: [] }, digest).checks, []);
  });
});
