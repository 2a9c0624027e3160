import {
  promptDeployments,
  type Deployment,
  type PromptDeployments,
} from '../core/ledger/derive/deployments';
import { findEnvironment } from '../core/ledger/environments/registryConfig';
import { answersOf } from './answersOf';
import type { Ledger } from './ledger';

export interface DeploymentsInput {
  readonly prompt?: string | undefined;
  readonly environment?: string | undefined;
  /** Only what is behind the environment before. */
  readonly behind?: boolean | undefined;
}

/**
 * What each environment serves of every prompt that has a version and is not archived, sorted by name; of
 * one in doubt, why nothing is said of it. Throws `invalid-registry`, `registry-newer`, `io`, and for a name
 * in the input `environment-not-found` and what `Ledger.existing` does.
 */
export async function deployments(
  ledger: Ledger,
  { prompt, environment, behind }: DeploymentsInput = {},
): Promise<readonly PromptDeployments[]> {
  const config = await ledger.config();
  const { environments } = config;
  if (environment !== undefined) findEnvironment(config, environment);
  const wanted = prompt === undefined ? undefined : (await ledger.existing(prompt)).name;
  const answers = await answersOf(ledger).deployed(environments.map(({ name }) => name));
  const all = answers.map(item => promptDeployments(item.prompt, item.state, environments));
  const isWanted = (item: Deployment): boolean =>
    (environment === undefined || item.environment === environment) &&
    (behind !== true || (item.from?.behind ?? 0) > 0 || isWaiting(all, item));
  return all
    .filter(item => wanted === undefined || item.prompt === wanted)
    .map(item => ({ ...item, deployments: item.deployments.filter(isWanted) }))
    .filter(item => item.deployments.length > 0 || item.problem !== undefined);
}

/** It serves nothing, while the environment that promotions come from does. */
function isWaiting(all: readonly PromptDeployments[], item: Deployment): boolean {
  if (item.version !== null) return false;
  const others = all.find(({ prompt }) => prompt === item.prompt)?.deployments ?? [];
  const at = others.findIndex(({ environment }) => environment === item.environment);
  return at > 0 && others[at - 1]?.version !== null;
}
