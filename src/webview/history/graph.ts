import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { GraphLine, GraphRow } from '../../core/compare/graph/layout';
import type { HistoryItem } from '../../protocol/historyItem';

/** The width of a lane in pixels; the height of a row is 100 units, however tall it is. */
const LANE = 14;
const MIDDLE = 50;
const BOTTOM = 100;
const COLORS = 6;
/** The share of the page that the graph may take: the text needs room as well. */
const SHARE = 1 / 4;
const [FEWEST_LANES, MOST_LANES] = [2, 8];

/** How many lanes are drawn side by side on a page of this width; those beyond share the last place. */
export function lanesShown(lanes: number, pageWidth: number): number {
  const room = Math.floor((pageWidth * SHARE) / LANE);
  return Math.min(lanes, Math.max(FEWEST_LANES, Math.min(MOST_LANES, room)));
}

/**
 * The part of the graph that stands beside one version; its room where the version is not known yet.
 * Seen only: the label says the same.
 */
export function graph(
  row: GraphRow | undefined,
  item: HistoryItem | undefined,
  lanes: number,
): TemplateResult {
  const width = widthOf(lanes);
  const drawn = row === undefined || item === undefined ? nothing : drawGraph(row, item, lanes);
  // A style attribute would need a policy that allows them; a property does not.
  return html`<span class="graph" aria-hidden="true" .style=${`flex-basis: ${width}px`}>${drawn}</span>`;
}

function drawGraph(row: GraphRow, { kind, head }: HistoryItem, lanes: number): TemplateResult {
  const stub = { from: row.lane, to: row.lane };
  const look = `mark ${kind}${head ? ' head' : ''} lane-${row.lane % COLORS}`;
  const lines = [
    ...row.above.map(line => drawLine(line, 0, MIDDLE, lanes)),
    ...row.below.map(line => drawLine(line, MIDDLE, BOTTOM, lanes)),
    ...(row.isCut ? [svg`<g class="cut">${drawLine(stub, MIDDLE, BOTTOM, lanes)}</g>`] : []),
  ];
  const box = `0 0 ${widthOf(lanes)} ${BOTTOM}`;
  const left = `inset-inline-start: ${xOf(row.lane, lanes)}px`;
  return html`<svg viewBox=${box} preserveAspectRatio="none">${lines}</svg><span class=${look} .style=${left}></span>`;
}

/** Straight within a lane, a curve from one lane to another. */
function drawLine({ from, to }: GraphLine, top: number, bottom: number, lanes: number) {
  const [left, right] = [xOf(from, lanes), xOf(to, lanes)];
  const middle = (top + bottom) / 2;
  const curve =
    left === right ? `V ${bottom}` : `C ${left} ${middle} ${right} ${middle} ${right} ${bottom}`;
  const look = `line lane-${Math.max(from, to) % COLORS}`;
  return svg`<path d="M ${left} ${top} ${curve}" class=${look}></path>`;
}

function widthOf(lanes: number): number {
  return lanes * LANE + LANE / 2;
}

function xOf(lane: number, lanes: number): number {
  return Math.min(lane, lanes - 1) * LANE + LANE / 2 + 2;
}
