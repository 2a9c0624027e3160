import type { GraphLine, GraphRow } from '../../core/graph/layout';
import type { HistoryItem } from '../../protocol/history';
import { element } from '../dom';

const SVG = 'http://www.w3.org/2000/svg';
/** The width of a lane in pixels; the height of a row is 100 units, however tall it is. */
const LANE = 14;
const MIDDLE = 50;
const BOTTOM = 100;
/** Lanes beyond this many share the last place: the text needs room as well. */
const MAX_LANES = 8;
const COLORS = 6;

/** The part of the graph that stands beside one version. Seen only: the label says the same. */
export function drawGraph(row: GraphRow, item: HistoryItem, lanes: number): HTMLElement {
  const width = Math.min(lanes, MAX_LANES) * LANE + LANE / 2;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${BOTTOM}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  for (const line of row.above) svg.append(drawLine(line, 0, MIDDLE));
  for (const line of row.below) svg.append(drawLine(line, MIDDLE, BOTTOM));
  if (row.isCut) {
    const stub = drawLine({ from: row.lane, to: row.lane }, MIDDLE, BOTTOM);
    stub.classList.add('cut');
    svg.append(stub);
  }
  const mark = element('span', {
    class: `mark ${item.kind}${item.head ? ' head' : ''} lane-${row.lane % COLORS}`,
  });
  // A style attribute would need a policy that allows them; a property does not.
  mark.style.setProperty('inset-inline-start', `${xOf(row.lane)}px`);
  const graph = element('span', { class: 'graph', 'aria-hidden': 'true' }, svg, mark);
  graph.style.setProperty('flex-basis', `${width}px`);
  return graph;
}

/** Straight within a lane, a curve from one lane to another. */
function drawLine({ from, to }: GraphLine, top: number, bottom: number): SVGPathElement {
  const [left, right] = [xOf(from), xOf(to)];
  const middle = (top + bottom) / 2;
  const path = document.createElementNS(SVG, 'path');
  const curve =
    left === right ? `V ${bottom}` : `C ${left} ${middle} ${right} ${middle} ${right} ${bottom}`;
  path.setAttribute('d', `M ${left} ${top} ${curve}`);
  path.setAttribute('class', `line lane-${Math.max(from, to) % COLORS}`);
  return path;
}

function xOf(lane: number): number {
  return Math.min(lane, MAX_LANES - 1) * LANE + LANE / 2 + 2;
}
