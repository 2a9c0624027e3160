import { LedgerError } from '../core/base/errors';
import { findKey, type KeySource } from './keys';
import { overLine } from './line';
import { patienceOf, type Patience } from './patience';
import type { Endpoint, Protocol } from './endpoints';
import type { Line, ProviderPart } from './part';
import type { ModelRequest } from '../core/evaluation/request';
import type { AskOptions, Provider, Said, StopSignal } from '../registry/provider';

/** Each protocol with its SDK, loaded when the first question is asked. */
const PARTS: Readonly<Record<Protocol, () => Promise<ProviderPart>>> = {
  openai: async () => (await import('./openai')).chatCompletions,
  'openai-responses': async () => (await import('./openai')).responses,
  anthropic: async () => (await import('./anthropic')).anthropic,
  google: async () => (await import('./google')).google,
};

/** Models of OpenAI that Chat Completions does not have. */
const ONLY_RESPONSES = /^(?:(?:o\d|gpt-[\d.]+)-(?:pro|codex)|o\d(?:-mini)?-deep-research|codex-)/;

/** What a provider behind a network is told besides its endpoint. */
export interface RemoteSettings extends KeySource {
  readonly patience?: Partial<Patience> | undefined;
}

/** The provider at an endpoint. Nothing is loaded, and no key is looked for, until something is asked. */
export function remoteProvider(endpoint: Endpoint, settings: RemoteSettings): Provider {
  return {
    name: endpoint.name,
    ask: (request, options) => ask(endpoint, settings, request, options),
    models: signal => models(endpoint, settings, signal),
  };
}

async function ask(
  endpoint: Endpoint,
  settings: RemoteSettings,
  request: ModelRequest,
  { signal, onPiece }: AskOptions,
): Promise<Said> {
  const model = nameThere(endpoint, request.model);
  requireSendable(request, endpoint);
  const part = await PARTS[protocolOf(endpoint, model)]();
  return over(endpoint, settings, signal, line =>
    part.ask(line, {
      request,
      model,
      onPiece: piece => {
        if (!line.signal.aborted) onPiece(piece);
      },
    }),
  );
}

async function models(
  endpoint: Endpoint,
  settings: RemoteSettings,
  signal: StopSignal,
): Promise<readonly string[]> {
  const part = await PARTS[endpoint.protocol]();
  const found = await over(endpoint, settings, signal, line => part.models(line));
  return [...new Set(found)].sort();
}

async function over<T>(
  endpoint: Endpoint,
  settings: RemoteSettings,
  signal: StopSignal,
  work: (line: Line) => Promise<T>,
): Promise<T> {
  if (signal.aborted) throw signal.reason as Error;
  const key = await findKey(endpoint, settings);
  return overLine({ endpoint, key, patience: patienceOf(settings.patience), signal }, work);
}

/** How a model is asked: as its provider is, unless that has it elsewhere alone. */
export function protocolOf({ name, protocol }: Endpoint, model: string): Protocol {
  return name === 'openai' && ONLY_RESPONSES.test(model) ? 'openai-responses' : protocol;
}

/** The name of a model without that of its provider. Throws `invalid-input` where there is none. */
export function nameThere({ name }: Pick<Endpoint, 'name'>, model: string | undefined): string {
  if (model === undefined) {
    throw new LedgerError(
      'invalid-input',
      { provider: name },
      `The request names no model for ${name}. Write one into the prompt, or give it to the run.`,
    );
  }
  const prefixes = name === 'google' ? ['google', 'gemini', 'googleai'] : [name];
  const prefix = prefixes.find(known => model.startsWith(`${known}/`));
  return prefix === undefined ? model : model.slice(prefix.length + 1);
}

/** JSON as the SDKs print it has no whole number that a double cannot hold. */
function requireSendable(value: unknown, endpoint: Endpoint): void {
  if (typeof value === 'bigint') {
    throw new LedgerError(
      'invalid-input',
      { provider: endpoint.name, number: String(value) },
      `The number ${String(value)} cannot be sent to ${endpoint.name} as it is. Write a smaller one, or write it as a text.`,
    );
  }
  if (typeof value !== 'object' || value === null) return;
  for (const item of Object.values(value)) requireSendable(item, endpoint);
}
