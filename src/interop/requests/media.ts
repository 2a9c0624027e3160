import { refusal } from '../foreignFile';
import { mediaType, oneLine, type MessageReading } from '../messageParts';
import type { MediaPart } from '../../core/prompt/document/model';

/** Data in base64 as a request holds it. */
export interface DataSource {
  readonly type: unknown;
  readonly data: unknown;
}

/**
 * An image or file that a request holds in base64: a `data:` URL. Throws `invalid-document` where the
 * media type or the data is missing.
 * @param path where both stand in the file
 */
export function dataPart(
  reading: MessageReading,
  { type, data }: DataSource,
  path: string,
  kind?: MediaPart['type'],
): MediaPart {
  const said = mediaType(reading, type, path);
  if (typeof data !== 'string' || data.trim() === '') {
    throw refusal(reading.file, { path }, 'There is no data in base64.');
  }
  const [bare = said] = said.split(';', 1);
  return {
    type: kind ?? kindOf(said),
    url: `data:${bare};base64,${data.replace(/\s+/g, '')}`,
    ...(bare === said ? {} : { mediaType: said }),
  };
}

/** An image or file that lies elsewhere. Throws `invalid-document` for what is no reference. */
export function referencePart(
  reading: MessageReading,
  { type, url }: { readonly type?: unknown; readonly url: unknown },
  path: string,
  kind?: MediaPart['type'],
): MediaPart {
  if (typeof url !== 'string') {
    throw refusal(reading.file, { path }, 'Nothing says where the image or file lies.');
  }
  const said = type === undefined ? undefined : mediaType(reading, type, path);
  return {
    type: kind ?? kindOf(said ?? ''),
    url: oneLine(reading, url, path),
    ...(said === undefined ? {} : { mediaType: said }),
  };
}

function kindOf(type: string): MediaPart['type'] {
  return type.startsWith('image/') ? 'image' : 'file';
}
