import { html, render, type TemplateResult } from 'lit-html';
import { layoutBody, type LayoutGroup, type LayoutRow } from '../../core/compare/sharing/layout';
import type { DiffView } from '../../core/compare/sharing/view';
import type { DiffMode } from '../../protocol/diff';
import { cutSlices, Pages, type Slice } from './pages';
import { renderRow, type RowOptions, type Side } from './rows';

export interface BodyOptions extends Omit<RowOptions, 'goToMoved' | 'redraw'> {
  readonly isExpanded: (hunk: number) => boolean;
  readonly isCurrent: (hunk: number) => boolean;
  readonly context: number;
  readonly minimumCollapsed: number;
  readonly wrapsLines: boolean;
  readonly showsMoves: boolean;
  readonly scroller: HTMLElement;
  /** What the table is called aloud. */
  readonly label: string;
}

/** The lines of both sides as a table: a row group for each change and each stretch between two. */
export class Body {
  readonly template: TemplateResult;
  readonly hasCollapsed: boolean;
  readonly #pages: Pages;
  readonly #groups: readonly LayoutGroup[];
  readonly #view: DiffView;
  readonly #options: BodyOptions;
  readonly #rowOptions: RowOptions;
  readonly #measure: Measure;

  constructor(view: DiffView, options: BodyOptions) {
    this.#view = view;
    this.#options = options;
    this.#rowOptions = {
      ...options,
      goToMoved: (side, line) => {
        this.#goToLine(side, line);
      },
      redraw: row => {
        this.#pages.redraw();
        row.tabIndex = -1;
        row.focus({ preventScroll: true });
      },
    };
    const moves = options.showsMoves ? view.moves : [];
    this.#groups = layoutBody(view.hunks, { ...options, moves });
    this.hasCollapsed = this.#groups.some(group =>
      group.rows.some(row => row.kind === 'collapsed'),
    );
    const digits = digitsOf(view);
    this.#measure = measureText(options.scroller, options.mode, digits);
    const slices = cutSlices(this.#groups);
    this.#pages = new Pages({
      slices,
      scroller: options.scroller,
      estimate: slice => this.#estimate(slice),
      draw: slice => this.#draw(slice),
    });
    this.template = this.#render(digits);
  }

  #render(digits: number): TemplateResult {
    const { mode, wrapsLines, label } = this.#options;
    const rows = this.#groups.reduce((sum, group) => sum + group.rows.length, 1);
    const widths = wrapsLines ? '' : widthsOf(this.#view);
    return html`<div
      class="body ${mode} ${wrapsLines ? '' : 'no-wrap'}"
      role="table"
      aria-label=${label}
      aria-rowcount=${rows}
      .style=${`--digits: ${digits}; ${widths}`}
    >${header(mode)}${this.#pages.elements}</div>`;
  }

  /** To be called when the table stands in the page. */
  start(): void {
    this.#pages.start();
  }

  stop(): void {
    this.#pages.stop();
  }

  /** The row group of a hunk, drawn. */
  reveal(hunk: number): HTMLElement | undefined {
    return this.#pages.reveal(hunk);
  }

  /** The row group that holds a line of a side, by the index of the line. */
  revealLine(side: Side, line: number): HTMLElement | undefined {
    const hunk = this.#view.hunks.findIndex(
      ({ [side]: range }) => range.start <= line && line < range.endExclusive,
    );
    const rows = this.#groups[hunk]?.rows ?? [];
    const row = rows.findIndex(found => lineOf(found, side) === line);
    return this.#pages.reveal(hunk, Math.max(row, 0));
  }

  #goToLine(side: Side, line: number): void {
    const target = this.revealLine(side, line);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: 'center' });
  }

  /** `data-hunk` finds it again, a change can take the focus. */
  #draw({ hunk, start, endExclusive, rowsAbove }: Slice): TemplateResult {
    const group = this.#groups[hunk];
    const rows = (group?.rows ?? []).slice(start, endExclusive).map((row, index) =>
      // The first row of the table is its header.
      renderRow(row, { hunk, index: rowsAbove + index + 2 }, this.#view, this.#rowOptions),
    );
    const current = this.#options.isCurrent(hunk) ? ' current' : '';
    const look = group?.isChange === true ? `hunk change${current}` : 'hunk';
    return html`<div role="rowgroup" data-hunk=${hunk} tabindex="-1" class=${look}>${rows}</div>`;
  }

  #estimate({ hunk, start, endExclusive }: Slice): number {
    const { lineHeight, columns } = this.#measure;
    if (!this.#options.wrapsLines) return (endExclusive - start) * lineHeight;
    const rows = (this.#groups[hunk]?.rows ?? []).slice(start, endExclusive);
    const lines = rows.reduce((sum, row) => {
      const length = Math.max(this.#lengthOf(row, 'left'), this.#lengthOf(row, 'right'), 1);
      return sum + Math.ceil(length / columns);
    }, 0);
    return lines * lineHeight;
  }

  #lengthOf(row: LayoutRow, side: Side): number {
    return this.#view[side].lines[lineOf(row, side) ?? -1]?.length ?? 0;
  }
}

function lineOf(row: LayoutRow, side: Side): number | undefined {
  if (row.kind === 'collapsed') return undefined;
  return row.kind === 'same' ? row[side] : row[side]?.line;
}

/** How many digits the longest line number has. */
function digitsOf({ left, right }: DiffView): number {
  const last = Math.max(left.firstLine + left.lines.length, right.firstLine + right.lines.length);
  return Math.max(2, String(last).length);
}

interface Measure {
  readonly lineHeight: number;
  /** Characters on one line of a text cell. */
  readonly columns: number;
}

/** Room for what stands behind a line: that it moved, or ends without a newline. */
const EXTRA_COLUMNS = 24;
/** Beside its digits, a gutter holds a sign and some room. */
const GUTTER_EXTRA = 3;

/** How much fits on a line, by the font that the theme gives. */
function measureText(scroller: HTMLElement, mode: DiffMode, digits: number): Measure {
  const body = document.createElement('div');
  body.className = 'body';
  render(html`<span class="probe">${'0'.repeat(50)}</span>`, body);
  scroller.append(body);
  const { width = 0, height = 0 } = body.firstElementChild?.getBoundingClientRect() ?? {};
  body.remove();
  const character = width / 50 || 8;
  const all = scroller.clientWidth / character;
  const text = all - 2 * (digits + GUTTER_EXTRA);
  const columns = mode === 'inline' ? text : text / 2;
  return { lineHeight: height || 20, columns: Math.max(8, Math.floor(columns)) };
}

/** Rows are drawn when they are seen: that all are equally wide has to be known before. */
function widthsOf(view: DiffView): string {
  return (['left', 'right'] as const)
    .map(side => {
      const longest = view[side].lines.reduce((most, line) => Math.max(most, line.length), 0);
      return `--${side}-columns: ${longest + EXTRA_COLUMNS}`;
    })
    .join('; ');
}

function header(mode: DiffMode): TemplateResult {
  const titles =
    mode === 'inline'
      ? ['Left line', 'Right line', 'Text']
      : ['Left line', 'Left text', 'Right line', 'Right text'];
  const cells = titles.map(title => html`<span role="columnheader">${title}</span>`);
  return html`<div role="rowgroup" class="spoken"><div role="row" aria-rowindex="1">${cells}</div></div>`;
}
