import { deepStrictEqual, strictEqual } from 'node:assert';
import { analyseDocument } from '../../../src/core/language/analysis';
import {
  entriesOf,
  fieldsInScope,
  marksOfVariable,
  meansVariable,
  sampleValues,
} from '../../../src/core/language/scopes';

const SAMPLES = [
  {
    name: 'Ada',
    orders: [
      { number: 1, shop: { city: 'Leeds' } },
      { number: 2, late: true },
    ],
  },
  { orders: [], shop: { name: 'Fernhill' } },
];

describe('fieldsInScope', () => {
  const cases: [scopes: string[], fields: Record<string, unknown>][] = [
    [[], {}],
    [['orders'], { number: 1, shop: { city: 'Leeds' }, late: true }],
    [
      ['orders', 'shop'],
      { city: 'Leeds', number: 1, shop: { city: 'Leeds' }, late: true, name: 'Fernhill' },
    ],
    [['shop'], { name: 'Fernhill' }],
    [['nobody'], {}],
    [['name'], {}],
  ];
  for (const [scopes, fields] of cases) {
    it(`finds what items hold inside of ${scopes.join(' > ') || 'nothing'}`, () => {
      deepStrictEqual(Object.fromEntries(fieldsInScope(scopes, SAMPLES)), fields);
    });
  }
});

describe('sampleValues', () => {
  const cases: [path: string, scopes: string[], values: unknown[]][] = [
    ['name', [], ['Ada']],
    ['shop.name', [], ['Fernhill']],
    ['number', ['orders'], [1, 2]],
    ['shop.city', ['orders'], ['Leeds']],
    ['name', ['orders'], ['Ada']],
    ['toString', [], []],
  ];
  for (const [path, scopes, values] of cases) {
    it(`finds ${path} inside of ${scopes.join(' > ') || 'nothing'}`, () => {
      deepStrictEqual(sampleValues(path.split('.'), scopes, SAMPLES), values);
    });
  }
});

describe('meansVariable', () => {
  const cases: [source: string, last: boolean][] = [
    ['{{number}}', true],
    ['{{#orders}}{{number}}', false],
    ['{{#orders}}{{name}}', true],
    ['{{other}}{{#orders}}{{other}}', true],
    ['{{#orders}}{{other}}', false],
    ['---\ninputs:\n  other: {}\n---\n{{#orders}}{{other}}', true],
    ['{{> name}}', false],
  ];
  for (const [source, expected] of cases) {
    it(`says ${String(expected)} of the last name in ${JSON.stringify(source)}`, () => {
      const analysis = analyseDocument(source);
      strictEqual(meansVariable(analysis.marks.at(-1)!, analysis, SAMPLES), expected);
    });
  }
});

describe('marksOfVariable', () => {
  it('finds every tag that names it', () => {
    const analysis = analyseDocument('{{#a}}{{a.b}}{{#orders}}{{a}}{{/orders}}{{/a}}{{b}}');
    deepStrictEqual(
      marksOfVariable(analysis, 'a', SAMPLES).map(({ kind, name }) => `${kind} ${name}`),
      ['section a', 'value a.b', 'value a', 'close a'],
    );
  });
});

describe('entriesOf', () => {
  it('takes objects apart and nothing else', () => {
    deepStrictEqual([{ a: 1 }, [1], 'a', null].map(entriesOf), [[['a', 1]], [], [], []]);
  });
});
