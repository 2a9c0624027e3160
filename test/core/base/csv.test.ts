import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { printCsv } from '../../../src/core/base/csv';

function cell(value: string | number | null): string {
  return printCsv({ columns: ['c'], rows: [[value]] }).slice('c\r\n'.length, -2);
}

/** A reader after RFC 4180 that knows nothing of formulas. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g,
  )) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('printCsv', () => {
  const cells: [what: string, value: string | number | null, cell: string][] = [
    ['a text', 'plain', 'plain'],
    ['nothing', null, ''],
    ['a negative number, which is one', -5, '-5'],
    ['a negative number that is a text', '-5', "'-5"],
    ['a formula', '=1+1', "'=1+1"],
    ['a formula behind blanks', '  =1+1', "'  =1+1"],
    ['a formula behind a line', '\n=1+1', `"'\n=1+1"`],
    ['a formula behind a hard blank', '\u00a0=1', "'\u00a0=1"],
    ['a command', "-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"],
    ['a command that looks like a list', "- cmd|' /C calc'!A0", "'- cmd|' /C calc'!A0"],
    ['a list', '- Shorter', '- Shorter'],
    ['a return', '\r=1', `"'\r=1"`],
    ['a wide sign', '＝1+1', "'＝1+1"],
    ['an apostrophe that stands for itself', "'=1", "''=1"],
    ['an apostrophe before a word', "'tis", "'tis"],
  ];
  for (const [what, value, expected] of cells) {
    it(`writes ${what} so that nothing is calculated`, () => {
      strictEqual(cell(value), expected);
    });
  }

  it('disarms the names of columns as well', () => {
    strictEqual(printCsv({ columns: ['=1'], rows: [] }), "'=1\r\n");
  });

  it('gives every text back, but for one apostrophe before what is a formula', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('=1', "''=1", '\t', '-\n+', '- a', '",\r\n'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), rows => {
        const read = readCsv(printCsv({ columns: ['a', 'b'], rows })).slice(1);
        const back = read.map(row =>
          row.map((found, at) => {
            const meant = rows[read.indexOf(row)]?.[at];
            return found === `'${meant}` && /^'+(?:[\t\r]|\s*[=+\-@])/.test(found)
              ? found.slice(1)
              : found;
          }),
        );
        deepStrictEqual(back, rows);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
