import { LedgerError } from '../core/base/errors';
import { echoProvider } from './echo';
import {
  endpointOf,
  providerName,
  providerNames,
  type CustomProvider,
  type Endpoint,
} from './endpoints';
import { remoteProvider, type RemoteSettings } from './remote';
import type { Provider } from '../registry/provider';

/** What is known of providers where somebody runs something. */
export interface ProviderConfiguration extends RemoteSettings {
  readonly custom?: readonly CustomProvider[] | undefined;
}

/** Who answers for a model, and what they call it. */
export interface OpenedProvider {
  readonly provider: Provider;
  readonly model: string;
}

/** How models are called whose provider goes without saying. */
const FAMILIES: readonly (readonly [name: RegExp, provider: string])[] = [
  [/^(?:gpt-|chatgpt-|codex-|o\d(?:-|$))/, 'openai'],
  [/^claude-/, 'anthropic'],
  [/^gemini-/, 'google'],
];

/**
 * Finds who answers for a model: "openai/gpt-5-mini", or a name of a known family. Nothing is loaded and
 * nobody is asked; a key is looked for when something is asked.
 * Throws `provider-missing` for a model that names nobody, or somebody whose address is not said, and
 * `invalid-argument` for an address that is none.
 */
export function openProvider(
  model: string | undefined,
  configuration: ProviderConfiguration,
): OpenedProvider {
  const named = splitModel(model, configuration.custom);
  if (named.provider === 'echo') return { provider: echoProvider(), model: named.model };
  const { endpoint } = requireEndpoint(model, configuration);
  return { provider: remoteProvider(endpoint, configuration), model: named.model };
}

/**
 * Where a model is asked, and what it is called there. Throws as `openProvider` does, and `invalid-input`
 * for a model that is asked without a network.
 */
export function requireEndpoint(
  model: string | undefined,
  { variables, custom }: ProviderConfiguration,
): { readonly endpoint: Endpoint; readonly model: string } {
  const named = splitModel(model, custom);
  if (named.provider === 'echo') {
    throw new LedgerError(
      'invalid-input',
      { provider: 'echo' },
      'The provider echo is asked without a network. Name a model of another provider, such as "openai/gpt-5-mini".',
    );
  }
  const endpoint = endpointOf(named.provider, variables, custom);
  if (endpoint === undefined) throw missing(model, custom);
  return { endpoint, model: named.model };
}

/**
 * A model of a document as its provider and its name there: "gemini/gemini-3" -> google, "gemini-3".
 * Throws `provider-missing` for one that names nobody.
 */
export function splitModel(
  model: string | undefined,
  custom?: readonly CustomProvider[],
): { readonly provider: string; readonly model: string } {
  if (model === undefined || model.trim() === '') throw missing(undefined, custom);
  const slash = model.indexOf('/');
  if (slash > 0) {
    const given = model.slice(0, slash);
    const isOwn = custom?.some(({ name }) => name === given) === true;
    const provider = isOwn ? given : providerName(given);
    if (!providerNames(custom).includes(provider)) throw missing(model, custom);
    return { provider, model: model.slice(slash + 1) };
  }
  if (model === 'echo') return { provider: 'echo', model };
  const family = FAMILIES.find(([name]) => name.test(model));
  if (family === undefined) throw missing(model, custom);
  return { provider: family[1], model };
}

function missing(model: string | undefined, custom?: readonly CustomProvider[]): LedgerError {
  const names = providerNames(custom);
  const what =
    model === undefined
      ? 'Neither the document nor the run says which model is asked'
      : `Whose model "${model}" is, is not known`;
  return new LedgerError(
    'provider-missing',
    { ...(model === undefined ? {} : { model }), providers: names },
    `${what}. Write it with its provider, such as "openai/gpt-5-mini"; known are ${names.join(', ')}.`,
  );
}
