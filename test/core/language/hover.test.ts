import { deepStrictEqual } from 'node:assert';
import { analyseDocument } from '../../../src/core/language/analysis';
import { describeName, type NamedSample } from '../../../src/core/language/hover';
import { nameAt } from '../../../src/core/language/nameAt';

const PROMPT = `---
inputs:
  query: { type: string, description: What is asked }
  count: { type: integer, default: 3 }
  note: { required: false }
---
{{query}} {{other}}
{{#orders}}{{number}}{{/orders}} {{customer.name}} {{query}}`;

const SAMPLES: NamedSample[] = [
  { name: 'empty', values: {} },
  { name: 'full', values: { query: 'Where?', orders: [{ number: 7 }], customer: { name: 'Ada' } } },
];

function parts(word: string): string[] {
  const analysis = analyseDocument(PROMPT);
  const at = nameAt(
    analysis,
    PROMPT.indexOf(word),
    SAMPLES.map(({ values }) => values),
  );
  if (at === undefined || at.kind === 'include') return [];
  return describeName(analysis, at, SAMPLES).map(({ kind, text }) => `${kind}: ${text}`);
}

describe('describeName', () => {
  const cases: [word: string, ...expected: string[]][] = [
    [
      'query',
      'title: query',
      'text: string, required',
      'text: What is asked',
      'label: In the sample full',
      'json: "Where?"',
      'text: Used in lines 7, 8.',
    ],
    [
      'count',
      'title: count',
      'text: integer, optional',
      'label: Default',
      'json: 3',
      'text: Used nowhere in this document.',
    ],
    [
      'note',
      'title: note',
      'text: Any type, optional: null when nobody gives it',
      'text: Used nowhere in this document.',
    ],
    ['other', 'title: other', 'text: Not declared in "inputs".', 'text: Used in line 7.'],
    [
      'number',
      'title: number',
      'text: A field of the items of "orders", or a variable that the caller gives.',
      'label: In the sample full',
      'json: 7',
    ],
    [
      'customer.name',
      'title: customer.name',
      'text: Not declared in "inputs".',
      'label: In the sample full',
      'json: "Ada"',
      'text: Used in line 8.',
    ],
  ];
  for (const [word, ...expected] of cases) {
    it(`describes ${word}`, () => {
      deepStrictEqual(parts(word), expected);
    });
  }

  it('shortens what is long', () => {
    const analysis = analyseDocument(Array.from({ length: 20 }, () => '{{a}}').join('\n'));
    const at = nameAt(analysis, 2);
    if (at === undefined || at.kind === 'include') throw new Error('A variable stands there.');
    const described = describeName(analysis, at, [{ name: 's', values: { a: 'x'.repeat(2000) } }]);
    deepStrictEqual(
      described.slice(2).map(({ text }) => text.length),
      [
        'In the sample s'.length,
        601,
        'Used in lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 8 more.'.length,
      ],
    );
  });
});
