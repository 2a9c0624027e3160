import { LedgerError } from '../core/base/errors';
import type { BundlePointer } from '../core/prompt/bundle/pointer';
import type { FollowOptions } from './following';

/** How large a pointer is at most, and a bundle. */
const MOST_POINTER = 64 * 1024;
const MOST_BUNDLE = 256 * 1024 * 1024;
/** How long a host may take to answer, in milliseconds. */
const PATIENCE = 30_000;

/** The host of a pointer and its bundles. */
export class PublishedHost {
  readonly address: URL;
  readonly #options: FollowOptions;
  readonly #closed = new AbortController();
  /** Of the pointer that was taken, and of the one that was fetched since. */
  #etag: string | undefined;
  #fetchedEtag: string | undefined;

  /** Throws `invalid-argument` for an address that is no URL of http or https. */
  constructor(address: string | URL, options: FollowOptions) {
    this.address = addressOf(address);
    this.#options = requireOptions(options);
  }

  /** Asks nothing more; what is being asked fails. */
  close(): void {
    this.#closed.abort();
  }

  /** The text of the pointer; `undefined` where it is the one that was taken. Throws `io`. */
  async pointer(): Promise<string | undefined> {
    const known: Record<string, string> =
      this.#etag === undefined ? {} : { 'if-none-match': this.#etag };
    const response = await this.#ask(this.address, known);
    if (response.status === 304) return undefined;
    const bytes = await this.#bytesOf(response, this.address, MOST_POINTER);
    this.#fetchedEtag = response.headers.get('etag') ?? undefined;
    return decode(bytes);
  }

  /** What the pointer that was fetched leads to answers from now on: it need not be sent again. */
  taken(): void {
    this.#etag = this.#fetchedEtag;
  }

  /** The text of a bundle. Throws `io`, also where it is not what its pointer says. */
  async file(path: string, pointer: BundlePointer): Promise<string> {
    const url = new URL(path, this.address);
    // A query may be what authorises.
    url.search = this.address.search;
    const most = Math.min(pointer.bytes, MOST_BUNDLE);
    const bytes = await this.#bytesOf(await this.#ask(url, {}), url, most);
    await requireHashOf(bytes, pointer);
    return decode(bytes);
  }

  /** The error for a pointer that cannot be read. */
  failure(what: string): LedgerError {
    return failure(this.address, what, {});
  }

  /** Throws `io` for a text that is not the bundle of a pointer. */
  requireHash(text: string, pointer: BundlePointer): Promise<void> {
    return requireHashOf(new TextEncoder().encode(text), pointer);
  }

  async #ask(url: URL, headers: Readonly<Record<string, string>>): Promise<Response> {
    const { fetch = globalThis.fetch, headers: own } = this.#options;
    const signal = AbortSignal.any([this.#closed.signal, AbortSignal.timeout(PATIENCE)]);
    try {
      return await fetch(url, { headers: { ...own, ...headers }, signal });
    } catch (error) {
      throw failure(url, reasonOf(error), {}, error);
    }
  }

  async #bytesOf(response: Response, url: URL, most: number): Promise<Uint8Array<ArrayBuffer>> {
    if (!response.ok) {
      const { status } = response;
      await response.body?.cancel();
      throw failure(url, `it answered ${status}`, { status });
    }
    try {
      return await readAtMost(response, most);
    } catch (error) {
      throw failure(url, reasonOf(error), {}, error);
    }
  }
}

/** Reads no more than was promised: what a host sends has no end of its own. */
async function readAtMost(response: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const body = response.body as ReadableStream<Uint8Array> | null;
  const reader = body?.getReader();
  for (;;) {
    const value = (await reader?.read())?.value;
    if (value === undefined) break;
    length += value.byteLength;
    if (length > most) {
      await reader?.cancel();
      throw new Error(`it has more than the ${most} bytes that it should have`);
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

async function requireHashOf(
  bytes: Uint8Array<ArrayBuffer>,
  { sha256 }: BundlePointer,
): Promise<void> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const found = Array.from(hash, byte => byte.toString(16).padStart(2, '0')).join('');
  if (found === sha256) return;
  const message = `The bundle of the pointer has the hash ${found}, and should have ${sha256}. It is not used. Publish again.`;
  throw new LedgerError('io', { sha256, found }, message);
}

function decode(bytes: Uint8Array<ArrayBuffer>): string {
  return new TextDecoder().decode(bytes);
}

function addressOf(address: string | URL): URL {
  const text = String(address);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
  const message =
    'What is published is named by the address of its pointer: https://…/production.json. For a folder or a file there is openRegistry.';
  throw new LedgerError('invalid-argument', { protocol: url?.protocol ?? null }, message);
}

/** For those who call without types. */
function requireOptions(options: FollowOptions): FollowOptions {
  const { maxAge } = options;
  if (maxAge === undefined || (Number.isFinite(maxAge) && maxAge >= 0)) return options;
  const message = `"maxAge" must be a number of milliseconds, 0 or more, not ${String(maxAge)}.`;
  throw new LedgerError('invalid-argument', { maxAge: String(maxAge) }, message);
}

/** An address as it may be shown: without a query, which may be what authorises. */
export function textOfAddress({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? cause.message : error.message;
}

function failure(url: URL, what: string, data: object, cause?: unknown): LedgerError {
  const address = textOfAddress(url);
  const message = `${address} could not be read: ${what}. Check the address, and that the host answers.`;
  return new LedgerError('io', { address, ...data }, message, cause);
}
