import { either, isCount, isText, listOf, oneOf, shape, type Guard } from './guards';

/** One event as the table shows it; every text is ready to be read. */
export interface AuditRow {
  readonly id: string;
  /** "3 days ago", and the same in full. */
  readonly when: string;
  readonly at: string;
  readonly kind: string;
  readonly prompt: string;
  readonly environment: string;
  /** `v13`; empty where it is about no version. */
  readonly version: string;
  readonly who: string;
  readonly text: string;
}

/** What is asked for; an empty text restricts nothing. It is also what the page remembers. */
export interface AuditQuery {
  readonly kind: string;
  readonly prompt: string;
  readonly environment: string;
  readonly who: string;
  readonly text: string;
  /** A day, as a date field gives it: `2026-05-03`. */
  readonly from: string;
  readonly to: string;
}

/** Everything the page shows. */
export interface AuditView {
  readonly type: 'view';
  readonly query: AuditQuery;
  readonly rows: readonly AuditRow[];
  /** How many events were found; more than there are rows where a list would be too long. */
  readonly found: number;
  readonly choices: {
    readonly kinds: readonly string[];
    readonly prompts: readonly string[];
    readonly environments: readonly string[];
    readonly people: readonly string[];
  };
  /** Why the events could not be read; empty where they could. */
  readonly problem: string;
}

/** What a person can ask for. */
export type AuditAction =
  | { readonly kind: 'query'; readonly query: AuditQuery }
  | { readonly kind: 'export'; readonly format: 'csv' | 'json' }
  | { readonly kind: 'open'; readonly id: string };

const isRow = shape<AuditRow>({
  id: isText,
  when: isText,
  at: isText,
  kind: isText,
  prompt: isText,
  environment: isText,
  version: isText,
  who: isText,
  text: isText,
});

const isQuery = shape<AuditQuery>({
  kind: isText,
  prompt: isText,
  environment: isText,
  who: isText,
  text: isText,
  from: isText,
  to: isText,
});

const isView = shape<AuditView>({
  type: oneOf('view'),
  query: isQuery,
  rows: listOf(isRow),
  found: isCount,
  choices: shape<AuditView['choices']>({
    kinds: listOf(isText),
    prompts: listOf(isText),
    environments: listOf(isText),
    people: listOf(isText),
  }),
  problem: isText,
});

const isQuerying = shape<AuditAction & { kind: 'query' }>({ kind: oneOf('query'), query: isQuery });
const isExport = shape<AuditAction & { kind: 'export' }>({
  kind: oneOf('export'),
  format: oneOf('csv', 'json'),
});
const isOpening = shape<AuditAction & { kind: 'open' }>({ kind: oneOf('open'), id: isText });

export const isAuditAction: Guard<AuditAction> = either(either(isQuerying, isExport), isOpening);

export function readAuditView(message: unknown): AuditView | undefined {
  return isView(message) ? message : undefined;
}

export function readAuditQuery(value: unknown): AuditQuery | undefined {
  return isQuery(value) ? value : undefined;
}
