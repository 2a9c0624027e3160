import { either, isCount, isText, oneOf, shape, type Guard } from './guards';

/** The script of a page listens: the host may send. Sent again after each reload of the page. */
export interface PageReady {
  readonly type: 'ready';
}

/** Something a person asked for on a page. Each request has one reply, of the same id. */
export interface PageRequest<Action> {
  readonly type: 'request';
  readonly id: number;
  readonly action: Action;
}

/** What happened, where it cannot be seen, or why it could not. */
export type PageReply =
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly note: string }
  | { readonly type: 'reply'; readonly id: number; readonly ok: false; readonly message: string };

export type PageToHost<Action> = PageReady | PageRequest<Action>;

/** Reads what a page sent, with a guard for its actions. */
export function readPageToHost<Action>(
  message: unknown,
  isAction: Guard<Action>,
): PageToHost<Action> | undefined {
  const isReady = shape<PageReady>({ type: oneOf('ready') });
  const isRequest = shape<PageRequest<Action>>({
    type: oneOf('request'),
    id: isCount,
    action: isAction,
  });
  return either(isReady, isRequest)(message) ? message : undefined;
}

const isDone = shape<PageReply & { ok: true }>({
  type: oneOf('reply'),
  id: isCount,
  ok: oneOf(true),
  note: isText,
});
const isRefused = shape<PageReply & { ok: false }>({
  type: oneOf('reply'),
  id: isCount,
  ok: oneOf(false),
  message: isText,
});

export function readPageReply(message: unknown): PageReply | undefined {
  return either(isDone, isRefused)(message) ? message : undefined;
}
