import * as crypto from 'node:crypto';

/** SHA-256 of bytes, or of the UTF-8 bytes of a text, in hex. */
export function digest(content: string | Uint8Array): string {
  // In one step where Node can (20.12 and later): half the time for a small record.
  const { hash } = crypto as Partial<Pick<typeof crypto, 'hash'>>;
  if (hash !== undefined) return hash('sha256', content);
  return crypto.createHash('sha256').update(content).digest('hex');
}
