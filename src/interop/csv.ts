import type { LedgerError } from '../core/base/errors';
import { printJson } from '../core/base/json';
import { templatesOf } from '../core/prompt/render/renderChat';
import { readCsvTable, type CsvRow } from './csvTable';
import { contentOf, documentOf, type Draft } from './draft';
import { refusal, type ForeignFile } from './foreignFile';
import { lost } from './loss';
import { readingOf } from './literalText';
import { given } from './plainValues';
import { otherName, promptNameOf, promptNamesIn, slugPath } from './promptName';
import { ROLES, type Body, type Message } from '../core/prompt/document/model';

/** Columns that may hold the text, the first that is there counts; `act` is that of a known collection. */
const TEXT_COLUMNS = ['prompt', 'template', 'text', 'content'];
const NAME_COLUMNS = ['name', 'title', 'act'];

export function isCsv({ file }: ForeignFile): boolean {
  return /\.[ct]sv$/i.test(file);
}

/** Which column means what. */
interface Columns {
  readonly text: string;
  readonly name: string | undefined;
  readonly role: string | undefined;
  readonly model: string | undefined;
  readonly others: readonly string[];
}

/** The rows of a prompt: one, or the messages of a chat. */
interface Group {
  readonly said: string | undefined;
  readonly rows: readonly CsvRow[];
}

/**
 * A table with a header. Each row is a prompt; with a column `role`, the rows of one name are the messages
 * of a chat, all rows where there are no names. Other columns are kept in the metadata. Throws
 * `invalid-document` with the line.
 */
export function readCsv(file: ForeignFile): readonly Draft[] {
  const { header, rows } = readCsvTable(file, TEXT_COLUMNS);
  const columns = columnsOf(file, header);
  const groups = groupsOf(file, columns, rows);
  if (groups.length === 0) throw refusal(file, {}, 'There is no row below the header.');
  const fallback = promptNameOf(file.file, undefined) ?? 'prompt';
  const said = groups.map((group, index) => group.said ?? `${fallback}-${index + 1}`);
  const names = promptNamesIn(file.file, said);
  return groups.map((group, index) => {
    const own = names.get(said[index] ?? '');
    const isAlone = groups.length === 1 && group.said === undefined;
    const draft = readGroup(file, columns, group);
    // What was written lies in the metadata: only a name that it does not lead to is told.
    const renamed =
      group.said === undefined || own === undefined || own === slugPath(group.said)
        ? []
        : [lost('name', `It is called "${group.said}" there: here it is "${own}".`)];
    const warnings = [...renamed, ...draft.warnings];
    return { ...draft, warnings, ...(isAlone ? {} : { name: own }) };
  });
}

function columnsOf(file: ForeignFile, header: readonly string[]): Columns {
  const find = (names: readonly string[]): string | undefined =>
    names.flatMap(name => header.find(column => column.toLowerCase() === name) ?? [])[0];
  const isOurs = ['prompt', 'number', 'source'].every(name => header.includes(name));
  if (isOurs) {
    const message =
      'This is a table of versions for spreadsheets. What "export --format json" writes can be imported.';
    throw refusal(file, { line: 1 }, message);
  }
  const text = find(TEXT_COLUMNS);
  if (text === undefined) {
    const message = `No column holds a text. It is called one of these: ${TEXT_COLUMNS.join(', ')}.`;
    throw refusal(file, { line: 1 }, message);
  }
  const [name, role, model] = [find(NAME_COLUMNS), find(['role']), find(['model'])];
  const others = header.filter(column => ![text, name, role, model].includes(column));
  return { text, name, role, model, others };
}

function groupsOf(file: ForeignFile, columns: Columns, rows: readonly CsvRow[]): readonly Group[] {
  const { name, role } = columns;
  if (role !== undefined && name === undefined) {
    return rows.length === 0 ? [] : [{ said: undefined, rows }];
  }
  const byName = new Map<string, CsvRow[]>();
  const groups: Group[] = [];
  for (const row of rows) {
    const said = nameOf(columns, row);
    const known = said === undefined ? undefined : byName.get(said);
    if (known === undefined) {
      const own = [row];
      groups.push({ said, rows: own });
      if (said !== undefined) byName.set(said, own);
      continue;
    }
    if (role === undefined) throw namedTwice(file, row, known);
    known.push(row);
  }
  return groups;
}

function nameOf({ name }: Columns, { cells }: CsvRow): string | undefined {
  const said = name === undefined ? '' : (cells[name] ?? '').trim();
  return said === '' ? undefined : said;
}

function namedTwice(file: ForeignFile, { line }: CsvRow, known: readonly CsvRow[]): LedgerError {
  const message = `Line ${known[0]?.line ?? 1} has the same name. Give each row a name of its own, or a "role" to the messages of a chat.`;
  return refusal(file, { line }, message);
}

function readGroup(file: ForeignFile, columns: Columns, { said, rows }: Group): Draft {
  const body = bodyOf(file, columns, rows);
  const { format, warnings } = readingOf(templatesOf(body));
  const kept = rows.map(({ cells }) =>
    given(Object.fromEntries(columns.others.map(column => [column, cells[column]]))),
  );
  const says =
    rows.length === 1 ? (kept[0] ?? {}) : given({ rows: kept.some(hasKeys) ? kept : [] });
  const csv = given({ ...says, name: otherName(said) });
  const named = columns.others.filter(column => kept.some(row => Object.hasOwn(row, column)));
  const list = named.join(', ');
  const told = named.length === 0 ? [] : [lost(list, `Columns are kept in its metadata: ${list}.`)];
  const fields = { format, model: modelOf(file, columns, rows), metadata: given({ csv }) };
  return { document: documentOf(fields, body), warnings: [...told, ...warnings] };
}

function hasKeys(row: object): boolean {
  return Object.keys(row).length > 0;
}

function bodyOf(file: ForeignFile, columns: Columns, rows: readonly CsvRow[]): Body {
  const [first] = rows;
  const { role } = columns;
  const isText = role === undefined || (rows.length === 1 && first?.cells[role]?.trim() === '');
  if (isText && first !== undefined) {
    const text = first.cells[columns.text] ?? '';
    if (text.trim() !== '') return { type: 'text', text };
    throw refusal(file, { line: first.line }, `There is no text in the column "${columns.text}".`);
  }
  return { type: 'chat', messages: rows.map(row => messageOf(file, columns, row)) };
}

function messageOf(file: ForeignFile, columns: Columns, { cells, line }: CsvRow): Message {
  const said = cells[columns.role ?? '']?.trim() ?? '';
  const role = ROLES.find(name => name === said.toLowerCase());
  if (role !== undefined) {
    return { role, content: contentOf([{ type: 'text', text: cells[columns.text] ?? '' }]) };
  }
  const message = `${printJson(said)} is no role of a prompt document. These are: ${ROLES.join(', ')}.`;
  throw refusal(file, { line }, message);
}

/** The model of a prompt: no two rows of it name another. */
function modelOf(file: ForeignFile, { model }: Columns, rows: readonly CsvRow[]): unknown {
  if (model === undefined) return undefined;
  const named = rows.filter(({ cells }) => cells[model] !== undefined && cells[model] !== '');
  const said = named[0]?.cells[model];
  const other = named.find(({ cells }) => cells[model] !== said);
  if (other === undefined) return said;
  const message = `A row above names the model "${said ?? ''}" for the same prompt, and this one another.`;
  throw refusal(file, { line: other.line }, message);
}
