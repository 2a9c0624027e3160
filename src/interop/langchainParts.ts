import { printJson } from '../core/base/json';
import { refusal } from './foreignFile';
import { readTemplate, type FoundTemplate, type LangchainReading } from './langchainTemplate';
import { entryOf, isMapping, others, type Mapping } from './plainValues';
import { lost } from './loss';

/** Reads the text of a template at a path, of the format of the part that it belongs to. */
type ReadText = (value: unknown, path: string) => string;

/**
 * A part that is written as a content block, as `DictPromptTemplate` holds them and messages that are no
 * templates: those of OpenAI (`image_url`, `file`) and those of LangChain itself (`image` with a source).
 * Throws `invalid-document`.
 */
export function readBlock(
  { file, warnings }: LangchainReading,
  block: unknown,
  path: string,
  read: ReadText,
): FoundTemplate {
  const { type } = isMapping(block) ? block : ({} as Mapping);
  const kind = entryOf(BLOCKS, type);
  const found = kind === undefined || !isMapping(block) ? undefined : kind.read(block, path, read);
  if (kind === undefined || found === undefined || !isMapping(block)) {
    const message = `A part of the type ${printJson(type)} has no counterpart: texts, images and files have.`;
    throw refusal(file, { path }, message);
  }
  const left = Object.keys(others(block, ['type', ...kind.keys]));
  warnings.push(
    ...left.map(key =>
      lost(`${path}.${key}`, `${path}: what a part says besides is left out: ${key}.`),
    ),
  );
  return found;
}

interface BlockKind {
  readonly keys: readonly string[];
  readonly read: (block: Mapping, path: string, read: ReadText) => FoundTemplate | undefined;
}

/** What says where an image or a file is, in the words of Python and of JavaScript. */
const SOURCE_KEYS = [
  ...['source_type', 'sourceType', 'url', 'data', 'base64', 'id', 'file_id', 'fileId'],
  ...['mime_type', 'mimeType', 'filename'],
];

const BLOCKS: Readonly<Record<string, BlockKind>> = {
  text: {
    keys: ['text'],
    read: ({ text }, path, read) => ({ type: 'text', text: read(text, `${path}.text`) }),
  },
  image_url: {
    keys: ['image_url'],
    read: ({ image_url: image }, path, read) => {
      const { url, detail } = isMapping(image) ? image : { url: image, detail: undefined };
      const found = read(url, `${path}.image_url`);
      return { type: 'image', url: found, ...(typeof detail === 'string' ? { detail } : {}) };
    },
  },
  image: { keys: SOURCE_KEYS, read: (block, path, read) => sourced('image', block, path, read) },
  file: {
    keys: [...SOURCE_KEYS, 'file'],
    read: ({ file, ...block }, path, read) => {
      const { file_data: data, file_id: id, filename } = isMapping(file) ? file : ({} as Mapping);
      const found = data ?? id;
      if (found === undefined) return sourced('file', block, path, read);
      const name = typeof filename === 'string' ? { name: filename } : {};
      return { type: 'file', url: read(found, `${path}.file`), ...name };
    },
  },
};

function sourced(
  type: 'image' | 'file',
  block: Mapping,
  path: string,
  read: ReadText,
): FoundTemplate | undefined {
  const url = addressOf(block, path, read);
  if (url === undefined) return undefined;
  const mediaType = mediaTypeOf(block);
  const name = type === 'file' && typeof block.filename === 'string' ? block.filename : undefined;
  return {
    type,
    url,
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(name === undefined ? {} : { name }),
  };
}

function addressOf(block: Mapping, path: string, read: ReadText): string | undefined {
  const data = block.data ?? block.base64;
  if (typeof data === 'string') {
    const type = mediaTypeOf(block) ?? 'application/octet-stream';
    return `data:${type};base64,${read(data, `${path}.data`)}`;
  }
  const url = block.url ?? block.file_id ?? block.fileId ?? block.id;
  return typeof url === 'string' ? read(url, `${path}.url`) : undefined;
}

function mediaTypeOf(block: Mapping): string | undefined {
  const type = block.mime_type ?? block.mimeType;
  return typeof type === 'string' ? type : undefined;
}

/** Reads a text of a block as a template of this format. */
export function templateReader(
  reading: LangchainReading,
  format: unknown,
  partials: unknown,
): ReadText {
  return (template, path) => readTemplate(reading, { template, format, partials }, path);
}
