import { LedgerError } from '../core/base/errors';
import type { Endpoint } from './http';
import { langfuseServer } from './langfuse';
import { phoenixServer } from './phoenix';
import { REMOTE_KINDS, type RemoteKind, type RemoteServer } from './server';

/** What the environment of a process says. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A remote as its file says it. */
interface Remote {
  readonly name: string;
  readonly kind: string;
  readonly url: string;
}

/** Hosts of the makers, which their keys are for. */
const OWN_HOSTS: Readonly<Record<RemoteKind, RegExp>> = {
  phoenix: /(?:^|\.)phoenix\.arize\.com$/,
  langfuse: /(?:^|\.)langfuse\.com$/,
};
/** Variables in which a person says which server the keys are for, as the makers' own clients read them. */
const HOST_VARIABLES: Readonly<Record<RemoteKind, readonly string[]>> = {
  phoenix: ['PHOENIX_HOST', 'PHOENIX_BASE_URL', 'PHOENIX_COLLECTOR_ENDPOINT'],
  langfuse: ['LANGFUSE_BASE_URL', 'LANGFUSE_HOST', 'LANGFUSE_BASEURL'],
};
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The kind of a server. Throws `invalid-argument`. */
export function requireKind(kind: string): RemoteKind {
  const known = REMOTE_KINDS.find(item => item === kind);
  if (known !== undefined) return known;
  const message = `"${kind}" is no kind of server. These are: ${REMOTE_KINDS.join(', ')}.`;
  throw new LedgerError('invalid-argument', { kind }, message);
}

/** The address of a server without a slash at its end. Throws `invalid-argument`; a key is no part of it. */
export function requireUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && isPlainAddress(url)) return url.href.replace(/\/$/, '');
  const message = 'The address of a server begins with https:// and holds no user, key or query.';
  throw new LedgerError('invalid-argument', {}, message);
}

function isPlainAddress({ protocol, username, password, search, hash }: URL): boolean {
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && [username, password, search, hash].every(part => part === '');
}

/**
 * The server of a remote, with the keys of the environment. The file that names it came with the repository:
 * keys go to the makers' own hosts, to this machine, and where a variable names the host, and nowhere else.
 * Throws `untrusted`, `key-missing`, `invalid-argument`.
 */
export function connect(
  { name, kind: said, url: written }: Remote,
  env: Environment,
): RemoteServer {
  const kind = requireKind(said);
  const url = requireUrl(written);
  const headers = headersFor(kind, env);
  if (Object.keys(headers).length > 0) requireTrusted({ name, kind, url }, env);
  const endpoint: Endpoint = { url, headers };
  return kind === 'phoenix' ? phoenixServer(endpoint) : langfuseServer(endpoint);
}

function headersFor(kind: RemoteKind, env: Environment): Readonly<Record<string, string>> {
  if (kind === 'phoenix') {
    const key = env.PHOENIX_API_KEY;
    // A Phoenix without authentication takes everybody.
    return key === undefined || key === '' ? {} : { authorization: `Bearer ${key}` };
  }
  const keys = ['LANGFUSE_PUBLIC_KEY', 'LANGFUSE_SECRET_KEY'] as const;
  const missing = keys.filter(key => (env[key] ?? '') === '');
  if (missing.length > 0) {
    const message = `Langfuse asks for keys. Set ${missing.join(' and ')}.`;
    throw new LedgerError('key-missing', { missing }, message);
  }
  const pair = keys.map(key => env[key] ?? '').join(':');
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function requireTrusted(
  { name, kind, url }: Remote & { kind: RemoteKind },
  env: Environment,
): void {
  const { hostname, host, protocol } = new URL(url);
  if (LOOPBACK.test(hostname)) return;
  if (OWN_HOSTS[kind].test(hostname) && protocol === 'https:') return;
  const isNamed = HOST_VARIABLES[kind].some(variable => {
    const said = env[variable] ?? '';
    return URL.canParse(said) ? new URL(said).host === host : said === host;
  });
  if (isNamed) return;
  const [variable = ''] = HOST_VARIABLES[kind];
  const message = `The remote "${name}" is at ${host}, as a file of this repository says. Your key was not sent. If it is for that server, set ${variable}=${url}.`;
  throw new LedgerError('untrusted', { remote: name, url }, message);
}
