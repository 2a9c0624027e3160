import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import {
  errorBody,
  errorEvent,
  eventsOf,
  modelsBody,
  type Complaining,
  type Speaking,
  type Speech,
} from './modelWords';

/** How a server answers one request. Without any of it, it says the last message of the user back. */
export interface Scene extends Partial<Omit<Speaking, 'model'>> {
  /** An error instead of a stream. */
  readonly error?: Complaining;
  readonly headers?: Readonly<Record<string, string>>;
  /** A body as it stands, with the status and type that `error` and `headers` say. */
  readonly raw?: string;
  /** The wait before each event, in milliseconds. */
  readonly delayMs?: number;
  /** After so many pieces of its text, something happens instead of the next event. */
  readonly after?: {
    readonly pieces: number;
    readonly comes: 'end' | 'reset' | 'silence' | 'nonsense' | Complaining;
  };
}

/** A request as it came in. */
export interface Received {
  readonly speech: Speech;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Readonly<Record<string, unknown>>;
  readonly at: number;
  /** Whether the one who asked closed the connection before the answer was whole. */
  wasCut: boolean;
}

/** Models on the loopback, in the protocols of OpenAI, Anthropic and Google. */
export interface ModelServer {
  readonly url: string;
  readonly received: readonly Received[];
  /** What comes next, request by request; afterwards it says back what it is told. */
  play(...scenes: readonly Scene[]): void;
  close(): Promise<void>;
}

const USAGE = { input: 12, cached: 4, output: 7, reasoning: 2 };
/** What a protocol would read if it were JSON. */
const NONSENSE: Readonly<Record<Speech, string>> = {
  chat: 'data: {"choices": [{\n\n',
  responses: 'data: {"type": "response.output_text.delta", "delta\n\n',
  anthropic: 'event: content_block_delta\ndata: {"type": "content_block_delta", "delta\n\n',
  google: 'data: {"candidates": [{\n\n',
};
const MODELS = ['model-b', 'model-a'];

/** Starts a server that nobody else can reach. */
export async function startModelServer(): Promise<ModelServer> {
  const received: Received[] = [];
  const scenes: Scene[] = [];
  const server = createServer((request, response) => {
    answer(request, response, { received, scenes }).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    play: (...next) => {
      scenes.push(...next);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

interface Stage {
  readonly received: Received[];
  readonly scenes: Scene[];
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { received, scenes }: Stage,
): Promise<void> {
  const { method = '', url = '', headers } = request;
  const body = await bodyOf(request);
  const speech = speechOf(request);
  const entry: Received = { speech, method, url, headers, body, at: Date.now(), wasCut: false };
  received.push(entry);
  response.on('close', () => {
    entry.wasCut = !response.writableFinished;
  });
  const scene = scenes.shift() ?? {};
  if (scene.error !== undefined || scene.raw !== undefined) refuse(response, speech, scene);
  else if (method === 'GET') send(response, 200, modelsBody(speech, MODELS));
  else await stream(response, entry, scene);
}

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Readonly<Record<string, unknown>>);
}

function speechOf({ url = '', headers }: IncomingMessage): Speech {
  if (headers['anthropic-version'] !== undefined) return 'anthropic';
  if (url.startsWith('/v1beta/')) return 'google';
  return url.endsWith('/responses') ? 'responses' : 'chat';
}

function refuse(response: ServerResponse, speech: Speech, scene: Scene): void {
  const { error, raw, headers } = scene;
  const status = error?.status ?? 200;
  if (raw === undefined && error !== undefined) {
    send(response, status, errorBody(speech, error), headers);
    return;
  }
  response.writeHead(status, { 'content-type': 'text/event-stream', ...headers });
  response.end(raw);
}

function send(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

async function stream(response: ServerResponse, entry: Received, scene: Scene): Promise<void> {
  const { speech } = entry;
  const { delayMs = 0, after } = scene;
  const said = spokenIn(entry, scene);
  const words = said.pieces;
  const events = eventsOf(speech, said);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  const last = after === undefined ? -1 : endOf(events, words.slice(0, after.pieces));
  for (const [index, event] of events.entries()) {
    if (index === last && after !== undefined) {
      happen(response, speech, after.comes);
      return;
    }
    if (delayMs > 0) await wait(delayMs);
    if (response.destroyed) return;
    response.write(event);
  }
  response.end();
}

/** What is said in a scene. */
function spokenIn({ body, url }: Received, scene: Scene): Speaking {
  const { pieces, calls = [], refusal, finish = 'stop', usage = USAGE } = scene;
  const isSilent = calls.length > 0 || refusal !== undefined || finish === 'content_filter';
  const model = typeof body.model === 'string' ? body.model : modelIn(url);
  const words = pieces ?? (isSilent ? [] : lastWords(body).split(/(?<=\s)(?=\S)/));
  return { model, pieces: words, calls, finish, refusal, usage };
}

/** How many events it takes until these pieces are said. */
function endOf(events: readonly string[], pieces: readonly string[]): number {
  let end = 0;
  for (const piece of pieces) {
    const said = JSON.stringify(piece);
    end = events.findIndex((event, index) => index >= end && event.includes(said)) + 1;
  }
  return end;
}

function happen(
  response: ServerResponse,
  speech: Speech,
  comes: NonNullable<Scene['after']>['comes'],
): void {
  if (comes === 'end') response.end();
  else if (comes === 'nonsense') response.end(NONSENSE[speech]);
  // What was written before must have left.
  else if (comes === 'reset') setTimeout(() => response.destroy(), 20);
  else if (comes !== 'silence') response.end(errorEvent(speech, comes));
}

function modelIn(url: string): string {
  return decodeURIComponent(/\/models\/([^:/?]+):/.exec(url)?.[1] ?? 'model');
}

/** The last text of a user, wherever the protocol has it. */
function lastWords(body: Readonly<Record<string, unknown>>): string {
  const { messages, input, contents } = body;
  const said = (messages ?? input ?? contents ?? []) as readonly Readonly<
    Record<string, unknown>
  >[];
  const last = said.findLast(({ role }) => role === 'user');
  const content = last?.content ?? last?.parts ?? '';
  if (typeof content === 'string') return content;
  return (content as readonly { text?: string }[]).map(({ text = '' }) => text).join('');
}
