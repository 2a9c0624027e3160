import { LedgerError } from '../../base/errors';
import { promptNameProblem } from '../../base/names';
import { limitProblem, MAX_RECORD_BYTES, TOO_MANY_BYTES } from './recordLimits';
import { recordShapeProblem, UNKNOWN_KIND } from './recordShape';
import { isWithinTime } from './recordTime';
import type { Draft, LedgerRecord } from './records';

/** A record file as it lies on disk. */
export interface RecordFile {
  /** The folder below `records/`, with "/" between its parts: the prompt's first name. */
  readonly folder: string;
  readonly name: string;
  /** The file's text, or `undefined` where its bytes are no UTF-8. */
  readonly text: string | undefined;
  /** SHA-256 of the file's bytes, in hex. */
  readonly digest: string;
}

/**
 * A record file that says nothing here: damaged (it is not what it claims to be), or there and not to be
 * read (`io`). It is left where it is.
 */
export interface RecordProblem {
  /** Below the registry's folder, with "/" between its parts. */
  readonly path: string;
  readonly code: 'record-corrupt' | 'io';
  /** One sentence. */
  readonly message: string;
  /**
   * The file is as it was written, and no reader takes it for a record: it never said anything, so
   * nothing can depend on it.
   */
  readonly isVoid?: true;
  /**
   * The folder of the prompt whose record it is: a sound one that lies elsewhere. Of the prompt in whose
   * folder it lies it says nothing.
   */
  readonly belongsTo?: string;
}

/** What a record file turned out to be. `unknown` is a kind of record from a newer writer. */
export type ReadRecord =
  | { readonly kind: 'record'; readonly record: LedgerRecord }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'problem'; readonly problem: RecordProblem };

const ID_LENGTH = 32;
/** What is left of a record's name where a program or a person added to it: `….json.bak`, `….JSON`. */
const NAME_WITHIN = /([0-9]{8}T[0-9]{9}Z)-([0-9a-f]{32})/;
const FILE_NAME = new RegExp(`^${NAME_WITHIN.source}\\.json$`);

/**
 * The bytes of a record file, as text. Throws `invalid-document` for lone surrogates, which have no
 * UTF-8, and `too-large` for what exceeds a limit of records.
 */
export function printRecord(draft: Draft<LedgerRecord>): string {
  const problem = limitProblem({ ...draft });
  if (problem !== undefined) throw tooLarge(draft.prompt, problem);
  const text = `${JSON.stringify(draft, null, 2)}\n`;
  // JSON.stringify writes a lone surrogate as an escape, which would come back as one.
  if (/\\ud[89a-f][0-9a-f]{2}/.test(text) && hasLoneSurrogate(JSON.parse(text))) {
    throw new LedgerError(
      'invalid-document',
      { prompt: draft.prompt },
      'The text holds half of a character (an unpaired surrogate). Remove it and try again.',
    );
  }
  return text;
}

/** The error for a record that nobody would read back. */
export function tooLarge(prompt: string, limit: string): LedgerError {
  return new LedgerError(
    'too-large',
    { prompt, limit },
    `The record cannot be written. ${limit} Nothing was changed. Make it smaller and try again.`,
  );
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return !isWellFormed(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, item]) => !isWellFormed(key) || hasLoneSurrogate(item));
}

/** Whether every surrogate in `text` has its partner, so that the text can be written as UTF-8. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** The id that a digest (SHA-256 in hex) gives to a record. */
export function recordId(digest: string): string {
  return digest.slice(0, ID_LENGTH);
}

/** The file name of a record: sorts by time, and cannot hold other bytes than it says. */
export function recordFileName(at: string, id: string): string {
  return `${at.replaceAll(/[-:.]/g, '')}-${id}.json`;
}

/** Far longer than any name of a record, whatever somebody put before it. */
const MAX_NAME_LENGTH = 200;

/**
 * Whether a file of this name may be a record, also one that somebody renamed; others in the folder are not
 * ours: what was never typed, and what is no UTF-8, cannot even be opened by the name that is listed.
 */
export function isRecordFileName(name: string): boolean {
  if (name.length > MAX_NAME_LENGTH || !/^[ -~]+$/.test(name)) return false;
  return name.endsWith('.json') || NAME_WITHIN.test(name);
}

/** The record that a path names, whatever the file holds; `undefined` where it names none. */
export function namedRecord(
  path: string,
): { readonly id: string; /** As file names write it. */ readonly time: string } | undefined {
  const [, time, id] = NAME_WITHIN.exec(path.slice(path.lastIndexOf('/') + 1)) ?? [];
  return id === undefined || time === undefined ? undefined : { id, time };
}

/** Where a record file lies below the registry's folder, with "/" between its parts. */
export function recordPath({ folder, name }: Pick<RecordFile, 'folder' | 'name'>): string {
  return folder === '' ? `records/${name}` : `records/${folder}/${name}`;
}

/** Reads a record file and checks all that can be checked of it. Never throws. */
export function readRecordFile(file: RecordFile): ReadRecord {
  const [, time, named] = FILE_NAME.exec(file.name) ?? [];
  if (named === undefined) {
    return damaged(file, 'Its name is not that of a record. Give it its name back.');
  }
  if (named !== recordId(file.digest))
    return damaged(file, 'The content was changed after it was written.');
  if (file.text === undefined) return damaged(file, 'The file is not UTF-8 text.');
  if (file.text.length > MAX_RECORD_BYTES) return { kind: 'problem', problem: oversized(file) };
  const value = parseJson(file.text);
  if (!isObject(value)) return damaged(file, 'The file holds no JSON object.');
  const { prompt } = value;
  if (typeof prompt !== 'string') return damaged(file, '"prompt" is missing.');
  const badName = nameProblem(prompt);
  if (badName !== undefined) return damaged(file, `"prompt" is no prompt name: ${badName}`);
  const read = readContent(file, value, timeStamp(value) === time);
  return prompt === file.folder ? read : misplaced(file, prompt, read);
}

/** The name of the prompt whose record was read last: a folder is read file by file. */
let soundName: string | undefined;

function nameProblem(prompt: string): string | undefined {
  if (prompt === soundName) return undefined;
  const problem = promptNameProblem(prompt);
  if (problem === undefined) soundName = prompt;
  return problem;
}

/** @param isTimely whether the file's name has the time that its content has */
function readContent(
  file: RecordFile,
  value: Record<string, unknown>,
  isTimely: boolean,
): ReadRecord {
  const found = contentProblem(value);
  if (found === UNKNOWN_KIND) return { kind: 'unknown' };
  if (found !== undefined) return { kind: 'problem', problem: voidProblem(file, found) };
  // It was a record until somebody gave it another name.
  if (!isTimely) return damaged(file, 'The file name and "at" name different times.');
  return {
    kind: 'record',
    record: { ...value, id: recordId(file.digest) } as unknown as LedgerRecord,
  };
}

/** Bytes that hash to the file's name say of which prompt they tell: of the one around them, nothing. */
function misplaced(file: RecordFile, prompt: string, read: ReadRecord): ReadRecord {
  const problem = voidProblem(file, `It says that it belongs to "${prompt}".`);
  const owner = read.kind === 'problem' ? {} : { belongsTo: prompt };
  return { kind: 'problem', problem: { ...problem, ...owner } };
}

function damaged(file: RecordFile, message: string): ReadRecord {
  const problem = voidProblem(file, message);
  // Where no prompt can be, no record of one was lost.
  if (promptNameProblem(file.folder) !== undefined) return { kind: 'problem', problem };
  const { path, code } = problem;
  return { kind: 'problem', problem: { path, code, message } };
}

/** The problem with a file that has more bytes than a record: it need not be read to be told. */
export function oversized(file: Pick<RecordFile, 'folder' | 'name'>): RecordProblem {
  return voidProblem(file, TOO_MANY_BYTES);
}

function voidProblem(file: Pick<RecordFile, 'folder' | 'name'>, message: string): RecordProblem {
  return { path: recordPath(file), code: 'record-corrupt', message, isVoid: true };
}

function contentProblem(value: Record<string, unknown>): string | typeof UNKNOWN_KIND | undefined {
  return limitProblem(value) ?? timeProblem(value) ?? recordShapeProblem(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not a state: the caller reports everything that is no object.
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function timeProblem(value: Record<string, unknown>): string | undefined {
  if (!isTime(value.at)) return '"at" is no time of the form 2026-11-20T09:15:30.123Z.';
  return isWithinTime(value.at)
    ? undefined
    : '"at" is no time of a record: it is later than the year 9000.';
}

function isTime(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) {
    return false;
  }
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.toISOString() === value;
}

function timeStamp(value: Record<string, unknown>): string {
  return String(value.at).replaceAll(/[-:.]/g, '');
}
