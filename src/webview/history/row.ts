import type { GraphRow } from '../../core/graph/layout';
import type { HistoryItem, HistorySummary } from '../../protocol/history';
import { element, silent, spoken } from '../dom';
import { drawGraph } from './graph';

/** Blocks of a bar; more lines than that make it no longer, so that small changes still show. */
const BLOCKS = 5;

/** A version as an option of the list. */
export interface RowView {
  readonly element: HTMLElement;
  setSelected(isSelected: boolean): void;
  setSummary(summary: HistorySummary): void;
}

export function createRow(item: HistoryItem, row: GraphRow, lanes: number): RowView {
  const check = element('span', { class: 'check', 'aria-hidden': 'true' });
  const bars = element('span', { class: 'bars' });
  const summary = element('span', { class: 'summary' }, '…');
  const view = element(
    'div',
    {
      role: 'option',
      id: `version-${item.id}`,
      class: `row ${item.kind}`,
      title: tooltipOf(item),
      'aria-selected': 'false',
    },
    check,
    drawGraph(row, item, lanes),
    element(
      'span',
      { class: 'text' },
      element('span', { class: 'first-line' }, ...firstLine(item)),
      element('span', { class: 'second-line' }, bars, summary),
    ),
  );
  return {
    element: view,
    setSelected: isSelected => {
      view.setAttribute('aria-selected', String(isSelected));
      check.textContent = isSelected ? '✓' : '';
    },
    setSummary: found => {
      summary.textContent = found.text;
      bars.replaceChildren(...drawBars(found));
    },
  };
}

/** Commas after them are for the ear: the eye has gaps and frames. */
function firstLine(item: HistoryItem): HTMLElement[] {
  const part = (name: string, text: string): HTMLElement[] =>
    text === '' ? [] : [element('span', { class: name }, text, spoken(','))];
  return [
    ...part('number', item.label),
    ...part('subject', item.subject),
    ...marksOf(item).flatMap(mark => part('mark-text', mark)),
    ...item.tags.flatMap(tag => part('tag', tag)),
    ...part('who', [item.author, item.when].filter(text => text !== '').join(', ')),
  ];
}

/** What the shape of the mark in the graph says, in words. */
function marksOf({ kind, head, parents }: HistoryItem): string[] {
  const missing = parents.filter(parent => parent.missing).map(({ label }) => label);
  return [
    ...(head ? ['head'] : []),
    ...(kind === 'merge' ? [`merge of ${parents.map(({ label }) => label).join(' and ')}`] : []),
    ...(missing.length > 0 && kind !== 'merge' ? [`follows ${missing.join(' and ')}`] : []),
  ];
}

/** Blocks in the proportion of added and removed lines, and the numbers beside them. */
function drawBars({ added, removed }: HistorySummary): HTMLElement[] {
  const total = added + removed;
  if (total === 0) return [];
  const blocks = Math.min(BLOCKS, total);
  const plus = Math.min(
    added === 0 ? 0 : Math.max(1, Math.round((added / total) * blocks)),
    removed === 0 ? blocks : blocks - 1,
  );
  const bar = (kind: string, count: number): HTMLElement =>
    element('span', { class: `bar ${kind}` }, silent((kind === 'added' ? '+' : '−').repeat(count)));
  return [
    element('span', { class: 'count added' }, `+${added}`, spoken(' added, ')),
    element('span', { class: 'count removed' }, `−${removed}`, spoken(' removed. ')),
    bar('added', plus),
    bar('removed', blocks - plus),
  ];
}

function tooltipOf({ message, author, time, id }: HistoryItem): string {
  return [message, [author, time].filter(part => part !== '').join(', '), id]
    .filter(part => part !== '' && part !== 'working')
    .join('\n');
}
