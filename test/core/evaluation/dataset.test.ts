import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import fc from 'fast-check';
import { datasetFormat, readDataset } from '../../../src/core/evaluation/dataset';
import type { DatasetRow } from '../../../src/core/evaluation/dataset/row';
import { rowsOf } from './datasetRows';

describe('a dataset', () => {
  it('is told by the end of its file', () => {
    equal(datasetFormat('datasets/a.jsonl'), 'jsonl');
    equal(datasetFormat('a.csv'), 'csv');
    throws(() => datasetFormat('a.json'), { code: 'invalid-input', message: /Rename it/ });
  });

  it('is the same wherever its text is cut', async () => {
    const texts = {
      csv: 'name,note,__expected\r\n"Ada, B","two\r\nlines ""x""",contains: a\r\n\r\nBen,ö,\r\n',
      jsonl: '\uFEFF{"name": "Ada"}\r\n\n{"values": {"n": 12345678901234567890}, "expected": "x"}',
    };
    for (const [format, text] of Object.entries(texts) as ['csv' | 'jsonl', string][]) {
      const whole = await rowsOf([text], format);
      equal(whole.length, 2);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(text.length)), async cuts => {
          const places = [0, ...cuts.sort((left, right) => left - right), text.length];
          const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
          deepEqual(await rowsOf(pieces, format), whole);
        }),
      );
    }
  });

  it('is read row by row: no more of the text is asked for than the rows need', async () => {
    let given = 0;
    function* endless(): Generator<string> {
      for (;;) yield `{"n": ${given++}}\n`;
    }
    const rows: DatasetRow[] = [];
    for await (const row of readDataset(endless(), 'jsonl')) {
      rows.push(row);
      if (rows.length === 1000) break;
    }
    equal(rows[999]?.line, 1000);
    ok(given <= 1001, String(given));
  });

  it('is never longer in time than it is long', async () => {
    function* rows(): Generator<string> {
      yield 'query,__expected\n';
      for (let index = 0; index < 20_000; index++) yield `"Question ${index}, asked",contains: a\n`;
    }
    let count = 0;
    for await (const { checks } of readDataset(rows(), 'csv')) count += checks.length;
    equal(count, 20_000);
  });
});
