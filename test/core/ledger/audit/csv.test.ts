import { strictEqual } from 'node:assert/strict';
import { printCsv } from '../../../../src/core/ledger/audit/csv';
import { eventsOf, namedEvents } from '../../../../src/core/ledger/audit/events';
import type { LedgerRecord } from '../../../../src/core/ledger/records/records';
import { idOf, release, renaming, version } from '../../../support/recordBuilder';

const HEADER = 'at,event,prompt,environment,number,version,name,email,text,record';

const named = (records: readonly LedgerRecord[]) => {
  const names = { folderOf: () => 'a', nameOf: () => 'a', renamesOf: () => [] };
  const told = eventsOf(records).map(event => ({ folder: 'a', event }));
  return [...namedEvents(told, names)].reverse();
};

function textCell(changelog: string): string {
  const csv = printCsv(named([release('r', 1, 'v', { changelog })]));
  const start = csv.indexOf('ada@example.com,') + 'ada@example.com,'.length;
  return csv.slice(start, csv.lastIndexOf(','));
}

describe('printCsv', () => {
  it('has a header even where nothing happened', () => {
    strictEqual(printCsv([]), `${HEADER}\r\n`);
  });

  it('writes one line per event, with empty cells for what there is none of', () => {
    const records = [version('v', 1), renaming('n', 2, { from: 'b', to: 'a' })];
    strictEqual(
      printCsv(named(records)),
      [
        HEADER,
        `2026-11-20T09:01:00.000Z,commit,a,,1,${idOf('v')},Ada,ada@example.com,Made v,${idOf('v')}`,
        `2026-11-20T09:02:00.000Z,rename,a,,,,Ada,ada@example.com,from b,${idOf('n')}`,
        '',
      ].join('\r\n'),
    );
  });

  const cells: [what: string, written: string, cell: string][] = [
    ['commas', 'a, b', '"a, b"'],
    ['quotes', 'say "hi"', '"say ""hi"""'],
    ['lines', '- a\n- b', '"- a\n- b"'],
    ['a list, which is no formula', '- Shorter', '- Shorter'],
    ['a formula', '=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['a sum', '+1', "'+1"],
    ['a negative number', '-1+2', "'-1+2"],
    ['a mention', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab', '\t=1', "'\t=1"],
  ];
  for (const [what, written, cell] of cells) {
    it(`keeps ${what} in one harmless cell`, () => {
      strictEqual(textCell(written), cell);
    });
  }
});
