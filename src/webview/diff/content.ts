import type { DiffView } from '../../core/compare/sharing/view';
import { element } from '../dom';

/** What stands in place of a comparison when there is none. */
export function renderFailure(message: string): HTMLElement {
  return element('p', { class: 'remark error', role: 'alert' }, message);
}

/** What has to be said about a comparison before it is read. */
export function renderRemarks(view: DiffView): HTMLElement[] {
  const remarks = view.comparedAs === 'rendered' ? renderFailures(view) : renderProblems(view);
  if (view.comparedAs === 'text') remarks.push(remark('Both sides are compared as plain text.'));
  if (view.hitLimit) {
    remarks.push(remark('The sides differ so much that some changes are shown without detail.'));
  }
  if (view.identical) remarks.push(remark('Both sides are identical.', 'identical'));
  return remarks;
}

/** Lines that are hidden are told, and shown on demand: nobody may take them for equal. */
export function renderHidden(count: number, onShow: () => void): HTMLElement | undefined {
  if (count === 0) return undefined;
  const lines = count === 1 ? '1 line differs' : `${count} lines differ`;
  const made = remark(`${lines} only in leading or trailing whitespace, which is hidden. `);
  const show = element('button', { type: 'button', class: 'link' }, 'Show');
  show.setAttribute('aria-label', 'Show leading and trailing whitespace differences');
  show.addEventListener('click', onShow);
  made.append(show);
  return made;
}

function renderProblems({ problems }: DiffView): HTMLElement[] {
  return problems.map(({ side, message, line = 1 }) =>
    remark(`The ${side} side is no valid prompt (line ${line}): ${message}`, 'warning'),
  );
}

/** What keeps a side from being rendered stands on that side. */
function renderFailures({ problems }: DiffView): HTMLElement[] {
  if (problems.length === 0) return [];
  const remarks = problems.map(({ side, message }) => {
    const name = side === 'left' ? 'Left' : 'Right';
    return element('p', { class: `remark error ${side}` }, `${name}: ${message}`);
  });
  return [element('div', { class: 'failures' }, ...remarks)];
}

function remark(text: string, look = ''): HTMLElement {
  return element('p', { class: `remark ${look}`.trim() }, text);
}
