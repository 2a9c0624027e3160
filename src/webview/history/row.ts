import { html, nothing, type TemplateResult } from 'lit-html';
import type { HistoryItem, HistorySummary } from '../../protocol/historyItem';
import { silent, spoken, words } from '../parts/text';
import { graph } from './graph';
import type { KnownVersion } from './versions';

/** Blocks of a bar; more lines than that make it no longer, so that small changes still show. */
const BLOCKS = 5;
const HEAD = 'head';

/** Where a row stands, and how much room there is for the graph. */
export interface RowPlace {
  readonly at: number;
  readonly count: number;
  readonly lanes: number;
  readonly height: number;
  readonly isSelected: boolean;
  /** The keyboard is here. */
  readonly isActive: boolean;
}

/** A version as an option of the list; what is not known of it yet is left blank. */
export function versionRow(version: KnownVersion, place: RowPlace): TemplateResult {
  const { id, label, item, row, summary } = version;
  const { at, count, lanes, height, isSelected, isActive } = place;
  return html`<div
    role="option"
    id="version-${id}"
    class="row ${item?.kind ?? 'version'} ${isActive ? 'active' : ''}"
    title=${item === undefined ? nothing : tooltipOf(item)}
    data-place=${at}
    aria-posinset=${at + 1}
    aria-setsize=${count}
    aria-selected=${isSelected}
    .style=${`top: ${at * height}px`}
  ><span class="check" aria-hidden="true">${isSelected ? '✓' : nothing}</span>${graph(row, item, lanes)}<span
    class="text"
  ><span class="name">${part('number', label)}${part('subject', item?.subject ?? '')}</span><span
    class="marks"
  >${item === undefined ? nothing : marks(item)}</span><span class="who">${whoOf(item)}</span><span
    class="change"
  >${changeOf(summary)}</span></span></div>`;
}

/** How many lines a change added and removed, and what it is about. */
function changeOf(summary: HistorySummary | undefined): TemplateResult {
  if (summary === undefined) return html`<span class="summary">…</span>`;
  const { text } = summary;
  return html`<span class="bars">${drawBars(summary)}</span><span class="summary">${words(text)}</span>`;
}

/** Commas after them are for the ear: the eye has gaps and frames. */
function part(name: string, text: string): TemplateResult | typeof nothing {
  return text === '' ? nothing : html`<span class=${name}>${text}${spoken(',')}</span>`;
}

function marks(item: HistoryItem): unknown[] {
  return [
    ...item.tags.map(tag => part('tag', tag)),
    ...marksOf(item).map(mark => part(mark === HEAD ? 'mark-text short' : 'mark-text', mark)),
  ];
}

function whoOf(item: HistoryItem | undefined): TemplateResult | typeof nothing {
  const texts = [item?.author ?? '', item?.when ?? ''].filter(text => text !== '');
  return texts.length === 0 ? nothing : html`<span>${texts.join(', ')}${spoken(',')}</span>`;
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
function drawBars({ added, removed }: HistorySummary): TemplateResult | typeof nothing {
  const total = added + removed;
  if (total === 0) return nothing;
  const blocks = Math.min(BLOCKS, total);
  const plus = Math.min(
    added === 0 ? 0 : Math.max(1, Math.round((added / total) * blocks)),
    removed === 0 ? blocks : blocks - 1,
  );
  const bar = (kind: string, signs: string) =>
    html`<span class="bar ${kind}">${silent(signs)}</span>`;
  return html`<span class="count added">+${added}${spoken(' added, ')}</span><span
    class="count removed">−${removed}${spoken(' removed. ')}</span>${bar('added', '+'.repeat(plus))}${bar(
      'removed',
      '−'.repeat(blocks - plus),
    )}`;
}

function tooltipOf({ message, author, time, tags, id }: HistoryItem): string {
  return [message, [author, time].filter(text => text !== '').join(', '), tags.join(', '), id]
    .filter(text => text !== '' && text !== 'working')
    .join('\n');
}
