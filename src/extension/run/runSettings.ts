import * as vscode from 'vscode';
import type { Cost, Usage } from '../../core/evaluation/answer';
import {
  openProvider,
  splitModel,
  type ProviderConfiguration,
} from '../../providers/configuration';
import { endpointOf, providerNames, type CustomProvider } from '../../providers/endpoints';
import { costOf, type Price } from '../../providers/prices';
import type { Provider } from '../../registry/provider';
import type { Keys, KeyOwner } from './keys';
import { languageModels, VSCODE } from './languageModels';

/** Who can be asked from this window: what settings, keys and the process say. */
export class RunSettings {
  readonly #keys: Keys;

  constructor(keys: Keys) {
    this.#keys = keys;
  }

  /** Who answers for a model. Throws `provider-missing`, `invalid-argument`. */
  open(model: string): { readonly provider: Provider; readonly model: string } {
    const own = `${VSCODE}/`;
    if (model.startsWith(own)) return { provider: languageModels, model: model.slice(own.length) };
    return openProvider(model, this.configuration());
  }

  /** Where a model is asked, for a sentence: the host; `undefined` where nothing leaves VS Code. */
  destination(model: string): string | undefined {
    if (model.startsWith(`${VSCODE}/`)) return 'the language models of VS Code';
    const { provider } = splitModel(model, custom());
    if (provider === 'echo') return undefined;
    const endpoint = endpointOf(provider, process.env, custom());
    return endpoint && new URL(endpoint.baseURL).host;
  }

  /** Whose key opens a model; `undefined` where none is needed. */
  keyOwner(model: string): KeyOwner | undefined {
    if (model.startsWith(`${VSCODE}/`)) return undefined;
    return this.#ownerOf(splitModel(model, custom()).provider);
  }

  /** Everybody who takes a key. */
  keyOwners(): readonly KeyOwner[] {
    return providerNames(custom()).flatMap(name => this.#ownerOf(name) ?? []);
  }

  /** Whether the key of a model is there, or none is needed. Throws as `open`. */
  async hasKey(model: string): Promise<boolean> {
    if (model.startsWith(`${VSCODE}/`)) return true;
    const endpoint = endpointOf(splitModel(model, custom()).provider, process.env, custom());
    if (endpoint?.needsKey !== true) return true;
    for (const name of endpoint.keyNames) {
      if (((await this.#keys.get(name)) ?? process.env[name] ?? '') !== '') return true;
    }
    return false;
  }

  /** The providers that can be asked: with a key, or without the need of one. */
  async ready(): Promise<readonly string[]> {
    const found = await Promise.all(
      this.keyOwners().map(async ({ provider, variable }) => {
        const key = (await this.#keys.get(variable)) ?? process.env[variable];
        return key === undefined || key === '' ? [] : [provider];
      }),
    );
    return [...new Set([...found.flat(), ...custom().map(({ name }) => name)])];
  }

  costOf(model: string, usage: Usage): Cost | null {
    if (model.startsWith(`${VSCODE}/`)) return null;
    const named = splitModel(model, custom());
    return costOf(named.provider, named.model, usage, prices());
  }

  #ownerOf(provider: string): KeyOwner | undefined {
    const [variable] = keyNamesOf(provider);
    return variable === undefined ? undefined : { provider, variable };
  }

  /** What is known of providers in this window. */
  configuration(): ProviderConfiguration {
    return {
      variables: process.env,
      secrets: name => this.#keys.get(name),
      custom: custom(),
    };
  }
}

/** A provider without an address yet takes a key as well. */
function keyNamesOf(provider: string): readonly string[] {
  try {
    return endpointOf(provider, process.env, custom())?.keyNames ?? [];
  } catch {
    return [];
  }
}

function custom(): readonly CustomProvider[] {
  return vscode.workspace.getConfiguration('promptLedger').get<CustomProvider[]>('providers', []);
}

type Prices = Readonly<Record<string, Price>>;

function prices(): Prices {
  return vscode.workspace.getConfiguration('promptLedger').get<Prices>('prices', {});
}
