import {
  changeEnvironments,
  type EnvironmentChange,
} from '../core/ledger/environments/environmentChange';
import {
  parseRegistryConfig,
  type RegistryConfig,
} from '../core/ledger/environments/registryConfig';
import type { Ledger } from './ledger';

/**
 * Changes the pipeline in registry.json and leaves everything else in it as it is written. Throws
 * what `changeEnvironments` does, and `io`. Many at once are all kept.
 */
export function changePipeline(ledger: Ledger, change: EnvironmentChange): Promise<RegistryConfig> {
  return ledger.ports.documents.locked('registry.json', () => changeConfig(ledger, change));
}

async function changeConfig(ledger: Ledger, change: EnvironmentChange): Promise<RegistryConfig> {
  const text = await ledger.ports.documents.readConfig();
  // Says what is wrong where there is no file, too.
  parseRegistryConfig(text);
  const changed = changeEnvironments(text ?? '', change);
  if (changed !== text) await ledger.writeConfig(changed);
  return parseRegistryConfig(changed);
}
