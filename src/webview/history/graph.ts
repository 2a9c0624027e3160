import type { GraphLine, GraphRow } from '../../core/compare/graph/layout';
import type { HistoryItem } from '../../protocol/historyItem';
import { element } from '../dom';

const SVG = 'http://www.w3.org/2000/svg';
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

/** The room for the graph, with nothing in it. */
export function graphSize(lanes: number): HTMLElement {
  const graph = element('span', { class: 'graph', 'aria-hidden': 'true' });
  graph.style.setProperty('flex-basis', `${widthOf(lanes)}px`);
  return graph;
}

/** The part of the graph that stands beside one version. Seen only: the label says the same. */
export function drawGraph(row: GraphRow, item: HistoryItem, lanes: number): HTMLElement {
  const graph = graphSize(lanes);
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${widthOf(lanes)} ${BOTTOM}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  for (const line of row.above) svg.append(drawLine(line, 0, MIDDLE, lanes));
  for (const line of row.below) svg.append(drawLine(line, MIDDLE, BOTTOM, lanes));
  if (row.isCut) {
    const stub = drawLine({ from: row.lane, to: row.lane }, MIDDLE, BOTTOM, lanes);
    stub.classList.add('cut');
    svg.append(stub);
  }
  const mark = element('span', {
    class: `mark ${item.kind}${item.head ? ' head' : ''} lane-${row.lane % COLORS}`,
  });
  // A style attribute would need a policy that allows them; a property does not.
  mark.style.setProperty('inset-inline-start', `${xOf(row.lane, lanes)}px`);
  graph.append(svg, mark);
  return graph;
}

/** Straight within a lane, a curve from one lane to another. */
function drawLine(
  { from, to }: GraphLine,
  top: number,
  bottom: number,
  lanes: number,
): SVGPathElement {
  const [left, right] = [xOf(from, lanes), xOf(to, lanes)];
  const middle = (top + bottom) / 2;
  const path = document.createElementNS(SVG, 'path');
  const curve =
    left === right ? `V ${bottom}` : `C ${left} ${middle} ${right} ${middle} ${right} ${bottom}`;
  path.setAttribute('d', `M ${left} ${top} ${curve}`);
  path.setAttribute('class', `line lane-${Math.max(from, to) % COLORS}`);
  return path;
}

function widthOf(lanes: number): number {
  return lanes * LANE + LANE / 2;
}

function xOf(lane: number, lanes: number): number {
  return Math.min(lane, lanes - 1) * LANE + LANE / 2 + 2;
}
