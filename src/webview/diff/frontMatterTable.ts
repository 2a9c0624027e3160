import type { DiffView, FrontMatterRow } from '../../core/compare/sharing/view';
import { element } from '../dom';

const KIND_WORDS: Record<FrontMatterRow['kind'], string> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  moved: 'Moved',
};

/** The values of the front matter that differ, one row each; absent when none do. */
export function renderFrontMatter(view: DiffView): HTMLElement | undefined {
  if (view.frontMatter.length === 0) {
    if (!view.isFrontMatterRewritten) return undefined;
    return element(
      'p',
      { class: 'remark' },
      'The front matter has the same values on both sides; it is written differently.',
    );
  }
  const titles = ['Setting', 'Change', 'Left', 'Right'];
  const head = titles.map(title => element('th', { scope: 'col', role: 'columnheader' }, title));
  return element(
    'section',
    { class: 'front-matter', 'data-stop': 'frontMatter', tabindex: -1 },
    element('h2', { id: 'front-matter-title' }, 'Front matter'),
    element(
      'table',
      { role: 'table', 'aria-labelledby': 'front-matter-title' },
      element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...head)),
      element('tbody', { role: 'rowgroup' }, ...view.frontMatter.map(renderRow)),
    ),
  );
}

function renderRow({ path, kind, left, right }: FrontMatterRow): HTMLElement {
  return element(
    'tr',
    { role: 'row', class: kind },
    element('th', { scope: 'row', role: 'rowheader', class: 'path' }, ...breakable(path)),
    element('td', { role: 'cell', class: 'kind' }, KIND_WORDS[kind]),
    valueCell('del', left),
    valueCell('ins', right),
  );
}

/** May break after each part, so that a long path stays readable in a narrow column. */
function breakable(path: string): (Node | string)[] {
  return path.split(/(?<=[.\]_])/).flatMap(part => [part, element('wbr')]);
}

function valueCell(tag: 'del' | 'ins', value: string | undefined): HTMLElement {
  if (value === undefined) return element('td', { role: 'cell', class: 'value absent' });
  return element('td', { role: 'cell', class: 'value' }, element(tag, {}, value));
}
