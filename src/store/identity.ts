import { parseAuthor } from '../core/ledger/records/authorText';
import { LedgerError } from '../core/base/errors';
import type { Author } from '../core/ledger/records/records';
import { gitIdentity } from './gitIdentity';

/** What names the author where git cannot: `Name <email>`. */
export const AUTHOR_VARIABLE = 'PROMPTLEDGER_AUTHOR';

/**
 * Who writes: `PROMPTLEDGER_AUTHOR`, else what git takes from its environment and configuration.
 * Throws `identity-missing`, `invalid-argument` for a variable that names nobody, and what
 * `gitIdentity` does.
 * @param root the registry's folder; the repository around it has the configuration
 */
export async function identify(
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Author> {
  const given = environment[AUTHOR_VARIABLE];
  if (given !== undefined && given !== '') return authorOf(given);
  const { name, email } = await gitAuthor(root, environment);
  if (name !== '' && email !== '') return { name, email };
  throw new LedgerError(
    'identity-missing',
    {},
    `Nobody to write as. Set user.name and user.email in git, or ${AUTHOR_VARIABLE} to "Name <email>".`,
  );
}

/** As git itself does: the environment goes before the configuration, each field by itself. */
async function gitAuthor(
  root: string,
  { GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL }: Readonly<Record<string, string | undefined>>,
): Promise<Author> {
  if (GIT_AUTHOR_NAME !== undefined && GIT_AUTHOR_EMAIL !== undefined)
    return { name: GIT_AUTHOR_NAME, email: GIT_AUTHOR_EMAIL };
  const { name, email } = (await gitIdentity(root)) ?? { name: '', email: '' };
  return { name: GIT_AUTHOR_NAME ?? name, email: GIT_AUTHOR_EMAIL ?? email };
}

function authorOf(text: string): Author {
  const author = parseAuthor(text);
  if (author !== undefined) return author;
  throw new LedgerError(
    'invalid-argument',
    { variable: AUTHOR_VARIABLE, value: text },
    `${AUTHOR_VARIABLE} is "${text}". Write it as: Name <email>`,
  );
}
