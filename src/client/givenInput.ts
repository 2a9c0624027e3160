import { LedgerError } from '../core/base/errors';
import type {
  ApproveInput,
  CommitInput,
  PromoteInput,
  RollbackInput,
  TagInput,
  UntagInput,
} from '../registry/inputs';

type Form = 'text' | 'texts' | 'flag';

/** What the fields of each writing use case hold. */
const FIELDS = {
  commit: { prompt: 'text', message: 'text', tag: 'text', parent: 'texts', source: 'text' },
  tag: { ref: 'text', tag: 'text', description: 'text', immutable: 'flag' },
  untag: { prompt: 'text', tag: 'text' },
  promote: { prompt: 'text', environment: 'text', version: 'text', changelog: 'text' },
  rollback: { prompt: 'text', environment: 'text', to: 'text', reason: 'text' },
  approve: { ref: 'text', environment: 'text', note: 'text' },
} satisfies {
  readonly commit: Fields<CommitInput>;
  readonly tag: Fields<TagInput>;
  readonly untag: Fields<UntagInput>;
  readonly promote: Fields<PromoteInput>;
  readonly rollback: Fields<RollbackInput>;
  readonly approve: Fields<ApproveInput>;
};
type Fields<Input> = Readonly<Record<keyof Input, Form>>;

/** Which of them it cannot do without. */
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
  const given = new Map<string, unknown>(Object.entries(Object(input) as object));
  const forms = new Map<string, Form>(Object.entries(FIELDS[writing]));
  for (const name of NEEDED[writing]) {
    if (given.get(name) === undefined) throw refusal(writing, name, 'is missing');
  }
  for (const [name, value] of given) {
    const form = forms.get(name);
    if (form === undefined) throw refusal(writing, name, 'is nothing that it takes');
    if (value !== undefined && !isOf(form, value)) {
      throw refusal(writing, name, form === 'flag' ? 'must be true or false' : 'must be a text');
    }
  }
}

function isOf(form: Form, value: unknown): boolean {
  if (form === 'flag') return typeof value === 'boolean';
  if (form === 'texts' && Array.isArray(value)) return value.every(item => isOf('text', item));
  return typeof value === 'string';
}

/** For the same. Throws `invalid-argument` for an author who has no name or no e-mail. */
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

function refusal(writing: Writing, name: string, problem: string): LedgerError {
  const needed: readonly string[] = NEEDED[writing];
  const fields = Object.keys(FIELDS[writing]).map(field =>
    needed.includes(field) ? field : `${field}?`,
  );
  const message = `"${name}" ${problem}. Call ${writing}({ ${fields.join(', ')} }).`;
  return new LedgerError('invalid-argument', { name }, message);
}
