import { CsvError, parse } from 'csv-parse/sync';
import { parseJson } from '../../base/json';
import type { Check } from '../checks/model';
import { readChecks } from '../checks/readCheck';
import { columnsOf, type Column } from './csvColumns';
import { readAssertion } from './assertionText';
import { linesOf, requireShort } from './lines';
import { badLine, type Chunks, type DatasetRow } from './row';

/** Cells, and the line that they begin on. */
interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/** What separates cells; the one that gives the header most columns. */
const DELIMITERS = [',', ';', '\t'];

/**
 * The rows of comma-separated values with a header, one after the other: each column is a value, a text. What
 * is expected stands in columns of these names, which promptfoo has as well but for the first two:
 *
 *     expected, checks, __expected, __expected1, …, __metric, __threshold, __description, __metadata:key,
 *     __config:__expected1:threshold
 *
 * Throws `invalid-input` with the line.
 */
export async function* readCsv(chunks: Chunks): AsyncGenerator<DatasetRow> {
  let columns: readonly Column[] | undefined;
  let delimiter = ',';
  for await (const { text, line } of recordTexts(chunks)) {
    if (columns === undefined) {
      const heads = DELIMITERS.map(sign => ({ sign, cells: cellsOf({ text, line }, sign) }));
      const [best] = heads.sort((left, right) => right.cells.length - left.cells.length);
      delimiter = best?.sign ?? ',';
      columns = columnsOf(best?.cells ?? [], line);
    } else {
      yield rowOf(columns, { cells: cellsOf({ text, line }, delimiter), line });
    }
  }
}

interface RecordText {
  readonly text: string;
  readonly line: number;
}

/** The texts of records: lines, as long as a quote is open. Blank ones are nothing. */
async function* recordTexts(chunks: Chunks): AsyncGenerator<RecordText> {
  let open: { line: number; texts: string[]; length: number } | undefined;
  for await (const { text, line } of linesOf(chunks)) {
    const isOdd = text.split('"').length % 2 === 0;
    if (open === undefined && !isOdd) {
      if (text.trim() !== '') yield { text, line };
      continue;
    }
    const isEnd = open !== undefined && isOdd;
    open ??= { line, texts: [], length: 0 };
    open.texts.push(text);
    open.length += text.length;
    requireShort(open.length, line);
    if (isEnd) {
      yield { text: open.texts.join('\n'), line: open.line };
      open = undefined;
    }
  }
  if (open !== undefined) throw badLine(open.line, 'A quote is opened and never closed. Close it.');
}

function cellsOf({ text, line }: RecordText, delimiter: string): readonly string[] {
  try {
    // Between tabs a quote that begins no cell is a character like others.
    const options = { delimiter, relax_quotes: delimiter === '\t' };
    const [cells = []] = parse(text, options) as readonly (readonly string[])[];
    return cells;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw badLine(line, `This is no CSV: ${error.message}.`);
  }
}

function rowOf(columns: readonly Column[], { cells, line }: CsvRecord): DatasetRow {
  if (cells.length !== columns.length) {
    const message = `There are ${cells.length} cells, and ${columns.length} columns. Put quotes around a cell with commas.`;
    throw badLine(line, message);
  }
  const given = columns.map((column, index) => ({ column, cell: cells[index] ?? '' }));
  const textOf = (kind: Column['kind']): string =>
    given.find(({ column }) => column.kind === kind)?.cell ?? '';
  const threshold = textOf('threshold').trim();
  const description = textOf('description');
  const expected = textOf('expected');
  const values = given.filter(({ column }) => column.kind === 'value');
  return {
    values: Object.fromEntries(values.map(({ column, cell }) => [column.name, cell])),
    checks: checksOf(given, textOf('metric'), line),
    line,
    ...(expected !== '' && { expected }),
    ...(threshold !== '' && { threshold: numberOf(threshold, line) }),
    ...(description !== '' && { description }),
  };
}

type Given = readonly { readonly column: Column; readonly cell: string }[];

function checksOf(given: Given, metric: string, line: number): readonly Check[] {
  // A number is counted by the assertions that a row has, as promptfoo counts them.
  const asserted = given
    .filter(({ column, cell }) => column.kind === 'assertion' && cell.trim() !== '')
    .map(({ cell }, index) => {
      const read = readAssertion(cell.trim());
      if ('problem' in read) throw badLine(line, read.problem);
      const threshold = given.find(
        ({ column }) => column.kind === 'config' && column.index === index,
      )?.cell;
      return {
        ...read.check,
        ...(metric !== '' && { metric }),
        ...(threshold !== undefined && { threshold: numberOf(threshold, line) }),
      };
    });
  const listed = given
    .filter(({ column, cell }) => column.kind === 'checks' && cell.trim() !== '')
    .flatMap(({ cell }) => listedChecks(cell, line));
  return [...asserted, ...listed];
}

function listedChecks(cell: string, line: number): readonly Check[] {
  try {
    const { checks, problems } = readChecks(parseJson(cell));
    const [problem] = problems;
    if (problem !== undefined) throw badLine(line, problem.message);
    return checks;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badLine(line, `The cell "checks" is no JSON: ${error.message}. Write a list of checks.`);
  }
}

function numberOf(text: string, line: number): number {
  const number = text.trim() === '' ? NaN : Number(text);
  if (Number.isFinite(number)) return number;
  throw badLine(line, `"${text}" is no number, which a threshold is.`);
}
