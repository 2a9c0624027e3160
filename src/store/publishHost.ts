import { setTimeout } from 'node:timers/promises';
import { LedgerError } from '../core/base/errors';
import type { PublishTarget } from '../registry/publish';

/** Headers that a host asks for, one a line: `Authorization: Bearer …`. */
export const HEADER_VARIABLE = 'PROMPTLEDGER_PUBLISH_HEADER';

/** How often a request is made that a host could not take, and how long to wait, in milliseconds. */
const ATTEMPTS = 4;
const PAUSE = 250;
/** How long a host may take to answer. */
const PATIENCE = 60_000;

/**
 * Publishes to a host that takes files by PUT: an object store, a CDN, a server of one's own. What is there
 * already is asked by GET, and what cannot be seen is written. Redirections are refused: the headers are for
 * this host alone.
 */
export class PublishHost implements PublishTarget {
  readonly #base: URL;
  readonly #headers: Headers;

  /**
   * Throws `invalid-argument` for an address that is neither https nor on this machine, and for headers
   * that are none.
   * @param headers as the variable has them
   */
  constructor(address: string, headers: string | undefined) {
    this.#base = baseOf(address);
    this.#headers = headersOf(headers);
  }

  async read(path: string): Promise<string | undefined> {
    const response = await this.#ask(path, { method: 'GET', headers: this.#headers });
    if (response.ok) return response.text();
    await response.body?.cancel();
    return undefined;
  }

  async write(path: string, text: string): Promise<void> {
    const headers = new Headers(this.#headers);
    headers.set('content-type', 'application/json');
    const isForGood = path.startsWith('bundles/');
    headers.set('cache-control', isForGood ? 'public, max-age=31536000, immutable' : 'no-cache');
    const response = await this.#ask(path, { method: 'PUT', headers, body: text });
    await response.body?.cancel();
    if (response.ok) return;
    const { status } = response;
    const hint =
      status === 401 || status === 403
        ? `Set ${HEADER_VARIABLE} to the header that it asks for, such as "Authorization: Bearer …".`
        : 'Check the address, and that it takes files by PUT.';
    throw failure(this.#addressOf(path), `it answered ${status}. ${hint}`, { status });
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const url = this.#urlOf(path);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const signal = AbortSignal.timeout(PATIENCE);
        const response = await fetch(url, { ...init, signal, redirect: 'error' });
        if (attempt === ATTEMPTS || !isPassing(response.status)) return response;
        await response.body?.cancel();
      } catch (error) {
        if (attempt === ATTEMPTS) {
          throw failure(this.#addressOf(path), `${reasonOf(error)}. Try again.`, {}, error);
        }
      }
      await setTimeout(PAUSE * 2 ** attempt * (0.5 + Math.random() / 2));
    }
  }

  /** A query stays behind the path: it may be what authorises. */
  #urlOf(path: string): URL {
    const url = new URL(this.#base);
    url.pathname = `${url.pathname.replace(/\/$/, '')}/${path}`;
    return url;
  }

  /** The address as it may be shown: without what authorises. */
  #addressOf(path: string): string {
    const { origin, pathname } = this.#urlOf(path);
    return `${origin}${pathname}`;
  }
}

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

function baseOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url !== undefined && isPrivate(url) && url.username + url.password === '') return url;
  const message = `Publish to a folder or to https://…, not to this address: what authorises would be seen on the way, or stand in it. Headers come from ${HEADER_VARIABLE}.`;
  throw new LedgerError('invalid-argument', { protocol: url?.protocol ?? null }, message);
}

/** Whether nobody on the way sees what is sent. */
function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}

function headersOf(text = ''): Headers {
  const headers = new Headers();
  for (const line of text.split('\n').filter(part => part.trim() !== '')) {
    const at = line.indexOf(':');
    try {
      headers.append(line.slice(0, at).trim(), line.slice(at + 1).trim());
    } catch (error) {
      // The line may hold a secret, so nothing says what it was.
      const message = `${HEADER_VARIABLE} holds no header. Write one a line: Authorization: Bearer …`;
      throw new LedgerError('invalid-argument', { variable: HEADER_VARIABLE }, message, error);
    }
  }
  return headers;
}

function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? cause.message : error.message;
}

function failure(address: string, what: string, data: object, cause?: unknown): LedgerError {
  const message = `${address} could not be published: ${what} No pointer leads to what is missing.`;
  return new LedgerError('io', { address, ...data }, message, cause);
}
