import { isAnything, isCount, isText, oneOf, shape, type Guard } from './guards';

/** Something that a page asks of the extension: what it sends with it, and what comes back. */
interface Method {
  readonly params: Guard<unknown>;
  readonly result: Guard<unknown>;
}

/** All that a page and the extension say to each other. What arrives is read by the guards. */
export interface Channel {
  readonly methods: Readonly<Record<string, Method>>;
  /** What the extension tells unasked, by name. */
  readonly news: Readonly<Record<string, Guard<unknown>>>;
}

/** Keeps the types of the guards, so that both ends are checked by the compiler. */
export function channel<const C extends Channel>(declared: C): C {
  return declared;
}

/** One method of a channel. */
export function method<const P extends Guard<unknown>, const R extends Guard<unknown>>(
  params: P,
  result: R,
): { readonly params: P; readonly result: R } {
  return { params, result };
}

/** What a method takes or gives that has nothing to say. */
export const isNothing: Guard<null> = oneOf(null);

type Guarded<G> = G extends Guard<infer T> ? T : never;

export type MethodOf<C extends Channel> = keyof C['methods'] & string;
export type ParamsOf<C extends Channel, M extends MethodOf<C>> = Guarded<C['methods'][M]['params']>;
export type ResultOf<C extends Channel, M extends MethodOf<C>> = Guarded<C['methods'][M]['result']>;
export type NewsName<C extends Channel> = keyof C['news'] & string;
export type NewsValue<C extends Channel, N extends NewsName<C>> = Guarded<C['news'][N]>;

/** What answers a page: a handler for each method. Each may throw; the page gets the message. */
export type Handlers<C extends Channel> = {
  readonly [M in MethodOf<C>]: (params: ParamsOf<C, M>) => ResultOf<C, M> | Promise<ResultOf<C, M>>;
};

/** What a page does with news: a listener for each kind. */
export type Listeners<C extends Channel> = {
  readonly [N in NewsName<C>]: (value: NewsValue<C, N>) => void;
};

/** Page to extension. Each request has one reply, of the same id. */
export interface Request {
  readonly type: 'request';
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
}

/** Why a request was refused: a code of `LedgerError`, or `io` for whatever else went wrong. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

export type Reply =
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly type: 'reply'; readonly id: number; readonly ok: false; readonly failure: Failure };

export interface News {
  readonly type: 'news';
  readonly name: string;
  readonly value: unknown;
}

const isRequest = shape<Request>({
  type: oneOf('request'),
  id: isCount,
  method: isText,
  params: isAnything,
});
const isDone = shape<Reply & { ok: true }>({
  type: oneOf('reply'),
  id: isCount,
  ok: oneOf(true),
  value: isAnything,
});
const isRefused = shape<Reply & { ok: false }>({
  type: oneOf('reply'),
  id: isCount,
  ok: oneOf(false),
  failure: shape<Failure>({ code: isText, message: isText }),
});
const isNews = shape<News>({ type: oneOf('news'), name: isText, value: isAnything });

/** A request of a known method with parameters of its shape; else `undefined`. */
export function readRequest(of: Channel, message: unknown): Request | undefined {
  if (!isRequest(message) || !Object.hasOwn(of.methods, message.method)) return undefined;
  return of.methods[message.method]?.params(message.params) === true ? message : undefined;
}

/** News of a known kind with a value of its shape; else `undefined`. */
export function readNews(of: Channel, message: unknown): News | undefined {
  if (!isNews(message) || !Object.hasOwn(of.news, message.name)) return undefined;
  return of.news[message.name]?.(message.value) === true ? message : undefined;
}

/** A reply, whose value the guard of its method reads; else `undefined`. */
export function readReply(message: unknown): Reply | undefined {
  return isDone(message) || isRefused(message) ? message : undefined;
}

/**
 * Answers a request that `readRequest` read. Never throws: what a handler throws is a refusal, in
 * the words that `describe` finds for it.
 */
export async function answer<C extends Channel>(
  handlers: Handlers<C>,
  { id, method, params }: Request,
  describe: (error: unknown) => Failure,
): Promise<Reply> {
  try {
    // `readRequest` held the method and its parameters against the channel.
    const handler = handlers[method as MethodOf<C>] as (params: unknown) => unknown;
    return { type: 'reply', id, ok: true, value: (await handler(params)) ?? null };
  } catch (error) {
    return { type: 'reply', id, ok: false, failure: describe(error) };
  }
}
