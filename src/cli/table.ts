import { showOnOneLine } from '../core/base/hiddenCharacters';
import { textWidth } from '../core/base/textWidth';
import { styledCell, unstyled } from './style';

/** Columns side by side, the last one ragged. Widths count what a reader sees, not the colours. */
export function printTable(cells: readonly (readonly string[])[]): string {
  const rows = cells.map(row => row.map(cell => styledCell(cell, showOnOneLine)));
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const widths = Array.from({ length: columns }, (_, column) =>
    rows.reduce((most, row) => Math.max(most, visibleLength(row[column] ?? '')), 0),
  );
  const lines = rows.map(row =>
    row
      .map((cell, column) => {
        const isLast = column === row.length - 1;
        return isLast ? cell : cell + ' '.repeat((widths[column] ?? 0) - visibleLength(cell));
      })
      .join('  ')
      .trimEnd(),
  );
  return lines.map(line => `${line}\n`).join('');
}

function visibleLength(text: string): number {
  return textWidth(unstyled(text));
}
