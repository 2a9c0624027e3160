import { printJson } from '../../core/base/json';
import { refusal } from '../foreignFile';
import { fileName, readToolCall, type MessageReading } from '../messageParts';
import { isMapping, isNothing, type Mapping } from '../plainValues';
import { CallIds } from './callIds';
import { dataPart, referencePart } from './media';
import { leftOutSpelled, spelled } from './spellings';
import { mediaItem, noCounterpart, partsOf, textItem, type TurnItem } from './turns';
import { lost } from '../loss';

type ReadPart = (reading: GeminiReading, part: GeminiPart, path: string) => readonly TurnItem[];

/** What reading the parts of a conversation needs: calls have ids here, and may have none there. */
export interface GeminiReading extends MessageReading {
  readonly ids: CallIds;
}

interface GeminiPart {
  readonly fields: Mapping;
  /** What the key holds that says which kind of part it is. */
  readonly value: unknown;
}

const PARTS: Readonly<Record<string, ReadPart>> = {
  text: readText,
  inlineData: readData,
  fileData: readFile,
  functionCall: readCall,
  functionResponse: readResponse,
};

/** Reads a part of Gemini. Throws `invalid-document` for what has no counterpart. */
export function readGeminiPart(
  reading: GeminiReading,
  part: unknown,
  path: string,
): readonly TurnItem[] {
  if (typeof part === 'string') return [textItem(part)];
  if (!isMapping(part)) throw refusal(reading.file, { path }, 'A part is an object or a text.');
  for (const [name, read] of Object.entries(PARTS)) {
    const { key, value } = spelled(part, name);
    if (value === undefined || value === null) continue;
    const known = name === 'text' ? [name, 'thought'] : [name];
    reading.warnings.push(...leftOutSpelled(part, known, path));
    return read(reading, { fields: part, value }, name === 'text' ? path : `${path}.${key}`);
  }
  throw noCounterpart(reading, Object.keys(part).join(', '), path);
}

function readText(reading: GeminiReading, part: GeminiPart, path: string): readonly TurnItem[] {
  if (part.fields.thought === true) {
    reading.warnings.push(
      lost(path, `${path} is left out: a prompt document has no place for "thought".`),
    );
    return [];
  }
  if (typeof part.value !== 'string') throw noCounterpart(reading, 'text', path);
  return [textItem(part.value)];
}

function readData(reading: GeminiReading, part: GeminiPart, path: string): readonly TurnItem[] {
  const blob = objectOf(reading, part, path);
  const type = spelled(blob, 'mimeType').value;
  reading.warnings.push(...leftOutSpelled(blob, ['mimeType', 'data', 'displayName'], path));
  const media = dataPart(reading, { type, data: blob.data }, path);
  return [mediaItem({ ...media, ...nameOf(reading, blob, media.type, path) })];
}

function readFile(reading: GeminiReading, part: GeminiPart, path: string): readonly TurnItem[] {
  const file = objectOf(reading, part, path);
  const mimeType = spelled(file, 'mimeType').value;
  const url = spelled(file, 'fileUri').value;
  reading.warnings.push(...leftOutSpelled(file, ['fileUri', 'mimeType', 'displayName'], path));
  const type = isNothing(mimeType) ? undefined : mimeType;
  const media = referencePart(reading, { type, url }, path);
  return [mediaItem({ ...media, ...nameOf(reading, file, media.type, path) })];
}

/** Files have names in a document, and images have none. */
function nameOf(
  reading: GeminiReading,
  fields: Mapping,
  type: 'image' | 'file',
  path: string,
): { readonly name?: string } {
  const { key, value } = spelled(fields, 'displayName');
  if (type === 'file') return fileName(reading, value, `${path}.${key}`);
  if (!isNothing(value)) {
    const field = `${path}.${key}`;
    reading.warnings.push(lost(field, `${field} is left out: images have no name.`));
  }
  return {};
}

function readCall(reading: GeminiReading, part: GeminiPart, path: string): readonly TurnItem[] {
  const { id, name, args, ...rest } = objectOf(reading, part, path);
  reading.warnings.push(...leftOutSpelled(rest, [], path));
  const call = readToolCall(
    reading.file,
    { id: reading.ids.called(id, name), name, arguments: args },
    { call: path, id: `${path}.id`, arguments: `${path}.args` },
  );
  return [{ kind: 'call', call, path }];
}

function readResponse(reading: GeminiReading, part: GeminiPart, path: string): readonly TurnItem[] {
  const { id, name, response, parts, ...rest } = objectOf(reading, part, path);
  reading.warnings.push(...leftOutSpelled(rest, [], path));
  const at = `${path}.parts`;
  const items = Array.isArray(parts)
    ? parts.flatMap((item, index) => readGeminiPart(reading, item, `${at}[${index}]`))
    : [];
  const content = [textItem(outputOf(response)), ...items];
  const result = reading.ids.answered(id, name);
  return [{ kind: 'result', id: result, parts: partsOf(reading, content, at), path }];
}

/** A response is an object there: what it is called without a name of its own is `output`. */
function outputOf(response: unknown): string {
  if (isNothing(response)) return '';
  if (!isMapping(response)) return printJson(response);
  const { output, ...rest } = response;
  return typeof output === 'string' && isNothing(rest) ? output : printJson(response);
}

function objectOf({ file }: GeminiReading, { value }: GeminiPart, path: string): Mapping {
  if (isMapping(value)) return value;
  throw refusal(file, { path }, 'It must be an object.');
}
