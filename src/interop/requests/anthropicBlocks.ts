import { leftOut } from '../leftOut';
import { fileName, readToolCall, type MessageReading } from '../messageParts';
import { entryOf, isMapping, type Mapping } from '../plainValues';
import { dataPart, referencePart } from './media';
import { mediaItem, noCounterpart, partsOf, readItems, textItem, type TurnItem } from './turns';
import type { MediaPart } from '../../core/prompt/document/model';
import { lost } from '../loss';

type ReadBlock = (reading: MessageReading, block: Mapping, path: string) => readonly TurnItem[];

const BLOCKS: Readonly<Record<string, ReadBlock>> = {
  text: readText,
  image: readImage,
  document: readDocument,
  tool_use: readCall,
  tool_result: readResult,
  thinking: readThought,
  redacted_thinking: readThought,
};

/** Reads a block of a message to Anthropic. Throws `invalid-document` for what has no counterpart. */
export function readAnthropicBlock(
  reading: MessageReading,
  block: unknown,
  path: string,
): readonly TurnItem[] {
  if (typeof block === 'string') return [textItem(block)];
  const { type } = isMapping(block) ? block : ({} as Mapping);
  const read = entryOf(BLOCKS, type);
  if (read === undefined || !isMapping(block)) throw noCounterpart(reading, type, path);
  return read(reading, block, path);
}

function readText(reading: MessageReading, block: Mapping, path: string): readonly TurnItem[] {
  if (typeof block.text !== 'string') throw noCounterpart(reading, block.type, path);
  reading.warnings.push(...leftOut(block, ['type', 'text'], path));
  return [textItem(block.text)];
}

function readImage(reading: MessageReading, block: Mapping, path: string): readonly TurnItem[] {
  reading.warnings.push(...leftOut(block, ['type', 'source'], path));
  return [mediaItem(readSource(reading, block, path, 'image'))];
}

function readDocument(reading: MessageReading, block: Mapping, path: string): readonly TurnItem[] {
  const source = isMapping(block.source) ? block.source : {};
  if (source.type === 'text' || source.type === 'content') return readTexts(reading, block, path);
  reading.warnings.push(...leftOut(block, ['type', 'source', 'title'], path));
  const part = readSource(reading, block, path, 'file');
  return [mediaItem({ ...part, ...fileName(reading, block.title, `${path}.title`) })];
}

/** A document that is written in the request: people edit and compare it as text. */
function readTexts(reading: MessageReading, block: Mapping, path: string): readonly TurnItem[] {
  const source = block.source as Mapping;
  const isText = source.type === 'text';
  reading.warnings.push(
    lost(path, `${path}: a document that is written here is text of the message now.`),
    ...leftOut(block, ['type', 'source'], path),
    ...leftOut(source, ['type', isText ? 'data' : 'content', 'media_type'], `${path}.source`),
  );
  const [content, at] = isText ? [source.data, 'data'] : [source.content, 'content'];
  return readItems(reading, content, `${path}.source.${at}`, readAnthropicBlock);
}

function readSource(
  reading: MessageReading,
  { type: what, source }: Mapping,
  path: string,
  kind: MediaPart['type'],
): MediaPart {
  const at = `${path}.source`;
  const fields = isMapping(source) ? source : {};
  const { type, media_type, data, url, file_id } = fields;
  const known = { base64: ['media_type', 'data'], url: ['url'], file: ['file_id'] };
  if (type !== 'base64' && type !== 'url' && type !== 'file')
    throw noCounterpart(reading, what, at);
  reading.warnings.push(...leftOut(fields, ['type', ...known[type]], at));
  if (type === 'base64') return dataPart(reading, { type: media_type, data }, at, kind);
  return referencePart(reading, { url: type === 'url' ? url : file_id }, at, kind);
}

function readCall(reading: MessageReading, block: Mapping, path: string): readonly TurnItem[] {
  const { id, name, input } = block;
  reading.warnings.push(...leftOut(block, ['type', 'id', 'name', 'input'], path));
  const call = readToolCall(
    reading.file,
    { id, name, arguments: input },
    { call: path, id: `${path}.id`, arguments: `${path}.input` },
  );
  return [{ kind: 'call', call, path }];
}

function readResult(reading: MessageReading, block: Mapping, path: string): readonly TurnItem[] {
  const { tool_use_id: id, content } = block;
  reading.warnings.push(...leftOut(block, ['type', 'tool_use_id', 'content'], path));
  const at = `${path}.content`;
  const items = readItems(reading, content, at, readAnthropicBlock);
  return [{ kind: 'result', id, parts: partsOf(reading, items, at), path }];
}

/** What a model thought is signed by it, and nothing that anybody edits. */
function readThought(reading: MessageReading, _block: Mapping, path: string): readonly TurnItem[] {
  reading.warnings.push(
    lost(path, `${path} is left out: a prompt document has no place for "thinking".`),
  );
  return [];
}
