import { deepStrictEqual, strictEqual } from 'node:assert';
import { analyseDocument } from '../../../src/core/language/analysis';
import { LedgerError } from '../../../src/core/base/errors';
import {
  missingFields,
  placeholderOf,
  sampleFindings,
  sampleSubject,
} from '../../../src/core/language/sampleFindings';
import { applyChanges } from '../../../src/core/language/sourceText';

const PROMPT = `---
inputs:
  query: { type: string }
  count: { type: integer, default: 3 }
  note: { type: string, required: false }
---
{{query}} {{count}} {{note}} {{customer.name}}{{#orders}}{{number}}{{/orders}}`;

const subject = sampleSubject(analyseDocument(PROMPT));

function print(sample: string, from = subject): string[] {
  return sampleFindings(sample, from).map(({ severity, message, start, endExclusive, fixes }) =>
    [
      `${severity} ${sample.slice(start, endExclusive)}: ${message}`,
      ...fixes.map(({ changes }) => applyChanges(sample, changes)),
    ].join(' -> '),
  );
}

describe('sampleFindings', () => {
  const cases: [sample: string, ...findings: string[]][] = [
    ['{"query": "a", "customer": {"name": "b"}}'],
    ['{"query": "a", "customer": {}, "note": null, "orders": [], "count": 4, "number": 1}'],
    [
      '{"query": 1, "customer": {}, "count": 1.5}',
      'error 1: "query" must be string: the prompt declares it so.',
      'error 1.5: "count" must be integer: the prompt declares it so.',
    ],
    [
      '{"query": null, "customer": {}}',
      'error null: "query" must be string: the prompt declares it so.',
    ],
    [
      '{"query": "a", "customer": {}, "qeury": 1}',
      'hint "qeury": The prompt has no variable "qeury".',
    ],
    [
      '{"query": "a"}',
      'warning {: The sample lacks the variable "customer", and the prompt cannot be rendered without it. -> {"query": "a", "customer": {}}',
    ],
    [
      '{"note": "a"}',
      'warning {: The sample lacks the variables "customer", "query", and the prompt cannot be rendered without them. -> {"note": "a", "customer": {}, "query": ""}',
    ],
    ['[]', 'error []: A sample is a JSON object: {"name": "value"}.'],
    ['{"query": '],
  ];
  for (const [sample, ...findings] of cases) {
    it(`finds ${findings.length} in ${sample}`, () => {
      deepStrictEqual(print(sample), findings);
    });
  }
});

describe('sampleSubject', () => {
  it('knows what included prompts use', () => {
    const analysis = analyseDocument('{{a}}{{> tone}}');
    deepStrictEqual(
      sampleSubject(analysis, () => '{{b}}').variables?.map(({ name }) => name),
      ['a', 'b'],
    );
  });

  it('knows no variables where something cannot be read', () => {
    const refuse = () => {
      throw new LedgerError('prompt-not-found', {}, 'x');
    };
    strictEqual(sampleSubject(analyseDocument('{{> tone}}')).variables, undefined);
    strictEqual(sampleSubject(analyseDocument('{{> tone}}'), refuse).variables, undefined);
    strictEqual(sampleSubject(analyseDocument('---\nformat: none\n---\n')).variables, undefined);
    deepStrictEqual(print('{"x": 1}', sampleSubject(analyseDocument('{{> tone}}'))), []);
  });
});

describe('missingFields', () => {
  it('gives each a first value', () => {
    deepStrictEqual(missingFields(subject, {}), { customer: {}, query: '' });
  });
});

describe('placeholderOf', () => {
  for (const [type, value] of [
    ['string', ''],
    ['number', 0],
    ['integer', 0],
    ['boolean', false],
    ['array', []],
    ['object', {}],
    ['any', ''],
  ] as const) {
    it(`is ${JSON.stringify(value)} for ${type}`, () => {
      deepStrictEqual(placeholderOf(undefined, { name: 'a', type, required: true }), value);
    });
  }

  it('is the default where there is one', () => {
    strictEqual(
      placeholderOf(undefined, { name: 'a', type: 'any', required: true, default: 7 }),
      7,
    );
  });
});
