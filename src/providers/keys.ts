import { LedgerError } from '../core/base/errors';
import { firstOf, type Endpoint, type Variables } from './endpoints';

/** Where keys are. */
export interface KeySource {
  /** The variables of the process: addresses, and keys unless `secrets` has them. */
  readonly variables: Variables;
  /** A key by the name of its variable, from wherever keys are kept; asked before the variables. */
  readonly secrets?:
    ((name: string) => string | undefined | PromiseLike<string | undefined>) | undefined;
}

/**
 * The key of a provider; `undefined` for one that needs none and has none.
 * Throws `key-missing` for one that needs it.
 */
export async function findKey(
  { name, keyNames, needsKey }: Endpoint,
  { variables, secrets }: KeySource,
): Promise<string | undefined> {
  for (const keyName of keyNames) {
    const kept = (await secrets?.(keyName))?.trim();
    const key = kept === undefined || kept === '' ? firstOf([keyName], variables)?.value : kept;
    if (key !== undefined) return requireSendable(key, name, keyName);
  }
  if (!needsKey) return undefined;
  const [variable = ''] = keyNames;
  throw new LedgerError(
    'key-missing',
    { provider: name, variable, variables: keyNames },
    `There is no key for ${name}. Set the variable ${keyNames.join(' or ')}; in a shell: export ${variable}=…`,
  );
}

/** A header holds no other characters, and an error that says so would show the key. */
function requireSendable(key: string, provider: string, variable: string): string {
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw new LedgerError(
    'key-missing',
    { provider, variable },
    `What ${variable} holds is no key: there are spaces or other characters in it that no key has. Set it again.`,
  );
}
