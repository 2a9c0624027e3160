import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { printCsv } from '../../../src/core/base/csv';
import { printMarkdownTable, printTextTable, rowObjects } from '../../../src/core/base/rows';

const ROWS = {
  columns: ['name', 'n'],
  rows: [
    ['plain', 1],
    ['with "quotes", and\nlines', null],
    ['a|b *c* <d>', 2.5],
  ],
};

describe('the answer to a query', () => {
  it('is objects for programs', () => {
    deepStrictEqual(rowObjects(ROWS)[1], { name: 'with "quotes", and\nlines', n: null });
    deepStrictEqual(rowObjects({ columns: ['a'], rows: [[]] }), [{ a: null }]);
  });

  it('is CSV after RFC 4180', () => {
    strictEqual(
      printCsv(ROWS),
      'name,n\r\nplain,1\r\n"with ""quotes"", and\nlines",\r\na|b *c* <d>,2.5\r\n',
    );
  });

  it('is a Markdown table that no value can break', () => {
    strictEqual(
      printMarkdownTable(ROWS),
      '| name | n |\n| --- | --- |\n| plain | 1 |\n| with "quotes", and<br>lines |  |\n| a\\|b \\*c\\* \\<d\\> | 2.5 |\n',
    );
  });

  it('is a table for a terminal, one line for each row, long values cut', () => {
    strictEqual(
      printTextTable(ROWS, 12),
      'name          n\n------------  ---\nplain         1\nwith "quote…\na|b *c* <d>   2.5\n',
    );
    strictEqual(printTextTable({ columns: ['empty'], rows: [] }), 'empty\n-----\n');
  });
});
