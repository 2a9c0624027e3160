import type { SampleRow } from '../core/compare/telling/samples';
import { channel, isNothing, method } from './channel';
import { isDiffView } from './diffView';
import { either, isCount, isFlag, isText, listOf, oneOf, shape, type Guard } from './guards';

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

/** The forms in which a comparison can be copied. */
export const SHARED_FORMS = ['copyUnified', 'copyMarkdown', 'copyHtml'] as const;
export type SharedForm = (typeof SHARED_FORMS)[number];

/** What is compared: two sides, or what they make of a sample. */
export interface ComparedSides {
  readonly left: DiffSide;
  readonly right: DiffSide;
  readonly sample: string | null;
}

/** What is compared, and as what it is copied. */
export interface CopiedSides extends ComparedSides {
  readonly form: SharedForm;
}

/** What can be compared and what is. Sent after `ready` and whenever the registry changed. */
export interface Sides extends ComparedSides {
  readonly prompt: string;
  readonly choices: readonly DiffSideChoice[];
  /** The names of the prompt's samples, sorted. */
  readonly samples: readonly string[];
  readonly settings: DiffSettings;
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
const COMPARED = { left: isText, right: isText, sample: isSample } as const;
const isCompared = shape<ComparedSides>(COMPARED);
const isSides = shape<Sides>({
  ...COMPARED,
  prompt: isText,
  choices: listOf(isChoice),
  samples: listOf(isText),
  settings: isDiffSettings,
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

/** What the page of a comparison and the extension say to each other. */
export const diffChannel = channel({
  methods: {
    ready: method(isNothing, isNothing),
    /** Makes the sides the panel's own. */
    compare: method(isCompared, isDiffView),
    /** What the sides make of one more sample. */
    rendered: method(isCompared, isDiffView),
    /** What becomes of every sample of the prompt. */
    samples: method(isCompared, isComparedSamples),
    /** In VS Code's own diff editor. */
    openNative: method(isCompared, isNothing),
    copy: method(shape<CopiedSides>({ ...COMPARED, form: oneOf(...SHARED_FORMS) }), isNothing),
  },
  news: {
    /** What can be compared and what is; told when the page is ready and when it may have changed. */
    sides: isSides,
  },
});
