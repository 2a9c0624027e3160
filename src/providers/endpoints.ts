import { LedgerError } from '../core/base/errors';

/** How a server is spoken to. */
export type Protocol = 'openai' | 'openai-responses' | 'anthropic' | 'google';

/** Variables by their names, as a process has them: those of the providers hold keys and addresses. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A server that somebody runs or rents, under a name of its own. */
export interface CustomProvider {
  /** What stands before the "/" of its models. */
  readonly name: string;
  readonly baseURL: string;
  /** The variable, or secret, that holds its key; without one no key is sent. */
  readonly keyName?: string | undefined;
  readonly protocol: Protocol;
}

/** Where a provider is, and what opens it. It holds no key. */
export interface Endpoint {
  readonly name: string;
  readonly protocol: Protocol;
  readonly baseURL: string;
  /** The variables, or secrets, of which the first that is set holds the key. */
  readonly keyNames: readonly string[];
  /** Whether nobody is answered there without a key. */
  readonly needsKey: boolean;
}

interface KnownProvider {
  readonly protocol: Protocol;
  readonly keyNames: readonly string[];
  readonly needsKey: boolean;
  /** The variables of which the first that is set holds the address. */
  readonly addressNames: readonly string[];
  /** Where it is unless a variable says otherwise; `undefined` for one that is somewhere else for each. */
  readonly address: string | undefined;
  /** An address as its variable has it -> where the protocol begins. */
  readonly complete?: (address: string) => string;
}

/** The providers that are known by name. Each has its variables as its own documentation calls them. */
const KNOWN: Readonly<Record<string, KnownProvider>> = {
  openai: hosted('openai', 'https://api.openai.com/v1', 'OPENAI'),
  'openai-responses': hosted('openai-responses', 'https://api.openai.com/v1', 'OPENAI'),
  anthropic: hosted('anthropic', 'https://api.anthropic.com', 'ANTHROPIC'),
  google: {
    protocol: 'google',
    keyNames: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    needsKey: true,
    addressNames: ['GOOGLE_GEMINI_BASE_URL'],
    address: 'https://generativelanguage.googleapis.com',
  },
  azure: {
    protocol: 'openai',
    keyNames: ['AZURE_OPENAI_API_KEY'],
    needsKey: true,
    addressNames: ['AZURE_OPENAI_ENDPOINT'],
    address: undefined,
    complete: address => (address.endsWith('/v1') ? address : `${address}/openai/v1`),
  },
  openrouter: hosted('openai', 'https://openrouter.ai/api/v1', 'OPENROUTER'),
  mistral: hosted('openai', 'https://api.mistral.ai/v1', 'MISTRAL'),
  groq: hosted('openai', 'https://api.groq.com/openai/v1', 'GROQ'),
  deepseek: hosted('openai', 'https://api.deepseek.com/v1', 'DEEPSEEK'),
  xai: hosted('openai', 'https://api.x.ai/v1', 'XAI'),
  ollama: {
    ...local('http://127.0.0.1:11434', 'OLLAMA_API_KEY', 'OLLAMA_HOST'),
    complete: address => `${ollamaHost(address)}/v1`,
  },
  lmstudio: local('http://127.0.0.1:1234/v1', 'LM_STUDIO_API_KEY', 'LM_STUDIO_API_BASE'),
  vllm: local('http://127.0.0.1:8000/v1', 'VLLM_API_KEY', 'VLLM_BASE_URL'),
};

/** Other names that documents have for a provider. */
const ALIASES: Readonly<Record<string, string>> = { gemini: 'google', googleai: 'google' };

function hosted(protocol: Protocol, address: string, prefix: string): KnownProvider {
  return {
    protocol,
    keyNames: [`${prefix}_API_KEY`],
    needsKey: true,
    addressNames: [`${prefix}_BASE_URL`],
    address,
  };
}

function local(address: string, keyName: string, addressName: string): KnownProvider {
  return {
    protocol: 'openai',
    keyNames: [keyName],
    needsKey: false,
    addressNames: [addressName],
    address,
  };
}

/** `OLLAMA_HOST` may be a host without a scheme or a port, and the address that a server listens to. */
function ollamaHost(given: string): string {
  const address = /^https?:\/\//i.test(given) ? given : `http://${given}`;
  // Told by whoever checks what it leads to.
  if (!URL.canParse(address)) return given;
  const url = new URL(address);
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1';
  const hasPort = /:\d+\/*$/.test(given);
  if (!hasPort && url.protocol === 'http:') url.port = '11434';
  return withoutSlash(url.href);
}

/** The names of all providers that a model may name, sorted; those of the registry's own among them. */
export function providerNames(custom: readonly CustomProvider[] = []): readonly string[] {
  return [...new Set([...Object.keys(KNOWN), 'echo', ...custom.map(({ name }) => name)])].sort();
}

/** The name of a provider whatever a document calls it: "google" for "gemini". */
export function providerName(given: string): string {
  return Object.hasOwn(ALIASES, given) ? (ALIASES[given] ?? given) : given;
}

/**
 * Where a provider is; `undefined` for a name that nobody has. Throws `provider-missing` where its address
 * is not said, and `invalid-argument` where that is none.
 */
export function endpointOf(
  name: string,
  variables: Variables,
  custom: readonly CustomProvider[] = [],
): Endpoint | undefined {
  const own = custom.find(provider => provider.name === name);
  if (own !== undefined) return customEndpoint(own);
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  if (known === undefined) return undefined;
  const { protocol, keyNames } = known;
  const baseURL = addressOf(name, known, variables);
  return { name, protocol, baseURL, keyNames, needsKey: known.needsKey && !isLoopback(baseURL) };
}

function customEndpoint({ name, protocol, baseURL, keyName }: CustomProvider): Endpoint {
  const address = requireAddress(name, baseURL);
  return {
    name,
    protocol,
    baseURL: address,
    keyNames: keyName === undefined ? [] : [keyName],
    needsKey: keyName !== undefined && !isLoopback(address),
  };
}

function addressOf(name: string, known: KnownProvider, variables: Variables): string {
  const { addressNames, address, complete = same } = known;
  const said = firstOf(addressNames, variables);
  if (said !== undefined) {
    return requireAddress(name, complete(withoutSlash(said.value)), said.name);
  }
  if (address !== undefined) return complete(address);
  const [variable = ''] = addressNames;
  throw new LedgerError(
    'provider-missing',
    { provider: name, variable },
    `Where ${name} is, is not said. Set the variable ${variable}: export ${variable}=https://…`,
  );
}

/** The first of these variables that is set, with its value. */
export function firstOf(
  names: readonly string[],
  variables: Variables,
): { readonly name: string; readonly value: string } | undefined {
  for (const name of names) {
    const value = variables[name]?.trim();
    if (value !== undefined && value !== '') return { name, value };
  }
  return undefined;
}

function requireAddress(provider: string, address: string, variable?: string): string {
  const isAddress = /^https?:\/\//i.test(address) && URL.canParse(address);
  // A password in an address would be shown wherever the address is.
  if (isAddress && !new URL(address).href.includes('@')) return withoutSlash(address);
  const where = variable === undefined ? `The address of ${provider}` : `What ${variable} holds`;
  throw new LedgerError(
    'invalid-argument',
    { provider, ...(variable === undefined ? {} : { variable }) },
    `${where} is no address. Write one that begins with "https://", or with "http://" on this machine, and holds no password.`,
  );
}

/** Whether an address leads to the machine itself. */
export function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

function withoutSlash(address: string): string {
  return address.endsWith('/') ? withoutSlash(address.slice(0, -1)) : address;
}

function same(address: string): string {
  return address;
}
