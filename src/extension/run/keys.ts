import * as vscode from 'vscode';
import { askText, BACK, pick } from '../shell/wizard';

/** What a secret is called in VS Code's storage of secrets, by the variable that a process has it in. */
const SECRET = (variable: string): string => `promptLedger.${variable}`;

/** The keys of providers: in VS Code's storage of secrets, and nowhere else. */
export class Keys {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  /** The key that stands for a variable such as OPENAI_API_KEY; `undefined` where none is set. */
  get(variable: string): Thenable<string | undefined> {
    return this.#secrets.get(SECRET(variable));
  }

  async set(variable: string, key: string): Promise<void> {
    await this.#secrets.store(SECRET(variable), key);
  }

  async remove(variable: string): Promise<void> {
    await this.#secrets.delete(SECRET(variable));
  }
}

/** A provider that takes a key. */
export interface KeyOwner {
  readonly provider: string;
  readonly variable: string;
}

const PLACE = { title: 'Set Key of a Provider', step: 1, totalSteps: 1 };

/** Asks whose key is meant; `undefined` where the person gave up. */
export async function askKeyOwner(
  keys: Keys,
  owners: readonly KeyOwner[],
): Promise<KeyOwner | undefined> {
  const items = await Promise.all(
    owners.map(async owner => ({
      label: owner.provider,
      description: (await keys.get(owner.variable)) === undefined ? '' : 'key is set',
      value: owner,
    })),
  );
  const chosen = await pick({ ...PLACE, placeholder: 'Whose key?', items });
  return chosen === BACK ? undefined : chosen;
}

/** Asks for the key and stores it; nothing typed removes it. `undefined` where the person gave up. */
export async function askKey(
  keys: Keys,
  { provider, variable }: KeyOwner,
): Promise<'set' | 'removed' | undefined> {
  const key = await askText({
    ...PLACE,
    title: `Key of ${provider}`,
    prompt: `It stays in VS Code's secret storage, as ${variable}, and goes to ${provider} alone. Empty removes it.`,
    isSecret: true,
  });
  if (key === undefined || key === BACK) return undefined;
  if (key.trim() === '') {
    await keys.remove(variable);
    return 'removed';
  }
  await keys.set(variable, key.trim());
  return 'set';
}
