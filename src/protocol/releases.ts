import { channel, isNothing, method } from './channel';
import { isFlag, isText, listOf, shape } from './guards';

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
  readonly environments: readonly string[];
  readonly releases: readonly TimelineRelease[];
}

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
  prompt: isText,
  environment: isText,
  environments: listOf(isText),
  releases: listOf(isRelease),
});

const isState = shape<TimelineState>({ prompt: isText, environment: isText });

const ofRelease = method(isText, isText);

/** What the page of releases and the extension say to each other; answers are said on the page. */
export const releasesChannel = channel({
  methods: {
    ready: method(isNothing, isNothing),
    /** By the id of a release. */
    open: ofRelease,
    compare: ofRelease,
    rollback: ofRelease,
    copy: ofRelease,
    promote: method(isNothing, isText),
    /** Shows one environment, or with an empty text all. */
    choose: method(isText, isNothing),
  },
  news: { view: isView },
});

export function readTimelineState(value: unknown): TimelineState | undefined {
  return isState(value) ? value : undefined;
}
