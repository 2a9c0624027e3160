import {
  cutAtSpans,
  layoutBody,
  type LayoutGroup,
  type LayoutLine,
  type LayoutRow,
} from '../../core/diff/layout';
import type { DiffView } from '../../core/diff/view';
import type { DiffMode } from '../../protocol/diff';
import { element, silent, spoken } from '../dom';

export interface BodyOptions {
  readonly mode: DiffMode;
  readonly isExpanded: (hunk: number) => boolean;
  readonly expand: (hunk: number) => void;
}

type Side = 'left' | 'right';

/** What a line says besides its text. */
const LOOK = {
  left: { sign: '−', word: 'removed', tag: 'del' },
  right: { sign: '+', word: 'added', tag: 'ins' },
} as const;

/** The lines of both sides as a table: a row group for each change and each stretch between two. */
export function renderBody(view: DiffView, options: BodyOptions): HTMLElement {
  const groups = layoutBody(view.hunks, options);
  return element(
    'div',
    { class: `body ${options.mode}`, role: 'table', 'aria-label': 'Prompt text' },
    renderHeader(options.mode),
    ...groups.map(group => renderGroup(group, view, options)),
  );
}

function renderHeader(mode: DiffMode): HTMLElement {
  const titles =
    mode === 'inline'
      ? ['Left line', 'Right line', 'Text']
      : ['Left line', 'Left text', 'Right line', 'Right text'];
  const cells = titles.map(title => element('span', { role: 'columnheader' }, title));
  const row = element('div', { role: 'row' }, ...cells);
  return element('div', { role: 'rowgroup', class: 'spoken' }, row);
}

/** The row group of one hunk; `data-hunk` finds it again, a change can take the focus. */
function renderGroup(group: LayoutGroup, view: DiffView, options: BodyOptions): HTMLElement {
  const rows = group.rows.map(row => {
    if (row.kind === 'collapsed') return renderCollapsed(row.count, group.hunk, options);
    return options.mode === 'inline' ? inlineRow(row, view) : sideBySideRow(row, view);
  });
  const attributes = { role: 'rowgroup', 'data-hunk': group.hunk, tabindex: -1 };
  return element('div', { ...attributes, class: group.isChange ? 'hunk change' : 'hunk' }, ...rows);
}

function renderCollapsed(count: number, hunk: number, options: BodyOptions): HTMLElement {
  const lines = `${count} unchanged lines`;
  const show = element(
    'button',
    { type: 'button', class: 'expand', title: `Show ${lines}` },
    silent('⋯ '),
    lines,
  );
  show.addEventListener('click', () => {
    options.expand(hunk);
  });
  const span = options.mode === 'inline' ? 3 : 4;
  const cell = element('div', { role: 'cell', class: 'collapsed', 'aria-colspan': span }, show);
  return element('div', { role: 'row', class: 'row' }, cell);
}

type LineRow = Exclude<LayoutRow, { kind: 'collapsed' }>;

function sideBySideRow(row: LineRow, view: DiffView): HTMLElement {
  const cells = (['left', 'right'] as const).flatMap(side => {
    if (row.kind === 'same') return [number(view, side, row[side]), sameText(view, side, row)];
    const line = row[side];
    return line === undefined
      ? [element('div', { role: 'cell', class: 'filler gutter' }), filler()]
      : [signed(number(view, side, line.line, true), side), changedText(view, side, line)];
  });
  return element('div', { role: 'row', class: 'row' }, ...cells);
}

function inlineRow(row: LineRow, view: DiffView): HTMLElement {
  if (row.kind === 'same') {
    const numbers = [number(view, 'left', row.left), number(view, 'right', row.right)];
    return element('div', { role: 'row', class: 'row' }, ...numbers, sameText(view, 'right', row));
  }
  const side = row.left === undefined ? 'right' : 'left';
  const line = row[side];
  if (line === undefined) return element('div', { role: 'row' });
  const { word } = LOOK[side];
  const own = number(view, side, line.line, true);
  const other = element('div', { role: 'cell', class: `gutter ${word}` });
  const numbers = side === 'left' ? [own, other] : [other, own];
  // The sign stands next to the text, whichever number the line has.
  signed(numbers[1] ?? own, side);
  return element('div', { role: 'row', class: 'row' }, ...numbers, changedText(view, side, line));
}

function signed(cell: HTMLElement, side: Side): HTMLElement {
  cell.append(element('span', { class: 'sign' }, silent(LOOK[side].sign)));
  return cell;
}

/** The cell of the line number: that of the document, front matter counted. */
function number(view: DiffView, side: Side, line: number, isChanged = false): HTMLElement {
  const { word } = LOOK[side];
  const cell = element('div', { role: 'cell', class: isChanged ? `gutter ${word}` : 'gutter' });
  cell.append(String(view[side].firstLine + line));
  if (isChanged) cell.append(spoken(` ${word}`));
  return cell;
}

function sameText(view: DiffView, side: Side, row: LineRow & { kind: 'same' }): HTMLElement {
  return element('div', { role: 'cell', class: 'text' }, view[side].lines[row[side]] ?? '');
}

function changedText(view: DiffView, side: Side, { line, spans }: LayoutLine): HTMLElement {
  const { lines, endsWithNewline } = view[side];
  const pieces = cutAtSpans(lines[line] ?? '', spans).map(({ text, isChanged }) =>
    isChanged ? element(LOOK[side].tag, {}, text) : text,
  );
  const cell = element('div', { role: 'cell', class: `text ${LOOK[side].word}` }, ...pieces);
  if (line === lines.length - 1 && !endsWithNewline) {
    cell.append(element('span', { class: 'note' }, ' No newline at the end'));
  }
  return cell;
}

function filler(): HTMLElement {
  return element('div', { role: 'cell', class: 'filler' });
}
