import { printJson } from '../../core/base/json';
import { leftOut } from '../leftOut';
import { fileName, readToolCall, type MessageReading } from '../messageParts';
import { entryOf, isMapping, type Mapping } from '../plainValues';
import { dataPart, referencePart } from './media';
import { objectAt } from './requestDraft';
import { mediaItem, noCounterpart, partsOf, readItems, textItem, type TurnItem } from './turns';
import type { MediaPart } from '../../core/prompt/document/model';
import { lost } from '../loss';

type ReadBlock = (reading: MessageReading, value: unknown, path: string) => readonly TurnItem[];

/** How each kind of block is read; a block has one key, which says what it is. */
export const BEDROCK_BLOCKS: Readonly<Record<string, ReadBlock>> = {
  text: readText,
  image: readImage,
  document: readDocument,
  toolUse: readCall,
  toolResult: readResult,
  json: readJsonText,
  guardContent: readGuarded,
  cachePoint: leaveOut('cachePoint'),
  reasoningContent: leaveOut('reasoningContent'),
};

/** The formats of documents: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_DocumentBlock.html */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html',
  txt: 'text/plain',
  md: 'text/markdown',
};

/** Reads a block of Converse. Throws `invalid-document` for what has no counterpart. */
export function readBedrockBlock(
  reading: MessageReading,
  block: unknown,
  path: string,
): readonly TurnItem[] {
  if (!isMapping(block)) throw noCounterpart(reading, block, path);
  const [key] = Object.keys(block).filter(name => Object.hasOwn(BEDROCK_BLOCKS, name));
  const read = key === undefined ? undefined : BEDROCK_BLOCKS[key];
  if (key === undefined || read === undefined) {
    throw noCounterpart(reading, Object.keys(block).join(', '), path);
  }
  reading.warnings.push(...leftOut(block, [key], path));
  return read(reading, block[key], `${path}.${key}`);
}

function readText(reading: MessageReading, text: unknown, path: string): readonly TurnItem[] {
  if (typeof text !== 'string') throw noCounterpart(reading, 'text', path);
  return [textItem(text)];
}

/** A result may be JSON: it is its text here, which is what other interfaces take. */
function readJsonText(_: MessageReading, value: unknown): readonly TurnItem[] {
  return [textItem(printJson(value))];
}

function readImage(reading: MessageReading, value: unknown, path: string): readonly TurnItem[] {
  const image = objectAt(reading, value, path);
  const { format, source } = image;
  reading.warnings.push(...leftOut(image, ['format', 'source'], path));
  const type = typeof format === 'string' ? `image/${format}` : undefined;
  return [mediaItem(readSource(reading, { type, source }, path, 'image'))];
}

function readDocument(reading: MessageReading, value: unknown, path: string): readonly TurnItem[] {
  const document = objectAt(reading, value, path);
  const { format, name, source } = document;
  const fields = objectAt(reading, source, `${path}.source`);
  if ('text' in fields || 'content' in fields) return readWritten(reading, document, path);
  reading.warnings.push(...leftOut(document, ['format', 'name', 'source'], path));
  const type = entryOf(MEDIA_TYPES, format);
  if (type === undefined) throw noCounterpart(reading, format, `${path}.format`);
  const part = readSource(reading, { type, source }, path, 'file');
  return [mediaItem({ ...part, ...fileName(reading, name, `${path}.name`) })];
}

/** A document that is written in the request: people edit and compare it as text. */
function readWritten(
  reading: MessageReading,
  document: Mapping,
  path: string,
): readonly TurnItem[] {
  const source = document.source as Mapping;
  const key = 'text' in source ? 'text' : 'content';
  reading.warnings.push(
    lost(path, `${path}: a document that is written here is text of the message now.`),
    ...leftOut(document, ['format', 'source'], path),
    ...leftOut(source, [key], `${path}.source`),
  );
  return readItems(reading, source[key], `${path}.source.${key}`, readBedrockBlock);
}

function readSource(
  reading: MessageReading,
  { type, source }: { readonly type: string | undefined; readonly source: unknown },
  path: string,
  kind: MediaPart['type'],
): MediaPart {
  const at = `${path}.source`;
  const fields = objectAt(reading, source, at);
  const { bytes, s3Location } = fields;
  if (s3Location === undefined) {
    reading.warnings.push(...leftOut(fields, ['bytes'], at));
    return dataPart(reading, { type, data: bytes }, at, kind);
  }
  const location = objectAt(reading, s3Location, `${at}.s3Location`);
  reading.warnings.push(
    ...leftOut(fields, ['s3Location'], at),
    ...leftOut(location, ['uri'], `${at}.s3Location`),
  );
  return referencePart(reading, { type, url: location.uri }, `${at}.s3Location`, kind);
}

function readCall(reading: MessageReading, value: unknown, path: string): readonly TurnItem[] {
  const use = objectAt(reading, value, path);
  const { toolUseId: id, name, input } = use;
  reading.warnings.push(...leftOut(use, ['toolUseId', 'name', 'input'], path));
  const call = readToolCall(
    reading.file,
    { id, name, arguments: input },
    { call: path, id: `${path}.toolUseId`, arguments: `${path}.input` },
  );
  return [{ kind: 'call', call, path }];
}

function readResult(reading: MessageReading, value: unknown, path: string): readonly TurnItem[] {
  const result = objectAt(reading, value, path);
  const { toolUseId: id, content } = result;
  reading.warnings.push(...leftOut(result, ['toolUseId', 'content'], path));
  const at = `${path}.content`;
  const items = readItems(reading, content, at, readBedrockBlock);
  return [{ kind: 'result', id, parts: partsOf(reading, items, at), path }];
}

/** What a guardrail looks at is a text or an image like any other for who reads the prompt. */
function readGuarded(reading: MessageReading, value: unknown, path: string): readonly TurnItem[] {
  const guarded = objectAt(reading, value, path);
  reading.warnings.push(lost(path, `${path}: that a guardrail looks at this alone is left out.`));
  if (isMapping(guarded.image)) return readImage(reading, guarded.image, `${path}.image`);
  const text = objectAt(reading, guarded.text, `${path}.text`);
  reading.warnings.push(...leftOut(text, ['text'], `${path}.text`));
  return readText(reading, text.text, `${path}.text.text`);
}

function leaveOut(key: string): ReadBlock {
  return (reading, _, path) => {
    reading.warnings.push(
      lost(path, `${path} is left out: a prompt document has no place for "${key}".`),
    );
    return [];
  };
}
