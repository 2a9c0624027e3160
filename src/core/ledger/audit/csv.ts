import { printCsv as printTable } from '../../base/csv';
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

/** Events as CSV, as `core/base/csv.ts` prints every table. */
export function printCsv(events: readonly LedgerEvent[]): string {
  return printTable({
    columns: COLUMNS.map(([name]) => name),
    rows: events.map(event => COLUMNS.map(([, read]) => read(event))),
  });
}
