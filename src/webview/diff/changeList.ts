import type { ChangeRow, DiffView } from '../../core/compare/sharing/view';
import { element, silent } from '../dom';

const SIGNS: Readonly<Record<ChangeRow['kind'], string>> = {
  added: '+',
  removed: '−',
  changed: '~',
  moved: '↕',
  renamed: '→',
};

/**
 * What happened, part by part: a change that stands at a place in the text leads there. Settings
 * have a table of their own, and the text of a prompt that is one text needs no list.
 */
export function renderChangeList(
  view: DiffView,
  goTo: (change: ChangeRow) => void,
): HTMLElement | undefined {
  const rows = view.changes.filter(({ part }) => part !== 'setting' && part !== 'text');
  if (rows.length === 0) return undefined;
  return element(
    'section',
    { class: 'changes', 'aria-label': 'What changed' },
    element('ul', {}, ...rows.map(row => renderChange(row, goTo))),
  );
}

function renderChange(row: ChangeRow, goTo: (change: ChangeRow) => void): HTMLElement {
  const sign = element('span', { class: `kind ${row.kind}` }, silent(SIGNS[row.kind]));
  const hasPlace = row.leftLine !== undefined || row.rightLine !== undefined;
  const text = element(hasPlace ? 'button' : 'span', hasPlace ? { type: 'button' } : {});
  text.append(...words(row.text));
  if (hasPlace) {
    text.title = 'Go to this change';
    text.addEventListener('click', () => {
      goTo(row);
    });
  }
  const details = row.details.map(detail => element('li', {}, ...words(detail)));
  const inner = details.length === 0 ? [] : [element('ul', {}, ...details)];
  return element('li', { class: row.kind }, sign, text, ...inner);
}

/** A sentence of ours: names stand between backticks. */
export function words(text: string): (Node | string)[] {
  return text
    .split(/`([^`\n]+)`/)
    .map((piece, index) => (index % 2 === 1 ? element('code', {}, piece) : piece));
}
