import { html, nothing, type TemplateResult } from 'lit-html';
import type { SetRow } from '../../protocol/promptSets';
import type { LazyComparison } from '../diff/lazyComparison';
import { toggle } from '../diff/sampleList';
import { button } from '../parts/button';
import { silent, spoken, words } from '../parts/text';

/** One prompt in the list: its summary, and below it, when open, its comparison. */
export interface Entry {
  readonly row: SetRow;
  readonly comparison: LazyComparison;
}

interface EntryEvents {
  readonly onToggle: () => void;
  /** Opens the comparison in a panel of its own. */
  readonly onOpenAlone: () => void;
}

export function renderEntry(
  { row, comparison }: Entry,
  { onToggle, onOpenAlone }: EntryEvents,
): TemplateResult {
  const { prompt } = row;
  const { isOpen, element } = comparison;
  const label = `Open ${prompt} in a panel of its own`;
  return html`<section class="prompt-entry">
    <h2 class="spoken">${prompt}</h2>
    <div class="prompt-head">
      ${toggle({ isOpen, content: summary(row), look: 'prompt-toggle' }, onToggle)}
      ${button({ icon: 'open-preview', label, look: 'flat' }, onOpenAlone)}
    </div>
    <div class="prompt-content" ?hidden=${!isOpen}>${element}</div>
  </section>`;
}

const SIGNS = { added: '+', removed: '−', changed: '~', leftOut: '!' } as const;

function summary({ prompt, kind, summary: text, added, removed, breaking }: SetRow): unknown {
  const lines = html`<span class="line-counts"
    ><span class="added-count">${silent(`+${added}`)}${spoken(`${added} lines added`)}</span> <span
      class="removed-count">${silent(`−${removed}`)}${spoken(`${removed} lines removed`)}</span></span>`;
  return [
    html`<span class="kind ${kind}">${silent(SIGNS[kind])}</span>`,
    html`<span class="sample-name">${prompt}</span>`,
    breaking ? html`<span class="breaking">Breaking</span>` : nothing,
    kind === 'leftOut' ? html`<span class="breaking">Left out</span>` : lines,
    html`<span class="sample-summary">${words(text)}</span>`,
  ];
}

/** `3 prompts differ, 1 breaking, 1 left out`. */
export function summaryOf(rows: readonly SetRow[]): string {
  const differing = rows.filter(({ kind }) => kind !== 'leftOut').length;
  const breaking = rows.filter(row => row.breaking).length;
  const leftOut = rows.length - differing;
  const differ = differing === 1 ? '1 prompt differs' : `${differing} prompts differ`;
  return [
    differing === 0 ? 'Nothing differs' : differ,
    ...(breaking > 0 ? [`${breaking} breaking`] : []),
    ...(leftOut > 0 ? [`${leftOut} left out`] : []),
  ].join(', ');
}
