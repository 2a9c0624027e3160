import { createHash } from 'node:crypto';

/** SHA-256 of bytes, or of the UTF-8 bytes of a text, in hex. */
export function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
