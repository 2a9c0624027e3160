import { deepEqual, rejects } from 'node:assert/strict';
import fc from 'fast-check';
import { printCsv } from '../../../../src/core/base/csv';
import { rowsOf } from '../datasetRows';

describe('a row of comma-separated values', () => {
  it('has its values, and what is expected of the answer', async () => {
    const text = [
      'name,expected,__expected1,__expected2,__metric,__threshold,__description,__metadata:x,__config:__expected2:threshold',
      'Ada,Hi,icontains: HI,similar: Hello,tone,0.5,Greeting,y,0.9',
      '"Ben',
      'C",,,,,,,,1',
    ].join('\n');
    deepEqual(await rowsOf([text], 'csv'), [
      {
        values: { name: 'Ada' },
        expected: 'Hi',
        checks: [
          { type: 'icontains', value: 'HI', metric: 'tone' },
          { type: 'similar', value: 'Hello', threshold: 0.9, metric: 'tone' },
        ],
        threshold: 0.5,
        description: 'Greeting',
        line: 2,
      },
      { values: { name: 'Ben\nC' }, checks: [], line: 3 },
    ]);
  });

  it('may list its checks', async () => {
    const text = 'name\tchecks\nAda\t[{"type":"is-json"}]\n';
    deepEqual(await rowsOf([text.replace('[{"type":"is-json"}]', '')], 'csv'), [
      { values: { name: 'Ada' }, checks: [], line: 2 },
    ]);
    const listed = 'name;checks\nAda;"[{""type"":""is-json""}]"\n';
    deepEqual(await rowsOf([listed], 'csv'), [
      { values: { name: 'Ada' }, checks: [{ type: 'is-json' }], line: 2 },
    ]);
  });

  it('is what was printed', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\n', ' ', ';', 'ö'),
      minLength: 1,
    });
    const rows = fc.array(fc.tuple(cell, cell).filter(cells => cells.join('').trim() !== ''));
    await fc.assert(
      fc.asyncProperty(rows, async wanted => {
        const text = printCsv({ columns: ['a', 'b'], rows: wanted });
        const read = await rowsOf([text], 'csv');
        deepEqual(
          read.map(({ values }) => [values.a, values.b]),
          wanted,
        );
      }),
    );
  });

  for (const [text, line, sentence] of [
    ['a,b\n1\n', 2, /1 cells, and 2 columns/],
    ['a,b\n1,2\n1,2,3\n', 3, /3 cells/],
    ['a,a\n', 1, /Two columns are called "a"/],
    ['a,\n', 1, /has no name/],
    ['a,__prefix\n', 1, /"__prefix" has no meaning/],
    ['a\n\n"b\nc\n', 3, /never closed/],
    ['a\n"b"c"\n', 2, /never closed/],
    ['a,b\n"b"c,1\n', 2, /no CSV/],
    ['a,__expected\n1,latency: x\n', 2, /needs a "threshold"/],
    ['a,__expected\n1,python: x\n', 2, /no check "python"/],
    ['a,__threshold\n1,x\n', 2, /no number/],
    ['a,checks\n1,[\n', 2, /no JSON/],
    ['a,checks\n1,1\n', 2, /are a list/],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}`, async () => {
      await rejects(rowsOf([text], 'csv'), {
        code: 'invalid-input',
        message: sentence,
        data: { line },
      });
    });
  }
});
