import type { LayoutLine, LayoutRow } from '../../core/compare/sharing/layout';
import { cutAtSpans } from '../../core/compare/sharing/layout';
import { foldProse } from '../../core/compare/telling/prose';
import type { DiffView } from '../../core/compare/sharing/view';
import type { DiffMode } from '../../protocol/diff';
import { element, silent, spoken } from '../dom';
import { showCharacters } from './characters';

/** How rows are shown, and what can be asked for in them. */
export interface RowOptions {
  readonly mode: DiffMode;
  readonly showsWhitespace: boolean;
  /** Lines of which folded stretches were opened: `left:12`. */
  readonly unfolded: Set<string>;
  readonly expand: (hunk: number) => void;
  /** Goes to where a line stands on the other side. */
  readonly goToMoved: (side: Side, line: number) => void;
}

export type Side = 'left' | 'right';

/** What a line says besides its text. */
const LOOK = {
  left: { sign: '−', word: 'removed', tag: 'del', other: 'right', moved: 'Moved to line' },
  right: { sign: '+', word: 'added', tag: 'ins', other: 'left', moved: 'Moved from line' },
} as const;

/** One row of the table of a body. */
export function renderRow(
  row: LayoutRow,
  hunk: number,
  view: DiffView,
  options: RowOptions,
): HTMLElement {
  if (row.kind === 'collapsed') return renderCollapsed(row.count, hunk, options);
  const made =
    options.mode === 'inline' ? inlineRow(row, view, options) : sideBySideRow(row, view, options);
  for (const fold of made.querySelectorAll<HTMLElement>('.fold')) {
    fold.addEventListener('click', () => {
      unfold(row, made, () => renderRow(row, hunk, view, options), options);
    });
  }
  return made;
}

/** Shows what is folded of a row on both sides, so that they stand beside each other. */
function unfold(
  row: LineRow,
  shown: HTMLElement,
  render: () => HTMLElement,
  options: RowOptions,
): void {
  if (row.kind === 'same') return;
  if (row.left !== undefined) options.unfolded.add(`left:${row.left.line}`);
  if (row.right !== undefined) options.unfolded.add(`right:${row.right.line}`);
  const opened = render();
  opened.setAttribute('aria-rowindex', shown.getAttribute('aria-rowindex') ?? '');
  opened.tabIndex = -1;
  shown.replaceWith(opened);
  opened.focus({ preventScroll: true });
}

function renderCollapsed(count: number, hunk: number, options: RowOptions): HTMLElement {
  const lines = `${count} unchanged ${count === 1 ? 'line' : 'lines'}`;
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

function sideBySideRow(row: LineRow, view: DiffView, options: RowOptions): HTMLElement {
  const cells = (['left', 'right'] as const).flatMap(side => {
    if (row.kind === 'same') return [number(view, side, row[side]), sameText(view, side, row)];
    const line = row[side];
    return line === undefined
      ? [element('div', { role: 'cell', class: 'filler gutter' }), filler()]
      : [signed(number(view, side, line.line, true), side), changedText(view, side, line, options)];
  });
  return element('div', { role: 'row', class: 'row' }, ...cells);
}

function inlineRow(row: LineRow, view: DiffView, options: RowOptions): HTMLElement {
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
  const text = changedText(view, side, line, options);
  return element('div', { role: 'row', class: 'row' }, ...numbers, text);
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
  const text = view[side].lines[row[side]] ?? '';
  const cell = { role: 'cell', class: 'text', dir: 'auto' };
  return element('div', cell, ...showCharacters(text, false));
}

function changedText(
  view: DiffView,
  side: Side,
  line: LayoutLine,
  options: RowOptions,
): HTMLElement {
  const { lines, endsWithNewline } = view[side];
  const look = line.moved === undefined ? LOOK[side].word : `${LOOK[side].word} moved`;
  const cell = element('div', { role: 'cell', class: `text ${look}`, dir: 'auto' });
  cell.append(...pieces(lines[line.line] ?? '', side, line, options));
  if (line.moved?.isFirst === true) cell.append(movedNote(view, side, line.moved.line, options));
  const isOnlyHere = !endsWithNewline && view[LOOK[side].other].endsWithNewline;
  if (line.line === lines.length - 1 && isOnlyHere) {
    cell.append(element('span', { class: 'note' }, ' No newline at the end'));
  }
  return cell;
}

function pieces(
  text: string,
  side: Side,
  line: LayoutLine,
  options: RowOptions,
): (Node | string)[] {
  const key = `${side}:${line.line}`;
  const isUnfolded = options.unfolded.has(key);
  const shown = (piece: string) => showCharacters(piece, options.showsWhitespace);
  return foldProse(cutAtSpans(text, line.spans)).flatMap(piece => {
    if (piece.kind === 'changed') return [element(LOOK[side].tag, {}, ...shown(piece.text))];
    if (piece.kind === 'folded' && !isUnfolded) {
      return [foldButton(piece.text)];
    }
    return shown(piece.text);
  });
}

/** Stands for an unchanged stretch of a paragraph. */
function foldButton(text: string): HTMLElement {
  const label = `${text.length} unchanged characters`;
  const show = element('button', { type: 'button', class: 'fold', title: `Show ${label}` });
  show.append(silent('⋯ '), label);
  return show;
}

function movedNote(view: DiffView, side: Side, line: number, options: RowOptions): HTMLElement {
  const { other, moved } = LOOK[side];
  const title = `${moved} ${view[other].firstLine + line}`;
  const note = element('button', { type: 'button', class: 'note moved-note' }, title);
  note.addEventListener('click', () => {
    options.goToMoved(other, line);
  });
  return note;
}

function filler(): HTMLElement {
  return element('div', { role: 'cell', class: 'filler' });
}
