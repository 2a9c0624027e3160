import type { HistoryItem, HistorySummary } from '../../protocol/historyItem';
import { words } from '../diff/changeList';
import { element, silent, spoken } from '../dom';
import { drawGraph, graphSize } from './graph';
import type { KnownVersion } from './versions';

/** Blocks of a bar; more lines than that make it no longer, so that small changes still show. */
const BLOCKS = 5;
const HEAD = 'head';

/** Where a row stands, and how much room there is for the graph. */
export interface RowPlace {
  readonly at: number;
  readonly count: number;
  readonly lanes: number;
  readonly isSelected: boolean;
}

/** A version as an option of the list; what is not known of it yet is left blank. */
export function createRow(version: KnownVersion, place: RowPlace): HTMLElement {
  const { id, label, item, row, summary } = version;
  const graph =
    item === undefined || row === undefined
      ? graphSize(place.lanes)
      : drawGraph(row, item, place.lanes);
  const view = element(
    'div',
    {
      role: 'option',
      id: `version-${id}`,
      class: `row ${item?.kind ?? 'version'}`,
      title: item === undefined ? undefined : tooltipOf(item),
      'aria-posinset': place.at + 1,
      'aria-setsize': place.count,
    },
    element('span', { class: 'check', 'aria-hidden': 'true' }),
    graph,
    element(
      'span',
      { class: 'text' },
      element('span', { class: 'name' }, ...nameOf(label, item)),
      element('span', { class: 'marks' }, ...(item === undefined ? [] : marks(item))),
      element('span', { class: 'who' }, ...whoOf(item)),
      element('span', { class: 'change' }, ...changeOf(summary)),
    ),
  );
  showSelected(view, place.isSelected);
  return view;
}

export function showSelected(row: HTMLElement, isSelected: boolean): void {
  row.setAttribute('aria-selected', String(isSelected));
  const check = row.querySelector('.check');
  if (check !== null) check.textContent = isSelected ? '✓' : '';
}

/** Another text in place of the summary; the rest of the row stays as it is. */
export function showSummary(row: HTMLElement, summary: HistorySummary): void {
  row.querySelector('.change')?.replaceChildren(...changeOf(summary));
}

/** How many lines a change added and removed, and what it is about. */
export function changeOf(summary: HistorySummary | undefined): HTMLElement[] {
  if (summary === undefined) return [element('span', { class: 'summary' }, '…')];
  return [
    element('span', { class: 'bars' }, ...drawBars(summary)),
    element('span', { class: 'summary' }, ...words(summary.text)),
  ];
}

/** Commas after them are for the ear: the eye has gaps and frames. */
function part(name: string, text: string): HTMLElement[] {
  return text === '' ? [] : [element('span', { class: name }, text, spoken(','))];
}

function nameOf(label: string, item: HistoryItem | undefined): HTMLElement[] {
  return [...part('number', label), ...part('subject', item?.subject ?? '')];
}

function marks(item: HistoryItem): HTMLElement[] {
  return [
    ...item.tags.flatMap(tag => part('tag', tag)),
    ...marksOf(item).flatMap(mark => part(mark === HEAD ? 'mark-text short' : 'mark-text', mark)),
  ];
}

function whoOf(item: HistoryItem | undefined): HTMLElement[] {
  const texts = [item?.author ?? '', item?.when ?? ''].filter(text => text !== '');
  return texts.length === 0 ? [] : [element('span', {}, texts.join(', '), spoken(','))];
}

/** What the shape of the mark in the graph says, in words. */
export function marksOf({ kind, head, parents }: HistoryItem): string[] {
  const missing = parents.filter(parent => parent.missing).map(({ label }) => label);
  return [
    ...(head ? [HEAD] : []),
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

function tooltipOf({ message, author, time, tags, id }: HistoryItem): string {
  return [message, [author, time].filter(text => text !== '').join(', '), tags.join(', '), id]
    .filter(text => text !== '' && text !== 'working')
    .join('\n');
}
