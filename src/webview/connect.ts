import { packed, unpacked } from '../core/base/json';
import {
  readNews,
  readReply,
  type Channel,
  type Listeners,
  type MethodOf,
  type NewsName,
  type NewsValue,
  type ParamsOf,
  type Reply,
  type Request,
  type ResultOf,
} from '../protocol/channel';

/** What VS Code gives a page to talk to its extension and to remember things with. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** The extension, as a page sees it. */
export interface Host<C extends Channel> {
  /** Resolves to the answer; rejects with the extension's own words when it refuses. */
  ask<M extends MethodOf<C>>(method: M, params: ParamsOf<C, M>): Promise<ResultOf<C, M>>;
}

interface Waiting {
  readonly method: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** Connects a page. It listens before it asks for anything, so no news is lost. */
export function connect<C extends Channel>(
  vscode: VsCodeApi,
  channel: C,
  listeners: Listeners<C>,
): Host<C> {
  const waiting = new Map<number, Waiting>();
  // A page that was hidden is loaded anew: replies to what it asked before are not for this one.
  let lastId = Math.floor(Math.random() * 2 ** 40);
  window.addEventListener('message', ({ data: sent }) => {
    const data = unpacked(sent);
    const reply = readReply(data);
    if (reply !== undefined) {
      const request = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (request !== undefined) settle(channel, request, reply);
      return;
    }
    const news = readNews(channel, data);
    // `readNews` held the name and the value against the channel.
    const name = news?.name as NewsName<C> | undefined;
    if (name !== undefined) listeners[name](news?.value as NewsValue<C, NewsName<C>>);
  });
  return {
    ask: <M extends MethodOf<C>>(method: M, params: ParamsOf<C, M>) =>
      new Promise<ResultOf<C, M>>((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { method, resolve: resolve as Waiting['resolve'], reject });
        const request: Request = { type: 'request', id: lastId, method, params };
        vscode.postMessage(packed(request));
      }),
  };
}

function settle(channel: Channel, { method, resolve, reject }: Waiting, reply: Reply): void {
  if (!reply.ok) reject(new Error(reply.failure.message));
  else if (channel.methods[method]?.result(reply.value) === true) resolve(reply.value);
  else reject(new Error('The extension answered what this page does not know. Reload the window.'));
}

/** Whatever was thrown, as an error to be told. */
export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
