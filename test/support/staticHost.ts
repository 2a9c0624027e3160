import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A request that a host got. */
export interface HostRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A static host over a folder: GET with ETags, and PUT where there is a key for it. */
export interface StaticHost {
  readonly address: string;
  readonly requests: HostRequest[];
  /** Ends it, with every connection; `start` begins again at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export interface HostOptions {
  /** What `Authorization` must be for a PUT; `write` is given what is put. */
  readonly key?: string;
  readonly write?: (path: string, body: string) => Promise<void>;
  /** Answers instead of the folder, where it answers anything. */
  readonly before?: (
    path: string,
    method: string,
  ) => { readonly status: number; readonly body?: string } | undefined;
}

/** Serves a folder on a port of this machine. */
export async function staticHost(folder: string, options: HostOptions = {}): Promise<StaticHost> {
  const requests: HostRequest[] = [];
  let server: Server | undefined;
  let port = 0;
  const start = async (): Promise<void> => {
    const begun = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const path = new URL(url, 'http://host').pathname.slice(1);
        const asked = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
        void answerTo(folder, options, asked).then(({ status, body, etag }) => {
          requests.push({ method, path: url.slice(1), status, headers });
          response.writeHead(status, etag === undefined ? {} : { etag });
          response.end(body);
        });
      });
    });
    await new Promise<void>(resolve => begun.listen(port, '127.0.0.1', resolve));
    ({ port } = begun.address() as AddressInfo);
    server = begun;
  };
  const stop = async (): Promise<void> => {
    const ending = server;
    server = undefined;
    if (ending === undefined) return;
    const ended = new Promise(resolve => ending.close(resolve));
    ending.closeAllConnections();
    await ended;
  };
  await start();
  return { address: `http://127.0.0.1:${port}`, requests, start, stop };
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Answered {
  readonly status: number;
  readonly body?: string | undefined;
  readonly etag?: string | undefined;
}

async function answerTo(folder: string, options: HostOptions, asked: Asked): Promise<Answered> {
  const { method, path, headers, body } = asked;
  const special = options.before?.(path, method);
  if (special !== undefined) return special;
  if (method === 'PUT') {
    if (options.write === undefined) return { status: 405 };
    if (headers.authorization !== options.key) return { status: 403 };
    await options.write(path, body);
    return { status: 201 };
  }
  const text = await readFile(join(folder, path), 'utf8').catch(() => undefined);
  if (text === undefined) return { status: 404 };
  const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`;
  return headers['if-none-match'] === etag
    ? { status: 304, etag }
    : { status: 200, body: text, etag };
}
