import { html, nothing, type TemplateResult } from 'lit-html';
import type { ChangeRow, DiffView } from '../../core/compare/sharing/view';
import { silent, words } from '../parts/text';

const SIGNS: Readonly<Record<ChangeRow['kind'], string>> = {
  added: '+',
  removed: '−',
  changed: '~',
  moved: '↕',
  renamed: '→',
};

type GoTo = (change: ChangeRow) => void;

/**
 * What happened, part by part: a change that stands at a place in the text leads there. Settings
 * have a table of their own, and the text of a prompt that is one text needs no list.
 */
export function renderChangeList(view: DiffView, goTo: GoTo): TemplateResult | typeof nothing {
  const rows = view.changes.filter(({ part }) => part !== 'setting' && part !== 'text');
  if (rows.length === 0) return nothing;
  const items = rows.map(row => renderChange(row, goTo));
  return html`<section class="changes" aria-label="What changed"><ul>${items}</ul></section>`;
}

function renderChange(row: ChangeRow, goTo: GoTo): TemplateResult {
  const { kind, text, details, leftLine, rightLine } = row;
  const said = words(text);
  const go = () => {
    goTo(row);
  };
  const hasPlace = leftLine !== undefined || rightLine !== undefined;
  const inner = details.map(detail => html`<li>${words(detail)}</li>`);
  return html`<li class=${kind}>
    <span class="kind ${kind}">${silent(SIGNS[kind])}</span>
    ${
      hasPlace
        ? html`<button type="button" class="link" title="Go to this change" @click=${go}>${said}</button>`
        : html`<span>${said}</span>`
    }
    ${inner.length === 0 ? nothing : html`<ul>${inner}</ul>`}
  </li>`;
}
