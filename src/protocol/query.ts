import type { Rows, RowValue } from '../core/base/rows';
import { either, isText, listOf, oneOf, shape, type Guard } from './guards';

/** What the page remembers over a reload. */
export interface QueryPanelState {
  readonly sql: string;
}

export const COPY_FORMATS = ['csv', 'markdown', 'json'] as const;
/** As what rows can be copied. */
export type CopyFormat = (typeof COPY_FORMATS)[number];

/** What a person does in the page. */
export type QueryToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'run'; readonly sql: string }
  | { readonly type: 'stop' }
  | { readonly type: 'copy'; readonly as: CopyFormat };

/** The rows of a query; there were more where `isCut`. */
export interface QueryRowsMessage extends Rows {
  readonly type: 'rows';
  readonly isCut: boolean;
}

/** What the page is to show. */
export type QueryToPanel =
  | { readonly type: 'query'; readonly sql: string }
  | { readonly type: 'running' }
  | { readonly type: 'stopped' }
  | QueryRowsMessage
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'note'; readonly text: string };

/** A message from the page, or `undefined` when it is none. */
export function readQueryToHost(message: unknown): QueryToHost | undefined {
  return isToHost(message) ? message : undefined;
}

/** A message from the host, or `undefined` when it is none. */
export function readQueryToPanel(message: unknown): QueryToPanel | undefined {
  return isToPanel(message) ? message : undefined;
}

export function readQueryPanelState(value: unknown): QueryPanelState | undefined {
  return isPanelState(value) ? value : undefined;
}

const isPanelState = shape<QueryPanelState>({ sql: isText });

const isToHost: Guard<QueryToHost> = either(
  either(
    shape<{ readonly type: 'ready' }>({ type: oneOf('ready') }),
    shape<{ readonly type: 'run'; readonly sql: string }>({ type: oneOf('run'), sql: isText }),
  ),
  either(
    shape<{ readonly type: 'stop' }>({ type: oneOf('stop') }),
    shape<{ readonly type: 'copy'; readonly as: CopyFormat }>({
      type: oneOf('copy'),
      as: oneOf(...COPY_FORMATS),
    }),
  ),
);

const isNumber: Guard<number> = (value): value is number => typeof value === 'number';
const isFlag: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';
const isValue: Guard<RowValue> = either(either(isText, isNumber), oneOf(null));

const isToPanel: Guard<QueryToPanel> = either(
  either(
    shape<{ readonly type: 'query'; readonly sql: string }>({ type: oneOf('query'), sql: isText }),
    shape<{ readonly type: 'running' | 'stopped' }>({ type: oneOf('running', 'stopped') }),
  ) as Guard<QueryToPanel>,
  either(
    shape<QueryRowsMessage>({
      type: oneOf('rows'),
      columns: listOf(isText),
      rows: listOf(listOf(isValue)),
      isCut: isFlag,
    }),
    either(
      shape<{ readonly type: 'failed'; readonly message: string }>({
        type: oneOf('failed'),
        message: isText,
      }),
      shape<{ readonly type: 'note'; readonly text: string }>({
        type: oneOf('note'),
        text: isText,
      }),
    ),
  ),
);
