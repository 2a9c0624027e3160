import { LedgerError } from '../../base/errors';
import { dataUrl } from './request';
import type { MediaPart, Role } from '../document/model';
import type { RenderedMessage } from '../render/model';

/** What a provider is called, and what it takes for an image or a file, in a sentence. */
export interface Taker {
  readonly provider: string;
  readonly takes: string;
}

/** What the ending of an address says of what lies there. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  json: 'application/json',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  xml: 'text/xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  heic: 'image/heic',
  heif: 'image/heif',
  mp3: 'audio/mp3',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
};

/** The media type of an image or file: as written, as its `data:` URL has it, as its ending says. */
export function mediaTypeOf({ url, mediaType }: MediaPart): string | undefined {
  const known = mediaType ?? dataUrl(url)?.mediaType;
  if (known !== undefined || url.startsWith('data:')) return known;
  const ending = /\.([a-z0-9]+)$/i.exec(url.split(/[?#]/, 1)[0] ?? '')?.[1]?.toLowerCase();
  return ending !== undefined && Object.hasOwn(MEDIA_TYPES, ending)
    ? MEDIA_TYPES[ending]
    : undefined;
}

/**
 * A reference that is the id of something uploaded. Throws `invalid-input` for an address, a path or
 * broken data, which the provider would refuse: it is none.
 */
export function requireFileId(url: string, taker: Taker): string {
  // A tag that was left in place is filled in later.
  if (/^[\w-]+$/.test(url) || url.includes('{{')) return url;
  throw refused(`"${shortened(url)}" is none of these`, taker);
}

/** Throws `invalid-input` where a type is written that the provider does not take. */
export function requireMediaType(
  part: MediaPart,
  mediaType: string,
  { types, ...taker }: Taker & { readonly types: readonly string[] },
): string {
  if (types.includes(mediaType) || part.url.includes('{{')) return mediaType;
  throw refused(`"${shortened(part.url)}" is of the type ${mediaType}`, taker);
}

/**
 * Throws `invalid-input` where a message of one of these roles holds an image or file, of which the
 * provider takes texts alone: nothing is left out without a word.
 */
export function requireTexts(
  messages: readonly RenderedMessage[],
  provider: string,
  roles: readonly Role[],
): void {
  for (const { role, content } of messages) {
    if (!roles.includes(role) || typeof content === 'string') continue;
    const media = content.find(part => part.type !== 'text');
    if (media === undefined) continue;
    throw new LedgerError(
      'invalid-input',
      { provider, role },
      `A message of "${role}" holds ${media.type === 'image' ? 'an image' : 'a file'}, and ${provider} takes texts there. Put it into a message of "user".`,
    );
  }
}

function refused(problem: string, { provider, takes }: Taker): LedgerError {
  return new LedgerError('invalid-input', { provider }, `${provider} takes ${takes}: ${problem}.`);
}

function shortened(url: string): string {
  return url.length > 60 ? `${url.slice(0, 60)}…` : url;
}
