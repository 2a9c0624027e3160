import type { Author } from './records';

/** Reads `Name <email>`; `undefined` for any other text. */
export function parseAuthor(text: string): Author | undefined {
  const [, name, email] = /^\s*([^<>]*[^<>\s])\s*<([^<>\s]+@[^<>\s]+)>\s*$/.exec(text) ?? [];
  return name === undefined || email === undefined ? undefined : { name, email };
}
