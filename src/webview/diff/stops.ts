import { lengthOf } from '../../core/compare/text/range';
import type { DiffView } from '../../core/compare/sharing/view';

/** A place that "next change" goes to: the table of the front matter, or one changed stretch. */
export interface Stop {
  readonly target: 'frontMatter' | number;
  /** What is there, read aloud on arrival. */
  readonly description: string;
}

export function listStops(view: DiffView): Stop[] {
  const stops: Stop[] = [];
  if (view.frontMatter.length > 0) {
    stops.push({
      target: 'frontMatter',
      description: `Front matter, ${count(view.frontMatter.length, 'setting')} changed`,
    });
  }
  view.hunks.forEach((hunk, index) => {
    if (hunk.kind === 'same') return;
    const [removed, added] = [lengthOf(hunk.left), lengthOf(hunk.right)];
    const line = added > 0 ? view.right.firstLine + hunk.right.start : undefined;
    const parts = [
      ...(removed > 0 ? [`${count(removed, 'line')} removed`] : []),
      ...(added > 0 ? [`${count(added, 'line')} added`] : []),
      line === undefined
        ? `left line ${view.left.firstLine + hunk.left.start}`
        : `right line ${line}`,
    ];
    stops.push({ target: index, description: parts.join(', ') });
  });
  return stops;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
