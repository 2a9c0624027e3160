import { countOf } from '../../core/base/countOf';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { LayoutLine, LayoutRow } from '../../core/compare/sharing/layout';
import { cutAtSpans } from '../../core/compare/sharing/layout';
import type { DiffView } from '../../core/compare/sharing/view';
import { foldProse } from '../../core/compare/telling/prose';
import type { DiffMode } from '../../protocol/diff';
import { silent, spoken } from '../parts/text';
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
  /** A stretch was opened: the rows are to be drawn again, and the reader goes on in this one. */
  readonly redraw: (row: HTMLElement) => void;
}

export type Side = 'left' | 'right';

/** Where a row stands. */
export interface RowPlace {
  readonly hunk: number;
  /** Counted over the whole table, from 1. */
  readonly index: number;
}

/** What a line says besides its text. */
const LOOK = {
  left: { sign: '−', word: 'removed', other: 'right', moved: 'Moved to line' },
  right: { sign: '+', word: 'added', other: 'left', moved: 'Moved from line' },
} as const;

type LineRow = Exclude<LayoutRow, { kind: 'collapsed' }>;

/** One row of the table of a body. White space counts in its cells. */
export function renderRow(
  row: LayoutRow,
  { hunk, index }: RowPlace,
  view: DiffView,
  options: RowOptions,
): TemplateResult {
  if (row.kind === 'collapsed') {
    const cell = collapsed(row.count, hunk, options);
    return html`<div role="row" class="row" aria-rowindex=${index}>${cell}</div>`;
  }
  const cells =
    options.mode === 'inline' ? inline(row, view, options) : sideBySide(row, view, options);
  const onClick = (event: Event): void => {
    const isFold = event.target instanceof Element && event.target.closest('.fold') !== null;
    if (isFold) unfold(row, event.currentTarget as HTMLElement, options);
  };
  return html`<div role="row" class="row" aria-rowindex=${index} @click=${onClick}>${cells}</div>`;
}

/** Shows what is folded of a row on both sides, so that they stand beside each other. */
function unfold(row: LineRow, shown: HTMLElement, { unfolded, redraw }: RowOptions): void {
  if (row.kind === 'same') return;
  if (row.left !== undefined) unfolded.add(`left:${row.left.line}`);
  if (row.right !== undefined) unfolded.add(`right:${row.right.line}`);
  redraw(shown);
}

function collapsed(count: number, hunk: number, { mode, expand }: RowOptions): TemplateResult {
  const lines = countOf(count, 'unchanged line');
  const span = mode === 'inline' ? 3 : 4;
  const onClick = (): void => {
    expand(hunk);
  };
  return html`<div role="cell" class="collapsed" aria-colspan=${span}><button
    type="button" class="expand" title="Show ${lines}" @click=${onClick}
  >${silent('⋯ ')}${lines}</button></div>`;
}

function sideBySide(row: LineRow, view: DiffView, options: RowOptions): unknown {
  return (['left', 'right'] as const).map(side => {
    if (row.kind === 'same') return [number(view, side, row[side]), sameText(view, side, row)];
    const line = row[side];
    if (line === undefined) return html`${cell('filler gutter')}${cell('filler')}`;
    const own = number(view, side, line.line, [spoken(` ${LOOK[side].word}`), sign(side)]);
    return [own, changedText(view, side, line, options)];
  });
}

function inline(row: LineRow, view: DiffView, options: RowOptions): unknown {
  if (row.kind === 'same') {
    const numbers = [number(view, 'left', row.left), number(view, 'right', row.right)];
    return [numbers, sameText(view, 'right', row)];
  }
  const side = row.left === undefined ? 'right' : 'left';
  const line = row[side];
  if (line === undefined) return nothing;
  const { word } = LOOK[side];
  const text = changedText(view, side, line, options);
  const said = spoken(` ${word}`);
  // The sign stands next to the text, whichever number the line has.
  return side === 'left'
    ? [number(view, side, line.line, [said]), cell(`gutter ${word}`, sign(side)), text]
    : [cell(`gutter ${word}`), number(view, side, line.line, [said, sign(side)]), text];
}

function cell(look: string, content: unknown = nothing): TemplateResult {
  return html`<div role="cell" class=${look}>${content}</div>`;
}

function sign(side: Side): TemplateResult {
  return html`<span class="sign">${silent(LOOK[side].sign)}</span>`;
}

/** The cell of the line number: that of the document, front matter counted. */
function number(
  view: DiffView,
  side: Side,
  line: number,
  marks?: readonly TemplateResult[],
): TemplateResult {
  const look = marks === undefined ? 'gutter' : `gutter ${LOOK[side].word}`;
  return cell(look, [view[side].firstLine + line, marks]);
}

function textCell(look: string, content: unknown): TemplateResult {
  return html`<div role="cell" class=${look} dir="auto">${content}</div>`;
}

function sameText(view: DiffView, side: Side, row: LineRow & { kind: 'same' }): TemplateResult {
  return textCell('text', showCharacters(view[side].lines[row[side]] ?? '', false));
}

function changedText(
  view: DiffView,
  side: Side,
  line: LayoutLine,
  options: RowOptions,
): TemplateResult {
  const { lines, endsWithNewline } = view[side];
  const { word, other } = LOOK[side];
  const isOnlyHere = !endsWithNewline && view[other].endsWithNewline;
  const isLast = line.line === lines.length - 1 && isOnlyHere;
  return textCell(line.moved === undefined ? `text ${word}` : `text ${word} moved`, [
    pieces(lines[line.line] ?? '', side, line, options),
    line.moved?.isFirst === true ? movedNote(view, side, line.moved.line, options) : nothing,
    isLast ? html`<span class="remarked"> No newline at the end</span>` : nothing,
  ]);
}

function pieces(text: string, side: Side, line: LayoutLine, options: RowOptions): unknown[] {
  const isUnfolded = options.unfolded.has(`${side}:${line.line}`);
  return foldProse(cutAtSpans(text, line.spans)).map(piece => {
    if (piece.kind === 'folded' && !isUnfolded) return foldButton(piece.text);
    const shown = showCharacters(piece.text, options.showsWhitespace);
    if (piece.kind !== 'changed') return shown;
    return side === 'left' ? html`<del>${shown}</del>` : html`<ins>${shown}</ins>`;
  });
}

/** Stands for an unchanged stretch of a paragraph. */
function foldButton({ length }: string): TemplateResult {
  const label = `${length} unchanged characters`;
  return html`<button type="button" class="fold" title="Show ${label}">${silent('⋯ ')}${label}</button>`;
}

function movedNote(
  view: DiffView,
  side: Side,
  line: number,
  { goToMoved }: RowOptions,
): TemplateResult {
  const { other, moved } = LOOK[side];
  const onClick = (): void => {
    goToMoved(other, line);
  };
  return html`<button type="button" class="moved-note" @click=${onClick}>${moved} ${view[other].firstLine + line}</button>`;
}
