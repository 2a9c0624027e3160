import { LedgerError } from '../core/errors';

/** What each writing use case cannot do without; all are texts. */
const NEEDED = {
  commit: ['prompt'],
  tag: ['ref', 'tag'],
  untag: ['prompt', 'tag'],
  promote: ['prompt', 'environment'],
  rollback: ['prompt', 'environment', 'reason'],
  approve: ['ref', 'environment'],
} as const;

export type Writing = keyof typeof NEEDED;

/** For those who call without types: use cases trust what they are given. Throws `invalid-argument`. */
export function requireInput(writing: Writing, input: object): void {
  const fields = new Map<string, unknown>(Object.entries(Object(input) as object));
  for (const name of NEEDED[writing]) {
    if (typeof fields.get(name) !== 'string') throw refusal(writing, name, 'is missing');
  }
  for (const [name, value] of fields) {
    const isKnown = value === undefined || typeof value === 'boolean' || typeof value === 'string';
    if (!isKnown && !Array.isArray(value)) throw refusal(writing, name, 'must be a text');
  }
}

/** Throws `invalid-argument` for a limit that is no number of things. */
export function requireLimit({ limit }: { readonly limit?: number | undefined }): void {
  if (limit === undefined || (Number.isInteger(limit) && limit >= 0)) return;
  const message = `"limit" must be a whole number, 0 or more, not ${String(limit)}.`;
  throw new LedgerError('invalid-argument', { limit: String(limit) }, message);
}

function refusal(writing: Writing, name: string, problem: string): LedgerError {
  const call = `${writing}({ ${NEEDED[writing].join(', ')} })`;
  const message = `"${name}" ${problem}. Call ${call}, with texts.`;
  return new LedgerError('invalid-argument', { name }, message);
}
