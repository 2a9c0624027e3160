import type { Rows, RowValue } from '../core/base/rows';
import { channel, isNothing, method } from './channel';
import { either, isFlag, isText, listOf, oneOf, shape, type Guard } from './guards';

/** What the page remembers over a reload. */
export interface QueryPanelState {
  readonly sql: string;
}

export const COPY_FORMATS = ['csv', 'markdown', 'json'] as const;
/** As what rows can be copied. */
export type CopyFormat = (typeof COPY_FORMATS)[number];

/** The rows of a query; there were more where `isCut`. */
export interface QueryRows extends Rows {
  readonly isCut: boolean;
}

export function readQueryPanelState(value: unknown): QueryPanelState | undefined {
  return isPanelState(value) ? value : undefined;
}

const isPanelState = shape<QueryPanelState>({ sql: isText });

const isNumber: Guard<number> = (value): value is number => typeof value === 'number';
const isValue: Guard<RowValue> = either(either(isText, isNumber), oneOf(null));

/** What the page of SQL and the extension say to each other. */
export const queryChannel = channel({
  methods: {
    ready: method(isNothing, isNothing),
    /** What comes of it is news, also for a page that was hidden meanwhile. */
    run: method(isText, isNothing),
    stop: method(isNothing, isNothing),
    /** Copies the rows that are shown; what there is to say is the answer. */
    copy: method(oneOf(...COPY_FORMATS), isText),
  },
  news: {
    /** The query to begin with. */
    query: isText,
    running: isNothing,
    stopped: isNothing,
    rows: shape<QueryRows>({
      columns: listOf(isText),
      rows: listOf(listOf(isValue)),
      isCut: isFlag,
    }),
    failed: isText,
  },
});
