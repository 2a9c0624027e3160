import type { Author } from './records';

/** Reads `Name <email>`; `undefined` for any other text. */
export function parseAuthor(text: string): Author | undefined {
  const written = text.trim();
  const open = written.indexOf('<');
  if (open < 0 || !written.endsWith('>')) return undefined;
  const name = written.slice(0, open).trim();
  const email = written.slice(open + 1, -1);
  return isName(name) && isEmail(email) ? { name, email } : undefined;
}

function isName(name: string): boolean {
  return name !== '' && !name.includes('>');
}

function isEmail(email: string): boolean {
  const at = email.indexOf('@', 1);
  return at > 0 && at < email.length - 1 && !/[<>\s]/.test(email);
}
