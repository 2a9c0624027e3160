import { isDiffSettings, LOOK_GUARDS, type DiffLook, type DiffSettings } from './diff';
import {
  isAnything,
  isCount,
  isFlag,
  isText,
  listOf,
  oneOf,
  optional,
  recordOf,
  shape,
  type Guard,
} from './guards';

/** Prompts as one side has them: `working`, `latest`, `@tag`, or `git:<revision>`. */
export type SetSide = string;

/** What a person may choose as a side. */
export interface SetChoice {
  readonly side: SetSide;
  readonly kind: 'registry' | 'environment' | 'tag' | 'git';
  readonly label: string;
}

/** One prompt that differs between the sides, or that may. */
export interface SetRow {
  readonly prompt: string;
  /**
   * `added`: only the right side has it; `removed`: only the left side; `leftOut`: a damaged record
   * leaves a side in doubt, and the summary says which.
   */
  readonly kind: 'added' | 'removed' | 'changed' | 'leftOut';
  readonly summary: string;
  readonly added: number;
  readonly removed: number;
  /** A caller of the left side would fail with the right one. */
  readonly breaking: boolean;
}

/** What the panel remembers: it is restored from this alone after a reload. */
export interface SetPanelState extends DiffLook {
  readonly left: SetSide;
  readonly right: SetSide;
  /** Prompts whose comparison is open. */
  readonly open: readonly string[];
  /** Equal hunks that are shown whole, by prompt. */
  readonly expanded: Readonly<Record<string, readonly number[]>>;
  readonly scrollTop: number;
}

const REQUESTS = ['list', 'compare', 'open', 'copyUnified', 'copyMarkdown', 'copyHtml'] as const;

/** Each request has one reply, of the same id. */
export interface SetRequest {
  /**
   * `list` replies with `SetRow`s and makes the sides the panel's own, `compare` with the `DiffView`
   * of a prompt; the others with null.
   */
  readonly type: (typeof REQUESTS)[number];
  readonly id: number;
  readonly left: SetSide;
  readonly right: SetSide;
  readonly prompt?: string | undefined;
}

interface ReadyMessage {
  readonly type: 'ready';
}

export type SetsToHost = ReadyMessage | SetRequest;

/** What can be compared and what is. Sent after `ready` and whenever something changed. */
export interface SetsMessage {
  readonly type: 'sets';
  readonly left: SetSide;
  readonly right: SetSide;
  readonly choices: readonly SetChoice[];
  readonly settings: DiffSettings;
}

type SetReply =
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly value: unknown }
  | {
      readonly type: 'reply';
      readonly id: number;
      readonly ok: false;
      readonly error: { readonly code: string; readonly message: string };
    };

export type SetsToPanel = SetsMessage | SetReply;

export function readSetsToHost(message: unknown): SetsToHost | undefined {
  return isReady(message) || isRequest(message) ? message : undefined;
}

export function readSetsToPanel(message: unknown): SetsToPanel | undefined {
  return isSets(message) || isSuccess(message) || isFailure(message) ? message : undefined;
}

export function readSetRows(value: unknown): readonly SetRow[] | undefined {
  return isRows(value) ? value : undefined;
}

export function readSetPanelState(value: unknown): SetPanelState | undefined {
  return isState(value) ? value : undefined;
}

const isAmount: Guard<number> = (value): value is number =>
  Number.isFinite(value) && (value as number) >= 0;

const isReady = shape<ReadyMessage>({ type: oneOf('ready') });
const isRequest = shape<SetRequest>({
  type: oneOf(...REQUESTS),
  id: isCount,
  left: isText,
  right: isText,
  prompt: optional(isText),
});
const isSets = shape<SetsMessage>({
  type: oneOf('sets'),
  left: isText,
  right: isText,
  choices: listOf(
    shape<SetChoice>({
      side: isText,
      kind: oneOf('registry', 'environment', 'tag', 'git'),
      label: isText,
    }),
  ),
  settings: isDiffSettings,
});
const isSuccess = shape<SetReply & { ok: true }>({
  type: oneOf('reply'),
  id: isCount,
  ok: oneOf(true),
  value: isAnything,
});
const isFailure = shape<SetReply & { ok: false }>({
  type: oneOf('reply'),
  id: isCount,
  ok: oneOf(false),
  error: shape<{ code: string; message: string }>({ code: isText, message: isText }),
});
const isRows = listOf(
  shape<SetRow>({
    prompt: isText,
    kind: oneOf('added', 'removed', 'changed', 'leftOut'),
    summary: isText,
    added: isCount,
    removed: isCount,
    breaking: isFlag,
  }),
);
const isState = shape<SetPanelState>({
  left: isText,
  right: isText,
  ...LOOK_GUARDS,
  open: listOf(isText),
  expanded: recordOf(listOf(isCount)),
  scrollTop: isAmount,
});
