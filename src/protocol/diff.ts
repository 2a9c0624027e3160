import type { SampleRow } from '../core/compare/telling/samples';
import {
  either,
  isAnything,
  isCount,
  isFlag,
  isText,
  listOf,
  oneOf,
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

/** How a person looks at comparisons; `null` follows VS Code's own settings. */
export interface DiffLook {
  readonly mode: DiffMode | null;
  readonly showsWhitespace: boolean | null;
  /** Lines that differ only in the white space around them are hidden. */
  readonly hidesTrimChanges: boolean | null;
  /** Equal lines are shown, all of them. */
  readonly showsUnchanged: boolean | null;
}

/** What the panel remembers: it is restored from this alone after a reload. */
export interface DiffPanelState extends DiffLook {
  readonly prompt: string;
  readonly left: DiffSide;
  readonly right: DiffSide;
  /** The sample with which both sides are rendered; `null` compares the documents themselves. */
  readonly sample: string | null;
  /** Indexes of equal hunks that are shown whole. */
  readonly expanded: readonly number[];
  /** Samples of which the rendered comparison is open below that of the documents. */
  readonly openSamples: readonly string[];
  readonly scrollTop: number;
}

/** What VS Code's own settings say about comparisons. */
export interface DiffSettings {
  readonly mode: DiffMode;
  /** Below this width in pixels, two columns of prose are too narrow to read. */
  readonly inlineBelow: number;
  /** Equal lines that stay visible around a change. */
  readonly context: number;
  readonly minimumCollapsed: number;
  readonly showsUnchanged: boolean;
  readonly showsWhitespace: boolean;
  readonly hidesTrimChanges: boolean;
  readonly showsMoves: boolean;
  /** The signs beside lines that went and came. */
  readonly showsSigns: boolean;
  readonly wrapsLines: boolean;
  readonly text: TextLook;
}

/** How the text editor sets text, as CSS has it. */
export interface TextLook {
  readonly lineHeight: string;
  readonly letterSpacing: string;
  readonly featureSettings: string;
  readonly tabSize: string;
}

/** What becomes of every sample of a prompt. */
export interface ComparedSamples {
  readonly rows: readonly SampleRow[];
  /** The line at the top, with the samples in it. */
  readonly summary: string;
}

/** The script of the panel listens: the host may send. Sent again after each reload of the page. */
interface ReadyMessage {
  readonly type: 'ready';
}

const REQUESTS = [
  'compare',
  'rendered',
  'samples',
  'openNative',
  'copyUnified',
  'copyMarkdown',
  'copyHtml',
] as const;

/** Each request has one reply, of the same id. */
export interface DiffRequest {
  /**
   * `compare` replies with a `DiffView` and makes the sides the panel's own; `rendered` with that of
   * one more sample, `samples` with `ComparedSamples`; the others with null.
   */
  readonly type: (typeof REQUESTS)[number];
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
  readonly settings: DiffSettings;
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

export function readSampleRows(value: unknown): ComparedSamples | undefined {
  return isComparedSamples(value) ? value : undefined;
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
export const isDiffSettings = shape<DiffSettings>({
  mode: oneOf('sideBySide', 'inline'),
  inlineBelow: isCount,
  context: isCount,
  minimumCollapsed: isCount,
  showsUnchanged: isFlag,
  showsWhitespace: isFlag,
  hidesTrimChanges: isFlag,
  showsMoves: isFlag,
  showsSigns: isFlag,
  wrapsLines: isFlag,
  text: shape<TextLook>({
    lineHeight: isText,
    letterSpacing: isText,
    featureSettings: isText,
    tabSize: isText,
  }),
});
/** The members of a `DiffLook`. */
export const LOOK_GUARDS = {
  mode: oneOf('sideBySide', 'inline', null),
  showsWhitespace: oneOf(true, false, null),
  hidesTrimChanges: oneOf(true, false, null),
  showsUnchanged: oneOf(true, false, null),
} as const;
const isReady = shape<ReadyMessage>({ type: oneOf('ready') });
const isRequest = shape<DiffRequest>({
  type: oneOf(...REQUESTS),
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
  settings: isDiffSettings,
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
  ...LOOK_GUARDS,
  expanded: listOf(isCount),
  openSamples: listOf(isText),
  scrollTop: isAmount,
});
const isComparedSamples = shape<ComparedSamples>({
  rows: listOf(
    shape<SampleRow>({
      sample: isText,
      state: oneOf('same', 'changed', 'nowFails', 'noLongerFails', 'fails'),
      summary: isText,
    }),
  ),
  summary: isText,
});
