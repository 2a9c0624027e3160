import { promptDeployments, type PromptDeployments } from '../core/ledger/derive/deployments';
import { answersOf } from './answersOf';
import type { Ledger } from './ledger';

/**
 * What each environment serves of every prompt that has a version and is not archived, sorted by name; of
 * one in doubt, why nothing is said of it. Throws `invalid-registry`, `registry-newer`, `io`.
 */
export async function deployments(ledger: Ledger): Promise<readonly PromptDeployments[]> {
  const { environments } = await ledger.config();
  const all = await answersOf(ledger).deployed(environments.map(({ name }) => name));
  return all
    .map(({ prompt, state }) => promptDeployments(prompt, state, environments))
    .filter(item => item.deployments.length > 0 || item.problem !== undefined);
}
