import { showHidden } from './hiddenCharacters';
import { cutToWidth, textWidth } from './textWidth';

/** A value as SQL gives it. */
export type RowValue = string | number | null;

/** The answer to a query. */
export interface Rows {
  /** One for each column, no two the same. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly RowValue[])[];
}

/** One object for each row: what programs like to read. */
export function rowObjects({ columns, rows }: Rows): readonly Readonly<Record<string, RowValue>>[] {
  return rows.map(row =>
    Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null])),
  );
}

/** A table in GitHub's Markdown. Lines within a cell become `<br>`. */
export function printMarkdownTable({ columns, rows }: Rows): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const head = line(columns.map(markdownCell)) + line(columns.map(() => '---'));
  return head + rows.map(row => line(row.map(markdownCell))).join('');
}

function markdownCell(value: RowValue): string {
  const text = value === null ? '' : String(value);
  const lines = text.split(/\r\n|\r|\n/);
  return lines.map(line => showHidden(line).replaceAll(/[\\|`*_<>[\]&]/g, '\\$&')).join('<br>');
}

/** A table for a terminal: one line for each row, long values cut. */
export function printTextTable({ columns, rows }: Rows, maxWidth = 60): string {
  const cells = [columns, ...rows].map(row => row.map(value => textCell(value, maxWidth)));
  const widths = columns.map((_, column) =>
    cells.reduce((most, row) => Math.max(most, textWidth(row[column] ?? '')), 0),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - textWidth(cell)))
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = cells;
  const ruler = widths.map(width => '-'.repeat(width));
  return [head, ruler, ...body].map(row => `${line(row)}\n`).join('');
}

function textCell(value: RowValue, maxWidth: number): string {
  const text = value === null ? '' : String(value);
  const line = text.replaceAll(/\r\n|\r|\n/g, '⏎').replaceAll('\t', ' ');
  return cutToWidth(showHidden(line), maxWidth);
}
