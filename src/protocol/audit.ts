import { channel, isNothing, method } from './channel';
import { isCount, isText, listOf, oneOf, shape } from './guards';

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

/** The query that nothing restricts. */
export const EVERYTHING: AuditQuery = {
  kind: '',
  prompt: '',
  environment: '',
  who: '',
  text: '',
  from: '',
  to: '',
};

/** Everything the page shows. */
export interface AuditView {
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

/** What the page of the audit and the extension say to each other. */
export const auditChannel = channel({
  methods: {
    ready: method(isNothing, isNothing),
    query: method(isQuery, isNothing),
    export: method(oneOf('csv', 'json'), isNothing),
    /** Shows the version, or the prompt, of an event. */
    open: method(isText, isNothing),
  },
  news: { view: isView },
});

export function readAuditQuery(value: unknown): AuditQuery | undefined {
  return isQuery(value) ? value : undefined;
}
