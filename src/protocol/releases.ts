import { either, isText, listOf, oneOf, shape, type Guard } from './guards';

/** One release as the timeline shows it; every text is ready to be read. */
export interface TimelineRelease {
  readonly id: string;
  readonly environment: string;
  /** `v13`. */
  readonly version: string;
  /** `v11`, or empty for nothing. */
  readonly replaced: string;
  readonly rollback: boolean;
  /** The environment serves it now. */
  readonly live: boolean;
  /** A rollback can go to it. */
  readonly below: boolean;
  /** "3 days ago", and the same in full. */
  readonly when: string;
  readonly at: string;
  readonly who: string;
  /** Where it was promoted from; empty where from nowhere. */
  readonly from: string;
  readonly approvals: readonly string[];
  readonly changelog: string;
  readonly breaking: boolean;
  /** Why it breaks callers. */
  readonly why: readonly string[];
  /** What else callers can notice. */
  readonly changes: readonly string[];
}

/** What the page remembers: it is restored from this alone after a reload. */
export interface TimelineState {
  readonly prompt: string;
  /** Empty: all of them. */
  readonly environment: string;
}

/** Everything the page shows. */
export interface TimelineView extends TimelineState {
  readonly type: 'view';
  readonly environments: readonly string[];
  readonly releases: readonly TimelineRelease[];
}

/** What a person can ask for. */
export type TimelineAction =
  | { readonly kind: 'open' | 'compare' | 'rollback' | 'copy'; readonly id: string }
  | { readonly kind: 'choose'; readonly environment: string }
  | { readonly kind: 'promote' };

const isFlag = oneOf(true, false);

const isRelease = shape<TimelineRelease>({
  id: isText,
  environment: isText,
  version: isText,
  replaced: isText,
  rollback: isFlag,
  live: isFlag,
  below: isFlag,
  when: isText,
  at: isText,
  who: isText,
  from: isText,
  approvals: listOf(isText),
  changelog: isText,
  breaking: isFlag,
  why: listOf(isText),
  changes: listOf(isText),
});

const isView = shape<TimelineView>({
  type: oneOf('view'),
  prompt: isText,
  environment: isText,
  environments: listOf(isText),
  releases: listOf(isRelease),
});

const isState = shape<TimelineState>({ prompt: isText, environment: isText });

const isOfRelease = shape<TimelineAction & { id: string }>({
  kind: oneOf('open', 'compare', 'rollback', 'copy'),
  id: isText,
});
const isChoice = shape<TimelineAction & { kind: 'choose' }>({
  kind: oneOf('choose'),
  environment: isText,
});
const isPromotion = shape<TimelineAction & { kind: 'promote' }>({ kind: oneOf('promote') });

export const isTimelineAction: Guard<TimelineAction> = either(
  either(isOfRelease, isChoice),
  isPromotion,
);

export function readTimelineView(message: unknown): TimelineView | undefined {
  return isView(message) ? message : undefined;
}

export function readTimelineState(value: unknown): TimelineState | undefined {
  return isState(value) ? value : undefined;
}
