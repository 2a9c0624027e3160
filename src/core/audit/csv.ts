import type { LedgerEvent } from './events';

/** The columns of the table, in order: for programs that read it, so they never change places. */
const COLUMNS = [
  ['at', (event: LedgerEvent) => event.at],
  ['event', event => event.kind],
  ['prompt', event => event.prompt],
  ['environment', event => event.tag ?? ''],
  ['number', event => (event.number === null ? '' : String(event.number))],
  ['version', event => event.version ?? ''],
  ['name', event => event.author.name],
  ['email', event => event.author.email],
  ['text', event => event.text],
  ['record', event => event.id],
] as const satisfies readonly (readonly [string, (event: LedgerEvent) => string])[];

/**
 * Events as CSV (RFC 4180, with a header). A cell that a spreadsheet would run as a formula begins
 * with an apostrophe: what somebody wrote into a changelog must not act on who opens the table.
 */
export function printCsv(events: readonly LedgerEvent[]): string {
  const header = COLUMNS.map(([name]) => name);
  const rows = events.map(event => COLUMNS.map(([, read]) => read(event)));
  return [header, ...rows].map(row => `${row.map(printCell).join(',')}\r\n`).join('');
}

function printCell(text: string): string {
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** "- Shorter" begins a list and is no formula; "-1+2" is one. */
function isFormula(text: string): boolean {
  return /^(?:[=+@\t\r]|-(?!\s))/.test(text);
}
