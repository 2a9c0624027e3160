import { deepStrictEqual, match } from 'node:assert/strict';
import { printCsv } from '../../src/core/base/csv';
import { readCsvTable } from '../../src/interop/csvTable';
import { text as anyText } from '../support/randomDocuments';
import { refusalOf } from '../support/interopFiles';
import { holdsFor } from '../support/seeded';

const read = (text: string) => readCsvTable({ file: 'a.csv', text }, ['prompt']);

describe('a table of comma-separated values', () => {
  it('has its cells by column, and knows where each row begins', () => {
    deepStrictEqual(read(' name ,prompt\n\na,"x\n""y"""\n\nb,\n'), {
      header: ['name', 'prompt'],
      rows: [
        { cells: { name: 'a', prompt: 'x\n"y"' }, line: 3 },
        { cells: { name: 'b', prompt: '' }, line: 6 },
      ],
    });
  });

  it('is separated by whatever shows one of the columns', () => {
    for (const sign of [',', ';', '\t']) {
      const { rows } = read(`a${sign}"Prompt"\n1${sign}"x,y;z"\n`);
      deepStrictEqual(rows[0]?.cells, { a: '1', Prompt: 'x,y;z' });
    }
    deepStrictEqual(read('a,b\n').header, ['a', 'b']);
    deepStrictEqual(read('').header, []);
  });

  it('holds any text that is printed as one', () => {
    holdsFor(anyText, 300, made => {
      // An apostrophe before a formula is for spreadsheets.
      const cell = `x${made}`;
      const table = { columns: ['prompt', 'name'], rows: [[cell, 'n']] };
      deepStrictEqual(read(printCsv(table)).rows, [
        { cells: { prompt: cell, name: 'n' }, line: 2 },
      ]);
    });
  });

  const REFUSED: readonly (readonly [text: string, reason: RegExp])[] = [
    ['prompt,a\nx\n', /a\.csv, line 2: This is no CSV: Invalid Record Length/],
    ['prompt\n"x\n', /a\.csv, line 2: This is no CSV: Quote Not Closed/],
    ['prompt,prompt\n', /a\.csv, line 1: Two columns are called "prompt"/],
  ];
  for (const [text, reason] of REFUSED) {
    it(`is refused with the line: ${JSON.stringify(text)}`, () => {
      match(
        refusalOf(() => read(text)),
        reason,
      );
    });
  }

  it('may have quotes within cells between tabs, and around them', () => {
    const { rows } = read('a\tprompt\n1\tSay "hi"\n2\t"x\ty ""z"""\n');
    deepStrictEqual(
      rows.map(({ cells }) => cells.prompt),
      ['Say "hi"', 'x\ty "z"'],
    );
  });

  it('is separated as the first line of a spreadsheet says', () => {
    for (const sign of [';', '|', '\t']) {
      deepStrictEqual(read(`sep=${sign}\nx,y${sign}prompt\n1${sign}2\n`), {
        header: ['x,y', 'prompt'],
        rows: [{ cells: { 'x,y': '1', prompt: '2' }, line: 3 }],
      });
    }
  });

  it('may have very many columns', function () {
    this.timeout(10_000);
    const header = Array.from({ length: 100_000 }, (_, index) => `c${index}`);
    deepStrictEqual(read(header.join(',')).header.join(), header.join());
  });
});
