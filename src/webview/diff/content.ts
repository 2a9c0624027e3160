import { html, nothing, type TemplateResult } from 'lit-html';
import type { DiffView } from '../../core/compare/sharing/view';
import { button } from '../parts/button';

/** What has to be said about a comparison before it is read. */
export function renderRemarks(view: DiffView): readonly unknown[] {
  return [
    view.comparedAs === 'rendered' ? renderFailures(view) : renderProblems(view),
    view.comparedAs === 'text' ? remark('Both sides are compared as plain text.') : nothing,
    view.hitLimit
      ? remark('The sides differ so much that some changes are shown without detail.')
      : nothing,
    view.identical ? remark('Both sides are identical.', 'identical') : nothing,
  ];
}

/** Lines that are hidden are told, and shown on demand: nobody may take them for equal. */
export function renderHidden(count: number, onShow: () => void): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  const lines = count === 1 ? '1 line differs' : `${count} lines differ`;
  const label = 'Show leading and trailing whitespace differences';
  const show = button({ label, caption: 'Show', look: 'link' }, onShow);
  return remark([`${lines} only in leading or trailing whitespace, which is hidden. `, show]);
}

function renderProblems({ problems }: DiffView): readonly TemplateResult[] {
  return problems.map(({ side, message, line = 1 }) =>
    remark(`The ${side} side is no valid prompt (line ${line}): ${message}`, 'warning'),
  );
}

/** What keeps a side from being rendered stands on that side. */
function renderFailures({ problems }: DiffView): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  const remarks = problems.map(({ side, message }) =>
    remark(`${side === 'left' ? 'Left' : 'Right'}: ${message}`, `error ${side}`),
  );
  return html`<div class="failures">${remarks}</div>`;
}

/** A line about a comparison as a whole. */
export function remark(content: unknown, look = ''): TemplateResult {
  return html`<p class="remark ${look}">${content}</p>`;
}
