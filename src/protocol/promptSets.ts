import { channel, isNothing, method } from './channel';
import {
  isDiffSettings,
  LOOK_GUARDS,
  SHARED_FORMS,
  type DiffLook,
  type DiffSettings,
  type SharedForm,
} from './diff';
import { isDiffView } from './diffView';
import { isCount, isFlag, isText, listOf, oneOf, recordOf, shape, type Guard } from './guards';

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

/** Which prompts a question is about. */
export interface SetSides {
  readonly left: SetSide;
  readonly right: SetSide;
}

/** One prompt of both sides. */
export interface SetPrompt extends SetSides {
  readonly prompt: string;
}

/** The sides, and as what they are copied. */
export interface CopiedSets extends SetSides {
  readonly form: SharedForm;
}

/** What can be compared and what is. Sent after `ready` and whenever something changed. */
export interface Sets extends SetSides {
  readonly choices: readonly SetChoice[];
  readonly settings: DiffSettings;
}

export function readSetPanelState(value: unknown): SetPanelState | undefined {
  return isState(value) ? value : undefined;
}

const isAmount: Guard<number> = (value): value is number =>
  Number.isFinite(value) && (value as number) >= 0;

const SIDES = { left: isText, right: isText } as const;
const isSets = shape<Sets>({
  ...SIDES,
  choices: listOf(
    shape<SetChoice>({
      side: isText,
      kind: oneOf('registry', 'environment', 'tag', 'git'),
      label: isText,
    }),
  ),
  settings: isDiffSettings,
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

/** What the page of all prompts and the extension say to each other. */
export const setsChannel = channel({
  methods: {
    ready: method(isNothing, isNothing),
    /** The prompts that differ; makes the sides the panel's own. */
    list: method(shape<SetSides>(SIDES), isRows),
    compare: method(shape<SetPrompt>({ ...SIDES, prompt: isText }), isDiffView),
    /** In a panel of its own. */
    open: method(shape<SetPrompt>({ ...SIDES, prompt: isText }), isNothing),
    copy: method(shape<CopiedSets>({ ...SIDES, form: oneOf(...SHARED_FORMS) }), isNothing),
  },
  news: {
    /** What can be compared and what is; told when the page is ready and when it may have changed. */
    sets: isSets,
  },
});
