import { LedgerError } from '../../base/errors';
import { parseRegistryConfig } from './registryConfig';

/** The names of the environments in the text of registry.json; `undefined` where it does not say. */
export function environmentNames(text: string | undefined): ReadonlySet<string> | undefined {
  try {
    return new Set(parseRegistryConfig(text).environments.map(({ name }) => name));
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}
