import { LedgerError } from '../core/base/errors';
import { didYouMean, similarNames } from '../core/base/similarNames';
import { listPrompts } from '../registry/listing';
import type { OpenedLedger } from './openLedger';

/**
 * Refuses a name that is neither an environment nor a tag that any prompt has or had: an answer that
 * is empty because of a typing error looks like good news. Throws `environment-not-found`.
 */
export async function requireTagOrEnvironment(
  opened: OpenedLedger,
  name: string | undefined,
): Promise<void> {
  if (name === undefined) return;
  const environments = await environmentNames(opened);
  if (environments.includes(name)) return;
  const prompts = await listPrompts(opened.ledger);
  const tags = prompts.flatMap(info => info.tags.map(({ tag }) => tag));
  if (tags.includes(name) || (await wasTag(opened, name))) return;
  const names = [...new Set([...environments, ...tags])];
  const similar = similarNames(name, names);
  const hint =
    similar.length > 0 ? didYouMean(similar) : `There are: ${names.sort().join(', ') || 'none'}.`;
  throw new LedgerError(
    'environment-not-found',
    { environment: name, environments, similar },
    `There is no environment or tag "${name}". ${hint}`,
  );
}

/** A broken registry.json names no environments; reading goes on with tags. */
async function environmentNames({ ledger }: OpenedLedger): Promise<readonly string[]> {
  try {
    return (await ledger.config()).environments.map(environment => environment.name);
  } catch (error) {
    if (error instanceof LedgerError) return [];
    throw error;
  }
}

async function wasTag({ ledger }: OpenedLedger, name: string): Promise<boolean> {
  const { allPrompts } = await import('../registry/prompts');
  return (await allPrompts(ledger)).some(({ state }) => state.tags.has(name));
}
