/** A table of texts and numbers, as it is written for a spreadsheet. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/**
 * What a spreadsheet would take for a formula, also behind blanks that it drops; an apostrophe before
 * it is one that was there already. Wide signs count as much as narrow ones:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^'*(?:[\t\r]|\s*[=+\-@＝＋－＠])/;

/** "- Shorter" begins a list; nothing that could be calculated stands in it. */
const LIST = /^-\s+\p{L}[^=+@|!(){}[\]＝＋＠]*$/u;

/**
 * Comma-separated values after RFC 4180, with a header; lines end with CRLF. A text that a spreadsheet
 * would run as a formula begins with an apostrophe: what a stranger wrote into a message must not act
 * on who opens the table. One apostrophe before such a text is taken off to have it back; numbers stay
 * numbers.
 */
export function printCsv({ columns, rows }: CsvTable): string {
  return [columns, ...rows].map(row => `${row.map(printCell).join(',')}\r\n`).join('');
}

function printCell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const safe = FORMULA.test(text) && !LIST.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
