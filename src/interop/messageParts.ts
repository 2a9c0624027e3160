import { parseJson, printJson } from '../core/base/json';
import { refusal, type ForeignFile } from './foreignFile';
import { isMapping } from './plainValues';
import { isTooDeep } from './readData';
import type { MessagePart, ToolCall } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

/** How the names of tools and the ids of calls are written in a document. */
const WORD = /^[\w.:/-]{1,200}$/;
const FILE_NAME = /^[^\s,\]](?:[^\n,\]]*[^\s,\]])?$/;
/** A media type as the line of a document can hold it. */
const MEDIA_TYPE = /^[^\s,;[\]/]+\/[^\s,;[\]/]+(?:; ?[^\s,;[\]]+)*$/;

/** What reading messages needs: the file for refusals, and a list that warnings are put into. */
export interface MessageReading {
  readonly file: ForeignFile;
  readonly warnings: Loss[];
}

/** What a call says, wherever it says it. */
export interface CallSource {
  readonly id: unknown;
  readonly name: unknown;
  /** A JSON object, or one as a text; nothing stands for an empty one. */
  readonly arguments: unknown;
}

/** Where a call says it. */
export interface CallPlaces {
  readonly call: string;
  readonly id: string;
  readonly arguments: string;
}

/** A call of a tool. Throws `invalid-document` for names, ids and arguments that a document cannot hold. */
export function readToolCall(file: ForeignFile, source: CallSource, places: CallPlaces): ToolCall {
  const { id, name } = source;
  if (!isWord(name)) {
    const message = 'A call names a function, by letters, digits and "_.:/-".';
    throw refusal(file, { path: places.call }, message);
  }
  if (!isWord(id)) {
    const message = 'A call has an id of letters, digits and "_.:/-".';
    throw refusal(file, { path: places.id }, message);
  }
  return { id, name, arguments: readArguments(file, source.arguments ?? '{}', places.arguments) };
}

function readArguments(file: ForeignFile, text: unknown, path: string): string {
  try {
    const value: unknown = typeof text === 'string' ? parseJson(text === '' ? '{}' : text) : text;
    if (isMapping(value) && !isTooDeep(value)) return printJson(value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refusal(file, { path }, 'The arguments of a call are a JSON object.');
}

/** Whether a value can be the name of a tool or the id of a call. */
export function isWord(value: unknown): value is string {
  return typeof value === 'string' && WORD.test(value);
}

/** Warns of texts that stand one after the other: a document has them as one. */
export function tellTouching(
  { warnings }: MessageReading,
  parts: readonly MessagePart[],
  path: string,
): void {
  const touches = parts.some((part, at) => part.type === 'text' && parts[at + 1]?.type === 'text');
  if (touches) {
    warnings.push(
      lost(path, `${path}: texts that follow one another are one text now, on lines of their own.`),
    );
  }
}

/** The reference to an image or file. Throws `invalid-document` for one that no line can hold. */
export function oneLine({ file }: MessageReading, url: string, path: string): string {
  if (url.trim() !== '' && !/[\r\n]/.test(url.trim())) return url;
  throw refusal(file, { path }, 'The reference to an image or file stands on one line.');
}

/** The name of a file, where the line of a document can hold it; a warning where it cannot. */
export function fileName(
  { warnings }: MessageReading,
  name: unknown,
  path: string,
): { readonly name?: string } {
  if (typeof name !== 'string' || name === '') return {};
  if (FILE_NAME.test(name)) return { name };
  warnings.push(lost(path, `${path} is left out: the name of a file holds no comma or bracket.`));
  return {};
}

/** A media type. Throws `invalid-document` for one that no line of a document can hold. */
export function mediaType({ file }: MessageReading, value: unknown, path: string): string {
  if (typeof value === 'string' && MEDIA_TYPE.test(value)) return value;
  throw refusal(file, { path }, `${printJson(value ?? null)} is no media type such as image/png.`);
}
