import type { BodyHunk, BodyLines, DiffProblem } from '../core/diff/documents';
import type { LineChange } from '../core/diff/pairs';
import type { Range } from '../core/diff/range';
import type { DiffView, FrontMatterRow } from '../core/diff/view';

import {
  either,
  isAnything,
  isCount,
  isFlag,
  isText,
  listOf,
  oneOf,
  optional,
  shape,
  type Guard,
} from './guards';

/**
 * One side of a comparison, named by the host: a version id, the working document, or a tag whose
 * version may move. The panel compares these texts and hands them back, it never reads them.
 */
export type DiffSide = string;

/** What a person may choose as a side. */
export interface DiffSideChoice {
  readonly side: DiffSide;
  readonly kind: 'working' | 'tag' | 'version';
  /** `v5 · Added escalation guidelines · Ada · 20 Nov 2026`, `production → v3`. */
  readonly label: string;
  /** For a title: `v5`, `production`, `working`. */
  readonly shortLabel: string;
}

export type DiffMode = 'sideBySide' | 'inline';

/** What the panel remembers: it is restored from this alone after a reload. */
export interface DiffPanelState {
  readonly prompt: string;
  readonly left: DiffSide;
  readonly right: DiffSide;
  /** The sample with which both sides are rendered; `null` compares the documents themselves. */
  readonly sample: string | null;
  readonly mode: DiffMode;
  /** Indexes of equal hunks that are shown whole. */
  readonly expanded: readonly number[];
  readonly scrollTop: number;
}

/** The script of the panel listens: the host may send. Sent again after each reload of the page. */
interface ReadyMessage {
  readonly type: 'ready';
}

/** Each request has one reply, of the same id. */
export interface DiffRequest {
  /** `compare` replies with a `DiffView` and makes the sides the panel's own; the others with null. */
  readonly type: 'compare' | 'openNative' | 'copyUnified';
  readonly id: number;
  readonly left: DiffSide;
  readonly right: DiffSide;
  readonly sample: string | null;
}

export type DiffToHost = ReadyMessage | DiffRequest;

/** What can be compared and what is. Sent after `ready` and whenever the registry changed. */
export interface SidesMessage {
  readonly type: 'sides';
  readonly prompt: string;
  readonly left: DiffSide;
  readonly right: DiffSide;
  readonly sample: string | null;
  readonly choices: readonly DiffSideChoice[];
  /** The names of the prompt's samples, sorted. */
  readonly samples: readonly string[];
}

type DiffReply =
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly value: unknown }
  | {
      readonly type: 'reply';
      readonly id: number;
      readonly ok: false;
      readonly error: { readonly code: string; readonly message: string };
    };

export type DiffToPanel = SidesMessage | DiffReply;

// --- guards: a message is `unknown` until one of these has read it ---

export function readDiffToHost(message: unknown): DiffToHost | undefined {
  return isReady(message) || isRequest(message) ? message : undefined;
}

export function readDiffToPanel(message: unknown): DiffToPanel | undefined {
  return isSides(message) || isSuccess(message) || isFailure(message) ? message : undefined;
}

export function readDiffView(value: unknown): DiffView | undefined {
  return isView(value) ? value : undefined;
}

export function readDiffPanelState(value: unknown): DiffPanelState | undefined {
  return isPanelState(value) ? value : undefined;
}

/** `null`: the documents themselves are compared. */
const isSample: Guard<string | null> = either(isText, oneOf(null));
const isAmount: Guard<number> = (value): value is number =>
  Number.isFinite(value) && (value as number) >= 0;

const isChoice = shape<DiffSideChoice>({
  side: isText,
  kind: oneOf('working', 'tag', 'version'),
  label: isText,
  shortLabel: isText,
});
const isReady = shape<ReadyMessage>({ type: oneOf('ready') });
const isRequest = shape<DiffRequest>({
  type: oneOf('compare', 'openNative', 'copyUnified'),
  id: isCount,
  left: isText,
  right: isText,
  sample: isSample,
});
const isSides = shape<SidesMessage>({
  type: oneOf('sides'),
  prompt: isText,
  left: isText,
  right: isText,
  sample: isSample,
  choices: listOf(isChoice),
  samples: listOf(isText),
});
const isSuccess = shape<DiffReply & { ok: true }>({
  type: oneOf('reply'),
  id: isCount,
  ok: oneOf(true),
  value: isAnything,
});
const isFailure = shape<DiffReply & { ok: false }>({
  type: oneOf('reply'),
  id: isCount,
  ok: oneOf(false),
  error: shape<{ code: string; message: string }>({ code: isText, message: isText }),
});
const isPanelState = shape<DiffPanelState>({
  prompt: isText,
  left: isText,
  right: isText,
  sample: isSample,
  mode: oneOf('sideBySide', 'inline'),
  expanded: listOf(isCount),
  scrollTop: isAmount,
});

const isRange = shape<Range>({ start: isCount, endExclusive: isCount });
const isModified = shape<LineChange & { kind: 'modified' }>({
  kind: oneOf('modified'),
  left: isCount,
  right: isCount,
  leftSpans: listOf(isRange),
  rightSpans: listOf(isRange),
});
const isRemoved = shape<LineChange & { kind: 'removed' }>({
  kind: oneOf('removed'),
  left: isCount,
});
const isAdded = shape<LineChange & { kind: 'added' }>({ kind: oneOf('added'), right: isCount });
const isLineChange: Guard<LineChange> = (value): value is LineChange =>
  isModified(value) || isRemoved(value) || isAdded(value);
const isSameHunk = shape<BodyHunk & { kind: 'same' }>({
  kind: oneOf('same'),
  left: isRange,
  right: isRange,
});
const isChangedHunk = shape<BodyHunk & { kind: 'changed' }>({
  kind: oneOf('changed'),
  left: isRange,
  right: isRange,
  changes: listOf(isLineChange),
});
const isBodyLines = shape<BodyLines>({
  lines: listOf(isText),
  firstLine: isCount,
  endsWithNewline: isFlag,
});
const isView = shape<DiffView>({
  identical: isFlag,
  comparedAs: oneOf('prompt', 'text', 'rendered'),
  problems: listOf(
    shape<DiffProblem>({
      side: oneOf('left', 'right'),
      message: isText,
      line: optional(isCount),
      column: optional(isCount),
    }),
  ),
  frontMatter: listOf(
    shape<FrontMatterRow>({
      path: isText,
      kind: oneOf('added', 'removed', 'changed'),
      left: optional(isText),
      right: optional(isText),
    }),
  ),
  isFrontMatterRewritten: isFlag,
  left: isBodyLines,
  right: isBodyLines,
  hunks: listOf((value): value is BodyHunk => isSameHunk(value) || isChangedHunk(value)),
  stats: shape<DiffView['stats']>({ added: isCount, removed: isCount }),
  summary: isText,
  hitLimit: isFlag,
});
