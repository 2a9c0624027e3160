import { CsvError, parse } from 'csv-parse/sync';
import { refusal, type ForeignFile } from './foreignFile';

/** A row of a table, its cells by the name of their column. */
export interface CsvRow {
  readonly cells: Readonly<Record<string, string>>;
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
}

export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

/** What separates the cells: commas after RFC 4180, what spreadsheets of half the world write, tabs. */
const DELIMITERS = [',', ';', '\t'];
/** What Excel takes for the separator, and no row: the first line. */
const SEPARATOR = /^"?sep=([,;|\t])"?\n/i;

/**
 * Reads comma-separated values with a header (https://www.rfc-editor.org/rfc/rfc4180). Blank lines are
 * nothing. Throws `invalid-document` with the line.
 * @param expected columns, of which one shows by which sign the cells are separated
 */
export function readCsvTable(given: ForeignFile, expected: readonly string[]): CsvTable {
  const said = SEPARATOR.exec(given.text)?.[1];
  // The line stays, blank, so that all below keep their numbers.
  const file = { ...given, text: given.text.replace(SEPARATOR, '\n') };
  const delimiters = said === undefined ? DELIMITERS : [said];
  const heads = delimiters.map(delimiter => ({ delimiter, names: headerOf(file, delimiter) }));
  const found =
    heads.find(({ names }) => names.some(name => expected.includes(name.toLowerCase()))) ??
    heads[0];
  const [first, ...records] = recordsOf(file, found?.delimiter ?? ',');
  const header = (first?.cells ?? []).map(name => name.trim());
  const seen = new Set<string>();
  const twice = header.find(name => seen.size === seen.add(name).size);
  if (twice !== undefined) throw refusal(file, { line: 1 }, `Two columns are called "${twice}".`);
  const rows = records.map(({ cells, line }) => ({
    cells: Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])),
    line,
  }));
  return { header, rows };
}

function headerOf({ text }: ForeignFile, delimiter: string): readonly string[] {
  const line = text.split('\n').find(item => item.trim() !== '') ?? '';
  return line.split(delimiter).map(name => name.trim().replace(/^"|"$/g, ''));
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

function recordsOf(file: ForeignFile, delimiter: string): readonly CsvRecord[] {
  try {
    // Between tabs a quote that begins no cell is a character like others.
    const relax_quotes = delimiter === '\t';
    const options = { delimiter, relax_quotes, info: true, skip_empty_lines: true } as const;
    const found: unknown = parse(file.text, options);
    const records = found as readonly {
      readonly record: readonly string[];
      readonly info: { readonly lines: number };
    }[];
    return records.map(({ record, info }) => ({
      cells: record,
      // It is known where a record ends.
      line: info.lines - record.join('').split('\n').length + 1,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error;
    const place = typeof lines === 'number' ? { line: lines } : {};
    throw refusal(file, place, `This is no CSV: ${error.message}.`);
  }
}
