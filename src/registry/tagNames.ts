import { LedgerError } from '../core/base/errors';
import { didYouMean, similarNames } from '../core/base/similarNames';
import type { Environment } from '../core/ledger/environments/registryConfig';
import { answersOf } from './answersOf';
import type { Ledger } from './ledger';

/**
 * The environments in pipeline order; none where registry.json is broken: every write is refused with the
 * line, and reading goes on with tags.
 */
export async function knownEnvironments(ledger: Ledger): Promise<readonly Environment[]> {
  try {
    return (await ledger.config()).environments;
  } catch (error) {
    if (error instanceof LedgerError) return [];
    throw error;
  }
}

/** The tags of all prompts, and the environments: what can stand after "@". */
export interface TagNames {
  /** In pipeline order. */
  readonly environments: readonly string[];
  /** The tags that no environment is called by, sorted. */
  readonly others: readonly string[];
}

/** Which tags and environments there are now. Throws `io`. */
export async function tagNames(ledger: Ledger): Promise<TagNames> {
  const environments = (await knownEnvironments(ledger)).map(({ name }) => name);
  const tags = new Set((await answersOf(ledger).tags()).map(({ tag }) => tag));
  return { environments, others: [...tags].filter(tag => !environments.includes(tag)).sort() };
}

/**
 * Refuses a name that is neither an environment nor a tag that any prompt has or had: an answer that
 * is empty because of a typing error looks like good news. Throws `environment-not-found`.
 */
export async function requireTagOrEnvironment(
  ledger: Ledger,
  name: string | undefined,
): Promise<void> {
  if (name === undefined) return;
  const isKnown = (await knownEnvironments(ledger)).some(environment => environment.name === name);
  if (isKnown || (await wasTag(ledger, name))) return;
  const { environments, others } = await tagNames(ledger);
  const names = [...environments, ...others];
  const similar = similarNames(name, names);
  const hint =
    similar.length > 0 ? didYouMean(similar) : `There are: ${names.sort().join(', ') || 'none'}.`;
  throw new LedgerError(
    'environment-not-found',
    { environment: name, environments, similar },
    `There is no environment or tag "${name}". ${hint}`,
  );
}

async function wasTag(ledger: Ledger, name: string): Promise<boolean> {
  const events = await answersOf(ledger).events();
  return events.some(({ kind, tag }) => tag === name && kind !== 'approve');
}
