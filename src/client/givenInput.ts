import { LedgerError } from '../core/base/errors';

/** For those who call without types. Throws `invalid-argument` for an author who has no name or no e-mail. */
export function requireAuthor(author: unknown): void {
  if (author === undefined) return;
  const { name, email } = Object(author) as Partial<Record<'name' | 'email', unknown>>;
  const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
  if (isText(name) && isText(email)) return;
  const message =
    '"author" must have a name and an email: { name: "Ada", email: "ada@example.com" }.';
  throw new LedgerError('invalid-argument', {}, message);
}

/** Throws `invalid-argument` for a limit that is no number of things. */
export function requireLimit({ limit }: { readonly limit?: number | undefined }): void {
  if (limit === undefined || (Number.isInteger(limit) && limit >= 0)) return;
  const message = `"limit" must be a whole number, 0 or more, not ${String(limit)}.`;
  throw new LedgerError('invalid-argument', { limit: String(limit) }, message);
}
