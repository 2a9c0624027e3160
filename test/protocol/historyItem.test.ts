import { strictEqual } from 'node:assert/strict';
import { layoutGraph } from '../../src/core/compare/graph/layout';
import {
  isGraphRow,
  isHistoryItem,
  isHistoryRun,
  isHistorySummary,
  type HistoryItem,
} from '../../src/protocol/historyItem';

const item: HistoryItem = {
  ...{ id: 'working', subject: 'Not committed', message: '', author: '', when: '', time: '' },
  ...{ tags: [], kind: 'working', head: false, parents: [] },
};
const [row] = layoutGraph([{ id: 'b', at: '', parents: ['a'] }]);
const summary = { id: 'b', text: '1 line added', changes: ['1 line added'], added: 1, removed: 0 };

describe('the guards of a history', () => {
  for (const [what, isRight] of [
    ['an item', isHistoryItem(item)],
    ['a row of the graph', isGraphRow(row)],
    ['a summary', isHistorySummary(summary)],
    ['a run of versions', isHistoryRun({ first: 'b', last: 'a' })],
  ] as const) {
    it(`take ${what}`, () => {
      strictEqual(isRight, true);
    });
  }

  for (const [what, isRight] of [
    ['an item of no known kind', isHistoryItem({ ...item, kind: 'odd' })],
    ['an item whose parent has no name', isHistoryItem({ ...item, parents: [{ id: 'a' }] })],
    ['a row that is cut or not', isGraphRow({ ...row, isCut: 'maybe' })],
    ['a line to nowhere', isGraphRow({ ...row, below: [{ from: 0 }] })],
    ['a summary that removed less than nothing', isHistorySummary({ ...summary, removed: -1 })],
    ['a run without an end', isHistoryRun({ first: 'b' })],
  ] as const) {
    it(`do not take ${what}`, () => {
      strictEqual(isRight, false);
    });
  }
});
